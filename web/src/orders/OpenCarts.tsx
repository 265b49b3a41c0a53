// Carts kept for later: what they hold, how long they last, and ordering them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, withQuery } from '../api/client';
import type { Catalog } from '../api/onboarding-types';
import type { components } from '../api/schema';
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useTermWords } from '../onboarding/use-term-words';
import { blockedBy, useMay } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Dialog } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import styles from './Orders.module.css';

type Cart = components['schemas']['Cart'];
type Line = Cart['lineItems'][number];

export function OpenCarts({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const add = useMay('add_subscription');
  const { data } = useQuery({
    queryKey: ['carts', customer.id], enabled: add.allowed,
    queryFn: ({ signal }) => api.get<Cart[]>(`/ext/v1/customers/${customer.id}/carts`, { signal }),
  });
  if (!data?.length) return null;
  return (
    <Card title={t('customer.cart.title')} lead={t('customer.cart.lead')}>
      <div className={styles.carts}>{data.map((cart) => <OneCart key={cart.id} cart={cart} customer={customer} />)}</div>
    </Card>
  );
}

function useLineWords(customer: Customer) {
  const { t, language } = useWords();
  const { money, number } = useFormat();
  const termWords = useTermWords();
  const { data } = useQuery({
    queryKey: ['catalog-of', customer.id, language], staleTime: 60_000,
    queryFn: ({ signal }) => api.get<Catalog>(withQuery('/ext/v1/catalog', { customerId: customer.id }), { signal }),
  });
  return (line: Line): string => {
    const item = data?.items.find((one) => one.catalogItemId === line.catalogItemId || one.offerId.toLowerCase() === line.catalogItemId.toLowerCase());
    const term = item?.terms.find((one) => one.billingCycle.toLowerCase() === (line.billingCycle ?? '').toLowerCase() && (!line.termDuration || one.termDuration === line.termDuration)) ?? item?.terms[0];
    const count = term?.unitPrice ? t('customer.cart.times', { quantity: number(line.quantity), price: money(term.unitPrice) }) : number(line.quantity);
    return [line.friendlyName ?? item?.name ?? line.catalogItemId, count, term ? termWords(term) : ''].filter(Boolean).join(' · ');
  };
}

const flat = (lines: Line[]): Line[] => lines.flatMap((line) => [line, ...flat((line.addonItems ?? []) as Line[])]);

function OneCart({ cart, customer }: { cart: Cart; customer: Customer }) {
  const { t } = useWords();
  const { date } = useFormat();
  const words = useLineWords(customer);
  const [asking, setAsking] = useState(false);
  const may = customer.actions?.add_subscription;
  const lines = flat(cart.lineItems);
  return (
    <div className={styles.cart}>
      <ul>{lines.map((line, index) => <li key={index}>{words(line)}</li>)}</ul>
      <p className="quiet">{t('customer.cart.until', { date: date(cart.expirationTimestamp, 'dateTime') })}</p>
      <Button size="small" blocked={blockedBy(may)} aria-haspopup="dialog" onClick={() => setAsking(true)}>{t('customer.cart.order')}</Button>
      {asking && <AskDialog cart={cart} customer={customer} lines={lines.map(words)} onClose={() => setAsking(false)} />}
    </div>
  );
}

function AskDialog({ cart, customer, lines, onClose }: { cart: Cart; customer: Customer; lines: string[]; onClose: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const cache = useQueryClient();
  const order = useMutation({
    mutationFn: () => api.post<{ orders?: unknown[]; orderErrors?: { description?: string }[] }>(`/v1/customers/${customer.id}/carts/${cart.id}/checkout`),
    onSettled: () => cache.invalidateQueries(),
  });
  const failed = order.data?.orderErrors?.map((one) => one.description).filter(Boolean).join(' ');
  return (
    <Dialog title={t('customer.cart.askTitle', { name: customer.name })} onClose={onClose}
      actions={<>
        <Button autoFocus onClick={onClose}>{t('customer.cart.keep')}</Button>
        <Button look="primary" busy={order.isPending} onClick={() => order.mutate(undefined, {
          onSuccess: (done) => { if (!done.orderErrors?.length) { showToast({ text: t('customer.cart.ordered') }); onClose(); } },
        })}>{t('customer.cart.order')}</Button>
      </>}>
      <p>{t('customer.cart.askText')}</p>
      <ul>{lines.map((line, index) => <li key={index}>{line}</li>)}</ul>
      {order.error && <Notice tone="error" alert>{sentence(order.error)}</Notice>}
      {failed && <Notice tone="error" alert>{failed}</Notice>}
    </Dialog>
  );
}
