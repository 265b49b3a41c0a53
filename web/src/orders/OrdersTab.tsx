// A customer's orders with their lines, the latest first.
import { Receipt20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Collection, Order, OrderLine } from '../api/commerce-types';
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useMay, useOwn, useSession } from '../session/session';
import { useSubscriptions } from '../subscriptions/subscriptions';
import { Card } from '../ui/Card';
import { CopyButton } from '../ui/CopyButton';
import { DataTable, type Column } from '../ui/DataTable';
import { Money } from '../ui/Money';
import { EmptyState, ErrorState, NoPermission, SkeletonRows } from '../ui/states';
import { StatusBadge, type State } from '../ui/StatusBadge';
import { useFormat } from '../ui/use-format';
import { usePhone } from '../ui/use-media';
import { OpenCarts } from './OpenCarts';
import styles from './Orders.module.css';

export default function OrdersTab({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const may = useMay('see_orders');
  const { administrators } = useSession();
  if (!may.allowed) return <Card flush><NoPermission page={t('customer.orders')} reasons={may.reasons} administrators={administrators} /></Card>;
  return <Orders customer={customer} />;
}

function Orders({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const own = useOwn();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['orders', customer.id],
    queryFn: ({ signal }) => api.get<Collection<Order>>(`/v1/customers/${customer.id}/orders?include_price=true`, { signal }),
  });
  const orders = [...(data?.items ?? [])].sort((one, other) => other.creationDate.localeCompare(one.creationDate));
  return (
    <>
      <OpenCarts customer={customer} />
      {isPending && <Card flush><SkeletonRows rows={4} label={t('customer.order.loading')} /></Card>}
      {error && !data && <Card flush><ErrorState title={t('customer.order.errorTitle')} problem={error} retry={() => void refetch()} /></Card>}
      {data && !orders.length && (
        <Card flush><EmptyState icon={<Receipt20Regular />} title={t('customer.order.noneTitle')} text={t(own ? 'customer.order.ownNoneText' : 'customer.order.noneText')} /></Card>
      )}
      {orders.map((order) => <OrderCard key={order.id} order={order} customerId={customer.id} />)}
    </>
  );
}

const states: Record<string, State> = { completed: 'completed', pending: 'pending', cancelled: 'cancelled', failed: 'failed', error: 'failed' };

function OrderCard({ order, customerId }: { order: Order; customerId: string }) {
  const { t } = useWords();
  const { date } = useFormat();
  const lines = useLines(order, customerId);
  const when = date(order.creationDate, 'table');
  const state = states[(order.status ?? '').toLowerCase()];
  const phone = usePhone();
  const number = (
    <span className={styles.number}>
      <span className={phone ? 'visually-hidden' : undefined}>{t('customer.order.number')}</span> <code>{order.id}</code>
      <CopyButton text={order.id} what={t('customer.order.copyNumber')} />
    </span>
  );
  return (
    <Card flush title={t('customer.order.title', { date: when })} lead={!phone && number} actions={state && <StatusBadge state={state} />}>
      {/* Beside the state there is not room for a whole number: on a phone it has a line of its own. */}
      {phone && <p className={styles.numberLine}>{number}</p>}
      <DataTable caption={t('customer.order.caption', { date: when })} columns={lines.columns} rows={order.lineItems}
        rowKey={(line) => String(line.lineItemNumber)} cardsEarly
        card={(line) => (
          <div className={styles.card}>
            <strong>{lines.name(line)}</strong>
            <span className="quiet">{lines.term(line)}</span>
            {lines.priced ? <><span>{line.quantity} × {lines.price(line)}</span><span>{lines.total(line)}</span></> : <span>{lines.quantity(line)}</span>}
          </div>
        )} />
      {order.totalPrice !== undefined && (
        <p className={styles.total}><span>{t('customer.order.orderTotal')}</span>{lines.money(order.totalPrice)}</p>
      )}
    </Card>
  );
}

function useLines(order: Order, customerId: string) {
  const { t, say, has } = useWords();
  const { number } = useFormat();
  const { data: subscriptions } = useSubscriptions(customerId);
  const currency = order.currencyCode ?? 'EUR';
  const money = (value: number | undefined) => (value === undefined ? '–' : <Money value={{ amount: String(value), currency }} />);
  const name = (line: OrderLine) =>
    subscriptions?.find((each) => each.id === line.subscriptionId)?.offerName ?? line.offerName ?? line.friendlyName ?? line.offerId;
  const term = (line: OrderLine) => (line.termDuration && has(`common.term.${line.termDuration}`) ? say(`common.term.${line.termDuration}`) : '–');
  const price = (line: OrderLine) => money(line.pricing?.price ?? line.pricing?.discountedPrice ?? line.pricing?.listPrice);
  const total = (line: OrderLine) => money(line.pricing?.extendedPrice);
  const quantity = (line: OrderLine) => t('common.licenses', { count: line.quantity });
  // Who may see no price gets no columns of dashes.
  const priced = order.lineItems.some((line) => line.pricing !== undefined);
  const columns: Column<OrderLine>[] = [
    { key: 'line', header: t('customer.order.line'), rowHeader: true, cell: (line) => <strong>{name(line)}</strong> },
    { key: 'term', header: t('customer.order.term'), width: '168px', cell: term },
    { key: 'quantity', header: t('customer.order.quantity'), width: '104px', end: true, cell: (line) => number(line.quantity) },
    ...(priced ? [
      { key: 'price', header: t('customer.order.unitPrice'), width: '168px', end: true, cell: price },
      { key: 'total', header: t('customer.order.total'), width: '168px', end: true, cell: total },
    ] : []),
  ];
  return { columns, money, name, term, price, total, priced, quantity };
}
