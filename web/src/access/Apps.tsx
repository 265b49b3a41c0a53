// App management: which apps act for the organisation, when they were last used, what ends soon.
import { Add20Regular, AppsListDetail20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { CopyButton } from '../ui/CopyButton';
import { DataTable } from '../ui/DataTable';
import { TextLink } from '../ui/Link';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState, ErrorState, NoPermission, SkeletonRows } from '../ui/states';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import styles from './Apps.module.css';
import { useApps, type App } from './apps';
import { SettingsTabs } from './SettingsTabs';
import { lazily } from '../ui/lazily';

const RegisterPanel = lazily(() => import('./RegisterPanel'), { place: 'over' });

export default function Apps() {
  const { t } = useWords();
  const may = useMay('manage_apps');
  const { administrators } = useSession();
  const [registering, setRegistering] = useState(false);
  const go = useNavigate();
  const asked = useApps(may.allowed);
  const rows = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const add = <Button look="primary" icon={<Add20Regular />} onClick={() => setRegistering(true)}>{t('apps.register')}</Button>;
  return (
    <>
      <PageHeader title={t('apps.title')} actions={rows.length > 0 && add} />
      <SettingsTabs />
      <p className={`quiet ${styles.lead}`}>{t('apps.lead')}</p>
      <Card flush>
        {!may.allowed && <NoPermission page={t('apps.title')} reasons={may.reasons} administrators={administrators} />}
        {may.allowed && asked.isPending && <SkeletonRows rows={4} label={t('apps.loading')} />}
        {asked.isError && <ErrorState title={t('apps.failed')} problem={asked.error} retry={() => void asked.refetch()} />}
        {asked.data && rows.length === 0 && <EmptyState icon={<AppsListDetail20Regular />} title={t('apps.none')} text={t('apps.noneText')} action={add} />}
        {rows.length > 0 && <Table rows={rows} />}
        {asked.hasNextPage && <p className={styles.more}><Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t('apps.more')}</Button></p>}
      </Card>
      {registering && <RegisterPanel onClose={() => setRegistering(false)} onRegistered={(app) => void go(paths.app(app.id))} />}
    </>
  );
}

/** The end that comes first among what proves the app. */
export const nextEnd = (app: App): string | undefined => [...app.secrets, ...app.certificates].map((each) => each.expiresAt).sort()[0];

function Table({ rows }: { rows: App[] }) {
  const { t } = useWords();
  const { date } = useFormat();
  const used = (app: App) => (app.lastUsedAt ? <When at={app.lastUsedAt} /> : <span className="quiet">{t('apps.neverUsed')}</span>);
  const rights = (app: App) => (app.kind === 'public' ? t('apps.publicShort')
    : app.fullAccess ? t('apps.fullShort') : t('apps.rights', { count: app.permissions.length }));
  const ends = (app: App) => {
    const end = nextEnd(app);
    if (app.kind === 'public') return <span className="quiet">{t('apps.noSecret')}</span>;
    if (end && end > '9999') return <span className="quiet">{t('apps.noEnd')}</span>;
    return end ? <When at={end} /> : <span className={styles.warn}>{t('apps.noProof')}</span>;
  };
  return (
    <DataTable caption={t('apps.caption')} rows={rows} rowKey={(app) => app.id}
      columns={[
        { key: 'name', header: t('apps.name'), rowHeader: true, cell: (app) => <TextLink strong to={paths.app(app.id)}>{app.name}</TextLink> },
        { key: 'id', header: t('apps.clientId'), width: '30%', cell: (app) => <ClientId id={app.id} /> },
        { key: 'rights', header: t('apps.rightsHeader'), width: '15%', cell: rights },
        { key: 'used', header: t('apps.lastUsed'), width: '13%', cell: used },
        { key: 'ends', header: t('apps.nextEnd'), width: '13%', cell: ends },
      ]}
      card={(app) => (
        <div className={styles.rowCard}>
          <TextLink strong to={paths.app(app.id)}>{app.name}</TextLink>
          <ClientId id={app.id} />
          <p className="quiet">{rights(app)}</p>
          <p className="quiet">{app.lastUsedAt ? t('apps.usedOn', { when: date(app.lastUsedAt, 'table') }) : t('apps.neverUsedYet')}</p>
          {nextEnd(app) && <p className="quiet">{nextEnd(app)! > '9999' ? t('apps.secretWithoutEnd') : t('apps.endsOn', { when: date(nextEnd(app)!, 'table') })}</p>}
        </div>
      )} />
  );
}

export function ClientId({ id }: { id: string }) {
  const { t } = useWords();
  return <span className={styles.clientId}><code>{id}</code><CopyButton text={id} what={t('apps.clientId')} /></span>;
}
