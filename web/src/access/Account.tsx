// My account: language and time zone, password, second factors, sessions.
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../api/client';
import type { Language } from '../api/types';
import { switchLanguage } from '../i18n/start';
import { useWords } from '../i18n/use-words';
import { serverErrors } from '../session/server-errors';
import { usePreferences, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card, Facts } from '../ui/Card';
import { PasswordField, SelectField } from '../ui/fields';
import { ErrorSummary, FieldPair, FieldStack } from '../ui/FormPanel';
import { PageHeader } from '../ui/PageHeader';
import { useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { FactorsCard } from './FactorsCard';
import { OutsideCard } from './OutsideCard';
import { SessionsCard } from './SessionsCard';
import styles from './access.module.css';

export default function Account() {
  const { t, say } = useWords();
  const { user, tenant, roles } = useSession();
  return (
    <>
      <PageHeader title={t('access.account.title')} meta={user.userName} />
      <div className={styles.cards}>
        <Card title={t('access.account.who')}>
          <Facts items={[
            { name: t('access.account.name'), value: user.displayName },
            { name: t('access.account.email'), value: user.email },
            { name: t('access.account.organisation'), value: tenant.name },
            { name: t('access.account.roles'), value: roles.map((role) => say(`common.role.${role}`)).join(', ') },
          ]} />
        </Card>
        <Preferences />
        <PasswordCard />
        <FactorsCard />
        <OutsideCard />
        <SessionsCard />
      </div>
    </>
  );
}

function Preferences() {
  const { t, language } = useWords();
  const { preferences } = useSession();
  const save = usePreferences();
  const zones = Intl.supportedValuesOf('timeZone');
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Card title={t('access.account.preferences')}>
      <FieldPair>
        <SelectField name="language" label={t('access.account.language')} value={language}
          onChange={(event) => { const chosen = event.target.value as Language; void switchLanguage(chosen); save.mutate({ language: chosen }); }}>
          <option value="fr" lang="fr">Français</option>
          <option value="en" lang="en">English</option>
        </SelectField>
        <SelectField name="timeZone" label={t('access.account.timeZone')} help={t('access.account.timeZoneHelp')} value={preferences.timeZone ?? ''}
          onChange={(event) => save.mutate({ timeZone: (event.target.value || null) as string })}>
          <option value="">{t('access.account.browserZone', { zone: own })}</option>
          {zones.map((zone) => <option key={zone} value={zone}>{zone.replaceAll('_', ' ')}</option>)}
        </SelectField>
      </FieldPair>
    </Card>
  );
}

function PasswordCard() {
  const { t } = useWords();
  const { user } = useSession();
  const sentence = useProblemSentence();
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => api.post('/ext/v1/me/password', { current, password }, { timeoutMs: 30_000 }),
    onSuccess: () => {
      setOpen(false);
      setCurrent('');
      setPassword('');
      showToast({ text: t('access.password.changed') });
    },
  });
  const errors = serverErrors(change.error, ['current', 'password'], sentence);
  const submit = (event: FormEvent) => { event.preventDefault(); change.mutate(); };
  return (
    <Card title={t('session.password')} lead={t('access.password.lead')}
      actions={!open && <Button onClick={() => setOpen(true)}>{t('access.password.change')}</Button>}>
      {open && (
        <form noValidate onSubmit={submit} className={styles.form}>
          <FieldStack>
            <ErrorSummary errors={change.isError ? errors.summary : []} />
            <input type="hidden" name="username" autoComplete="username" value={user.userName} />
            <PasswordField name="current" label={t('access.password.current')} autoComplete="current-password" value={current}
              error={errors.at.current} onChange={(event) => setCurrent(event.target.value)} />
            <PasswordField name="password" label={t('access.password.new')} help={t('session.join.passwordHelp')} autoComplete="new-password"
              value={password} error={errors.at.password} onChange={(event) => setPassword(event.target.value)} />
            <div className={styles.acts}>
              <Button type="submit" look="primary" busy={change.isPending}>{t('access.password.save')}</Button>
              <Button onClick={() => { setOpen(false); change.reset(); }}>{t('common.cancel')}</Button>
            </div>
          </FieldStack>
        </form>
      )}
    </Card>
  );
}
