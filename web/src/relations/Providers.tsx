// A reseller's indirect providers: who, since when, shared customers; the end of a partnership.
import { BuildingBank20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Navigate } from 'react-router';
import type { Partnership } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { DataTable } from '../ui/DataTable';
import { countryName } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState, ErrorState, NoPermission, SkeletonRows } from '../ui/states';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { PartnershipState } from './InvitationState';
import styles from './Relations.module.css';
import { usePartnerships } from './relations';
import { EndDialog } from './Reseller';

export default function Providers() {
  const { t, language } = useWords();
  const { number } = useFormat();
  const may = useMay('see_resellers');
  const manage = useMay('manage_partnerships');
  const { administrators, tenant } = useSession();
  const { data, error, isPending, refetch } = usePartnerships(may.allowed);
  const [ending, setEnding] = useState<Partnership>();
  const end = (one: Partnership) => one.state === 'active' && (
    <Button size="small" blocked={blockedBy(manage)} aria-haspopup="dialog" onClick={() => setEnding(one)}>{t('relations.resellers.end')}</Button>
  );
  if (tenant.kind === 'indirectProvider') return <Navigate to={paths.resellers} replace />;
  return (
    <>
      <PageHeader title={t('relations.providers.title')} />
      <Card flush>
        {!may.allowed && <NoPermission page={t('relations.providers.title')} reasons={may.reasons} administrators={administrators} />}
        {may.allowed && isPending && <SkeletonRows rows={3} label={t('relations.providers.loading')} />}
        {error && <ErrorState title={t('relations.providers.failed')} problem={error} retry={() => void refetch()} />}
        {data && !data.items.length && <EmptyState icon={<BuildingBank20Regular />} title={t('relations.providers.none')} text={t('relations.providers.noneText')} />}
        {data && data.items.length > 0 && (
          <DataTable caption={t('relations.providers.caption')} rows={data.items} rowKey={(one) => one.id} cardsEarly
            columns={[
              { key: 'name', header: t('relations.providers.name'), rowHeader: true, cell: (one) => (
                <span className={styles.card}><strong>{one.name}</strong><small className={styles.sub}>{[one.email, countryName(one.country, language)].join(' · ')}</small></span>) },
              { key: 'state', header: t('relations.resellers.partnership'), width: '180px', cell: (one) => <PartnershipState state={one.state} /> },
              { key: 'since', header: t('relations.resellers.since'), width: '130px', cell: (one) => <When at={one.since} /> },
              { key: 'shared', header: t('relations.providers.shared'), width: '140px', end: true, cell: (one) => number(one.customers) },
              { key: 'acts', header: <span className="visually-hidden">{t('relations.list.acts')}</span>, width: '220px', end: true, cell: end },
            ]}
            card={(one) => <div className={styles.card}><strong>{one.name}</strong><PartnershipState state={one.state} />{end(one)}</div>} />
        )}
      </Card>
      {ending && <EndDialog partner={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}
