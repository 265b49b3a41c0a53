// The personal links of a campaign, customer by customer: to copy, and how each was answered.
import { useState } from 'react';
import type { Campaign } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import styles from '../relations/Relations.module.css';
import { CopyButton } from '../ui/CopyButton';
import { DataTable } from '../ui/DataTable';
import { FilterSelect } from '../ui/fields';
import { Panel } from '../ui/lazy';
import { Paging } from '../ui/Paging';
import { EmptyState, ErrorState, SkeletonRows } from '../ui/states';
import { People20Regular } from '@fluentui/react-icons';
import { InvitationState } from '../relations/InvitationState';
import { TextLink } from '../ui/Link';
import { paths } from '../ui/paths';
import { useCampaignLinks, type CampaignLink } from './customer-agreement';

export function CampaignLinks({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useWords();
  const [state, setState] = useState('open');
  const [trail, setTrail] = useState<string[]>([]);
  const { data, error, isPending, refetch } = useCampaignLinks(campaign.id, state, trail.at(-1) ?? '');
  const choose = (value: string) => { setState(value); setTrail([]); };
  return (
    <Panel title={t('relations.settings.linksOf', { name: campaign.name })} onClose={onClose}>
      <FilterSelect label={t('relations.list.state')} value={state} onChange={choose}>
        <option value="">{t('relations.settings.allStates')}</option>
        {(['open', 'accepted', 'refused', 'expired', 'revoked'] as const).map((one) => <option key={one} value={one}>{t(`relations.state.${one}`)}</option>)}
      </FilterSelect>
      {isPending && <SkeletonRows rows={4} label={t('relations.settings.loading')} />}
      {error && <ErrorState level={3} title={t('relations.settings.failed')} problem={error} retry={() => void refetch()} />}
      {data && !data.items.length && <EmptyState level={3} icon={<People20Regular />} title={t('relations.settings.noLinks')} />}
      {data && data.items.length > 0 && <div className={styles.inPanel}><Links rows={data.items} /></div>}
      {data && (data.next || trail.length > 0) && (
        <Paging text={t('relations.settings.links')} onPrevious={trail.length ? () => setTrail(trail.slice(0, -1)) : undefined}
          onNext={data.next ? () => setTrail([...trail, data.next ?? '']) : undefined} />
      )}
    </Panel>
  );
}

function Links({ rows }: { rows: CampaignLink[] }) {
  const { t } = useWords();
  const who = (one: CampaignLink) => (
    <span className={styles.card}><TextLink strong to={paths.customer(one.customerId)}>{one.customerName}</TextLink>
      <small className={styles.sub}>{[one.recipient.name, one.recipient.email].filter(Boolean).join(', ')}</small>
      <small className={styles.sub}>{one.timesSent > 0 ? t('relations.settings.timesSent', { count: one.timesSent }) : t('relations.settings.notSent')}</small></span>
  );
  const copy = (one: CampaignLink) => one.link && <CopyButton text={one.link} what={t('relations.settings.linkOf', { name: one.customerName })} />;
  const state = (one: CampaignLink) => <InvitationState state={one.state} />;
  return (
    <DataTable caption={t('relations.settings.links')} rows={rows} rowKey={(one) => one.customerId} cardsEarly="always"
      columns={[
        { key: 'customer', header: t('relations.settings.customer'), rowHeader: true, cell: who },
        { key: 'state', header: t('relations.list.state'), width: '140px', cell: state },
        { key: 'copy', header: <span className="visually-hidden">{t('relations.list.acts')}</span>, width: '60px', end: true, cell: copy },
      ]}
      card={(one) => <div className={styles.card}>{who(one)}<span className={styles.acts}>{state(one)}{copy(one)}</span></div>} />
  );
}
