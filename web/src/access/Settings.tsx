// Where an app may send people back to, and what it may do alone; each changed in place.
import { useState, type FormEvent } from 'react';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { CheckField } from '../ui/CheckField';
import { TextAreaField } from '../ui/fields';
import { Notice } from '../ui/Notice';
import { ErrorState, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import styles from './Apps.module.css';
import { useActs, useChange, type App } from './apps';
import { linesOf } from './RegisterPanel';

export function Redirects({ app }: { app: App }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const change = useChange(app.id);
  const [text, setText] = useState<string>();
  const send = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ redirectUris: linesOf(text ?? '') }, { onSuccess: () => { setText(undefined); showToast({ text: t('apps.saved') }); } });
  };
  if (text === undefined) {
    return (
      <Card title={t('apps.redirects')} lead={t('apps.redirectsLead')}
        actions={<Button aria-label={t('apps.changeRedirects')} onClick={() => setText(app.redirectUris.join('\n'))}>{t('apps.change')}</Button>}>
        {app.redirectUris.length === 0 && <p className="quiet">{t('apps.noRedirects')}</p>}
        <ul className={styles.uris}>{app.redirectUris.map((uri) => <li key={uri}><code>{uri}</code></li>)}</ul>
      </Card>
    );
  }
  return (
    <Card title={t('apps.redirects')} lead={t('apps.redirectsLead')}>
      <form noValidate onSubmit={send}>
        <TextAreaField label={t('apps.redirectsField')} name="redirects" rows={4} value={text} help={t('apps.redirectsHelp')}
          error={change.isError ? sentence(change.error) : undefined} onChange={(event) => setText(event.target.value)} />
        <div className={styles.acts}>
          <Button look="primary" type="submit" busy={change.isPending}>{t('apps.save')}</Button>
          <Button onClick={() => { change.reset(); setText(undefined); }}>{t('common.cancel')}</Button>
        </div>
      </form>
    </Card>
  );
}

export function Rights({ app }: { app: App }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const change = useChange(app.id);
  const acts = useActs(!app.fullAccess);
  const set = (next: Partial<App>) => change.mutate(next, { onSuccess: () => showToast({ text: t('apps.saved') }) });
  const toggle = (name: App['permissions'][number], on: boolean) =>
    set({ permissions: on ? [...app.permissions, name] : app.permissions.filter((each) => each !== name) });
  return (
    <Card title={t('apps.rightsTitle')} lead={t('apps.rightsText')}>
      {change.isError && <Notice tone="error" alert>{sentence(change.error)}</Notice>}
      <CheckField id="full" label={t('apps.full')} checked={app.fullAccess} onChange={(on) => set({ fullAccess: on })} />
      {acts.isLoading && <SkeletonRows rows={4} label={t('common.loading')} />}
      {acts.isError && <ErrorState level={3} title={t('apps.rightsFailed')} problem={acts.error} retry={() => void acts.refetch()} />}
      {!app.fullAccess && acts.data && (
        <div className={styles.rights} role="group" aria-label={t('apps.rightsTitle')}>
          {acts.data.map(({ permission, name }) => (
            <CheckField key={permission} id={`right-${permission}`} label={name} checked={app.permissions.includes(permission)} onChange={(on) => toggle(permission, on)} />
          ))}
        </div>
      )}
      <div>
        <CheckField id="reusable" label={t('apps.reusable')} checked={app.reusableRefresh} onChange={(on) => set({ reusableRefresh: on })} />
        <p className="quiet">{t('apps.reusableText')}</p>
      </div>
    </Card>
  );
}
