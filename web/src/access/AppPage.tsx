// One app: what proves it, where people return to, what it may do alone, who signed in through it, and its end.
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { isProblem } from '../api/problem';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card, Facts } from '../ui/Card';
import { Dialog } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState, ErrorState, NoPermission, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { When } from '../ui/When';
import { AppsListDetail20Regular } from '@fluentui/react-icons';
import { ClientId } from './Apps';
import styles from './Apps.module.css';
import { useApp, useRemove, useRevoke, type App } from './apps';
import { Proofs } from './Proofs';
import { Redirects, Rights } from './Settings';
import { SignIns } from './SignIns';

export default function AppPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const may = useMay('manage_apps');
  const { administrators } = useSession();
  const asked = useApp(id, may.allowed);
  const gone = isProblem(asked.error) && asked.error.status === 404;
  return (
    <>
      <PageHeader title={asked.data?.name ?? t('apps.app')} crumbs={[{ to: paths.apps, label: t('apps.title') }]} />
      {!may.allowed && <Card flush><NoPermission page={t('apps.title')} reasons={may.reasons} administrators={administrators} /></Card>}
      {may.allowed && asked.isPending && <Card flush><SkeletonRows rows={6} label={t('apps.loading')} /></Card>}
      {gone && <Card flush><EmptyState icon={<AppsListDetail20Regular />} title={t('apps.gone')} text={t('apps.goneText')} /></Card>}
      {asked.isError && !gone && <Card flush><ErrorState title={t('apps.failed')} problem={asked.error} retry={() => void asked.refetch()} /></Card>}
      {asked.data && <Whole app={asked.data} />}
    </>
  );
}

function Whole({ app }: { app: App }) {
  const { t } = useWords();
  return (
    <div className={styles.cards}>
      <Card>
        <Facts items={[
          { name: t('apps.clientId'), value: <ClientId id={app.id} /> },
          { name: t('apps.kind'), value: app.kind === 'public' ? t('apps.public') : t('apps.confidential') },
          { name: t('apps.registered'), value: <When at={app.createdAt} /> },
          { name: t('apps.lastUsed'), value: app.lastUsedAt ? <When at={app.lastUsedAt} as="dateTime" /> : t('apps.neverUsed') },
        ]} />
      </Card>
      {app.kind === 'confidential' && <Proofs app={app} />}
      <SignIns app={app} />
      <Redirects app={app} />
      {app.kind === 'confidential' && <Rights app={app} />}
      <Endings app={app} />
    </div>
  );
}

/** What cannot be undone, each behind a question that says what follows. */
function Endings({ app }: { app: App }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const go = useNavigate();
  const revoke = useRevoke(app.id);
  const remove = useRemove(app.id);
  const [asking, setAsking] = useState<'revoke' | 'remove'>();
  const close = () => { setAsking(undefined); revoke.reset(); remove.reset(); };
  const act = () => (asking === 'revoke'
    ? revoke.mutate(undefined, { onSuccess: () => { close(); showToast({ text: t('apps.revoked', { name: app.name }) }); } })
    : remove.mutate(undefined, { onSuccess: () => { showToast({ text: t('apps.removed', { name: app.name }) }); void go(paths.apps); } }));
  const problem = revoke.error ?? remove.error;
  return (
    <Card title={t('apps.endings')} lead={t('apps.endingsText')}>
      <div className={styles.acts}>
        <Button onClick={() => setAsking('revoke')}>{t('apps.revoke')}</Button>
        <Button onClick={() => setAsking('remove')}>{t('apps.remove')}</Button>
      </div>
      {asking && (
        <Dialog title={t(asking === 'revoke' ? 'apps.revokeAsk' : 'apps.removeAsk', { name: app.name })} onClose={close}
          actions={<>
            <Button onClick={close}>{t('common.cancel')}</Button>
            <Button look="primary" busy={revoke.isPending || remove.isPending} onClick={act}>{t(asking === 'revoke' ? 'apps.revoke' : 'apps.remove')}</Button>
          </>}>
          <p>{t(asking === 'revoke' ? 'apps.revokeText' : 'apps.removeText')}</p>
          {problem && <Notice tone="error" alert>{sentence(problem)}</Notice>}
        </Dialog>
      )}
    </Card>
  );
}
