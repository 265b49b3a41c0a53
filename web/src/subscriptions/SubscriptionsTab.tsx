// A customer's subscriptions as a table; each is changed in a panel from the right.
import { Box20Regular, Edit20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Subscription } from '../api/commerce-types';
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay, useOwn } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { DataTable, type Column } from '../ui/DataTable';
import { useNow } from '../ui/clock';
import { lazily } from '../ui/lazily';
import { prefetchPanel } from '../ui/lazy';
import { EmptyState, ErrorState, SkeletonRows } from '../ui/states';
import { StatusBadge } from '../ui/StatusBadge';
import { useFormat } from '../ui/use-format';
import { useRoomy } from '../ui/use-media';
import { When } from '../ui/When';
import { nameOf, stateOf, useSubscriptions } from './subscriptions';
import styles from './Subscriptions.module.css';

const SubscriptionPanel = lazily(() => import('./SubscriptionPanel'), { place: 'over' });

export default function SubscriptionsTab({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const own = useOwn();
  const { data, error, isPending, refetch } = useSubscriptions(customer.id);
  const [edited, setEdited] = useState<string>();
  const columns = useColumns(data ?? [], setEdited);
  const subscription = data?.find((each) => each.id === edited);
  return (
    <Card flush>
      {isPending && <SkeletonRows rows={4} label={t('customer.sub.loading')} />}
      {error && !data && <ErrorState title={t('customer.sub.errorTitle')} problem={error} retry={() => void refetch()} />}
      {data && !data.length && <EmptyState icon={<Box20Regular />} title={t('customer.sub.noneTitle')} text={t(own ? 'customer.sub.ownNoneText' : 'customer.sub.noneText')} />}
      {data && data.length > 0 && (
        <DataTable caption={t('customer.sub.caption')} columns={columns} rows={data} rowKey={(row) => row.id} cardsEarly
          card={(row) => (
            <div className={styles.card}>
              <Name row={row} all={data} />
              <StatusBadge state={stateOf(row)} />
              <Licenses row={row} />
              <End row={row} />
              <Edit row={row} onEdit={setEdited} />
            </div>
          )} />
      )}
      {subscription && <SubscriptionPanel key={subscription.id} customerId={customer.id} subscription={subscription} onClose={() => setEdited(undefined)} />}
    </Card>
  );
}

function useColumns(all: Subscription[], onEdit: (id: string) => void): Column<Subscription>[] {
  const { t } = useWords();
  const { number } = useFormat();
  const roomy = useRoomy();
  const own = useOwn();
  const columns: (Column<Subscription> | false)[] = [
    { key: 'name', header: t('customer.sub.name'), rowHeader: true, cell: (row) => <Name row={row} all={all} /> },
    { key: 'state', header: t('customer.sub.state'), width: '200px', cell: (row) => <State row={row} /> },
    { key: 'licenses', header: t('customer.sub.licenses'), width: '100px', end: true, cell: (row) => number(row.quantity) },
    roomy && { key: 'term', header: t('customer.sub.term'), width: '196px', cell: (row) => <Term row={row} /> },
    { key: 'end', header: t('customer.sub.end'), width: '212px', cell: (row) => <End row={row} /> },
    !own && { key: 'edit', header: <span className="visually-hidden">{t('customer.sub.actions')}</span>, width: '136px', end: true,
      cell: (row) => <Edit row={row} onEdit={onEdit} /> },
  ];
  return columns.filter((column) => column !== false);
}

function Name({ row, all }: { row: Subscription; all: Subscription[] }) {
  const { t } = useWords();
  const base = all.find((each) => each.id === row.parentSubscriptionId);
  const second = base ? t('customer.sub.addOnOf', { name: base.offerName }) : row.friendlyName !== row.offerName && row.friendlyName;
  return (
    <span className={base ? styles.addOn : undefined}>
      <span className={styles.name} title={row.offerName}>{row.offerName}</span>
      {second && <span className={styles.second} title={second}>{second}</span>}
    </span>
  );
}

function State({ row }: { row: Subscription }) {
  const { t } = useWords();
  const { date } = useFormat();
  const now = useNow();
  const until = row.cancellationAllowedUntilDate;
  const open = until && Date.parse(until) > now.getTime();
  return (
    <>
      <StatusBadge state={stateOf(row)} />
      {open && <span className={styles.second}>{t('customer.sub.cancellable', { when: date(until, 'short') })}</span>}
    </>
  );
}

function Licenses({ row }: { row: Subscription }) {
  const { t } = useWords();
  return <span>{t('common.licenses', { count: row.quantity })}</span>;
}

function Term({ row }: { row: Subscription }) {
  const { say, has } = useWords();
  const term = `common.term.${row.termDuration ?? ''}`;
  const cycle = `common.cycle.${(row.billingCycle ?? '').toLowerCase()}`;
  return (
    <>
      {row.termDuration && has(term) ? say(term) : '–'}
      {row.billingCycle && has(cycle) && <span className={styles.second}>{say(cycle)}</span>}
    </>
  );
}

function End({ row }: { row: Subscription }) {
  const { t } = useWords();
  if (!row.commitmentEndDate) return <span className="quiet">–</span>;
  const words = row.parentSubscriptionId ? t('customer.sub.follows') : row.autoRenewEnabled ? t('customer.sub.renews') : t('customer.sub.ends');
  return <span><When at={row.commitmentEndDate} /><span className={styles.second}>{words}</span></span>;
}

function Edit({ row, onEdit }: { row: Subscription; onEdit: (id: string) => void }) {
  const { t } = useWords();
  const may = useMay('change_subscription');
  if (useOwn()) return null;
  if (row.status === 'deleted' || row.status === 'expired' || (!may.allowed && !may.reasons.length)) return null;
  return (
    <span data-change className={styles.edit}>
      <Button size="small" icon={<Edit20Regular />} blocked={blockedBy(may)} aria-haspopup="dialog" onPointerEnter={prefetchPanel} onFocus={prefetchPanel}
        aria-label={t('customer.sub.editName', { name: nameOf(row) })} onClick={() => onEdit(row.id)}>
        {t('customer.sub.edit')}
      </Button>
    </span>
  );
}
