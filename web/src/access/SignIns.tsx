// Who signed in through an app: until when that renews itself, and who must sign in again.
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { ErrorState, SkeletonRows } from '../ui/states';
import { StatusBadge, type State } from '../ui/StatusBadge';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import styles from './Apps.module.css';
import { useEndSignIn, useSignIns, type App, type AppSignIn } from './apps';

const badges: Record<AppSignIn['state'], State> = { active: 'active', ending: 'to_confirm', ended: 'expired', revoked: 'cancelled', reused: 'refused' };

export function SignIns({ app }: { app: App }) {
  const { t } = useWords();
  const asked = useSignIns(app.id, true);
  const rows = asked.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t('apps.signIns')} lead={t('apps.signInsText')}>
      {asked.isPending && <SkeletonRows rows={2} label={t('apps.loading')} />}
      {asked.isError && <ErrorState level={3} title={t('apps.failed')} problem={asked.error} retry={() => void asked.refetch()} />}
      {asked.data && rows.length === 0 && <p className="quiet">{t('apps.noSignIns')}</p>}
      <ul className={styles.list}>{rows.map((row) => <SignIn key={row.id} app={app} row={row} />)}</ul>
      {asked.hasNextPage && <Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t('apps.more')}</Button>}
    </Card>
  );
}

function SignIn({ app, row }: { app: App; row: AppSignIn }) {
  const { t, say } = useWords();
  const { date } = useFormat();
  const end = useEndSignIn(app.id);
  const facts = row.mustSignIn ? t('apps.mustSignIn') : t('apps.renewsUntil', { when: date(row.expiresAt, 'table') });
  const act = () => end.mutate(row.id, { onSuccess: () => showToast({ text: t('apps.signInEnded', { name: row.displayName }) }) });
  return (
    <li>
      <span className={styles.what}>
        <strong>{row.displayName || t('apps.goneUser')}</strong>
        <small>{row.userName}</small>
        <small>{t('apps.signedInOn', { when: date(row.createdAt, 'dateTime'), used: date(row.usedAt, 'dateTime') })}</small>
        <small>{facts}</small>
      </span>
      <StatusBadge state={badges[row.state]} words={say(`apps.state.${row.state}`)} />
      {!row.mustSignIn && <Button size="small" busy={end.isPending} aria-label={t('apps.endSignInOf', { name: row.displayName })} onClick={act}>{t('apps.end')}</Button>}
    </li>
  );
}
