// What can be sold, with the prices of a day: for reading.
import { Box20Regular, Search16Regular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api, withQuery } from '../api/client';
import type { Catalog as Data, CatalogItem } from '../api/onboarding-types';
import { useWords } from '../i18n/use-words';
import { useTermWords } from '../onboarding/use-term-words';
import { usePartnerships } from '../relations/relations';
import styles from '../relations/Relations.module.css';
import { useMay, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { useNow } from '../ui/clock';
import { DataTable } from '../ui/DataTable';
import { DateField } from '../ui/DateField';
import { FilterSelect, SearchInput } from '../ui/fields';
import { parseDay, showDay } from '../ui/format';
import { OutLink } from '../ui/Link';
import { Money } from '../ui/Money';
import { PageHeader } from '../ui/PageHeader';
import { EmptyState, ErrorState, NoPermission, SkeletonRows } from '../ui/states';
import { ToolsRow } from '../ui/ToolsRow';
import { useFormat } from '../ui/use-format';

/** Prices change with the month: what is published for the next one can be looked at beforehand. */
const firstOfNextMonth = (today: string) => {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
};

function useFilters() {
  const [query, setQuery] = useSearchParams();
  const get = (name: string) => query.get(name) ?? '';
  const set = (name: string, value: string) => setQuery((now) => {
    if (value) now.set(name, value);
    else now.delete(name);
    return now;
  }, { replace: true });
  const clear = () => setQuery((now) => { now.delete('q'); now.delete('category'); return now; }, { replace: true });
  return { q: get('q'), category: get('category'), on: get('on'), provider: get('provider'), set, clear };
}

export default function Catalog() {
  const { t, language } = useWords();
  const may = useMay('see_catalog');
  const prices = useMay('see_prices');
  const { tenant, administrators } = useSession();
  const own = useMay('see_own_prices');
  const { q, category, on, provider, set, clear } = useFilters();
  const [wrong, setWrong] = useState(false);
  const today = useNow().toISOString().slice(0, 10);
  const day = on && parseDay(showDay(on)) ? on : '';
  const nextMonth = firstOfNextMonth(today);
  // A reseller buys at its own prices, of each provider others.
  const buys = tenant.kind === 'indirectReseller' && own.allowed;
  const providers = usePartnerships(buys).data?.items.filter((one) => one.state === 'active') ?? [];
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    queryKey: ['catalog-page', tenant.country, q, category, day, provider, language],
    queryFn: ({ signal }) => api.get<Data>(withQuery('/ext/v1/catalog', { country: tenant.country, q, category, on: day, provider }), { signal }),
    enabled: may.allowed,
    placeholderData: keepPreviousData,
  });
  const priced = prices.allowed || Boolean(data?.providerId);
  const seller = providers.find((one) => one.id === data?.providerId);
  return (
    <>
      <PageHeader title={t('relations.catalog.title')}
        actions={may.allowed && priced && <>
          <Button onClick={() => set('on', day === nextMonth ? '' : nextMonth)}>{t(day === nextMonth ? 'relations.catalog.backToday' : 'relations.catalog.nextMonth')}</Button>
          <OutLink href={withQuery('/ext/v1/price-list.csv', { country: tenant.country, on: day, provider, language, excel: true })}>{t('relations.catalog.download')} ({t('relations.catalog.downloadNote')})</OutLink></>} />
      <Card flush>
        {!may.allowed && <NoPermission page={t('relations.catalog.title')} reasons={may.reasons} administrators={administrators} />}
        {may.allowed && (
          <ToolsRow end={priced && <DateField name="on" label={t('relations.catalog.date')} value={day || today} help={t('relations.catalog.dateHelp')}
            error={wrong ? t('common.dateBad', { example: showDay(today) }) : undefined} onBlur={() => setWrong(Boolean(on) && !day)}
            onChange={(value: string) => { setWrong(false); set('on', value === today ? '' : value); }} />}>
            <SearchInput label={t('relations.catalog.search')} before={<Search16Regular />} value={q} onChange={(text) => set('q', text)} />
            <FilterSelect label={t('relations.catalog.category')} value={category} onChange={(value) => set('category', value)}>
              <option value="">{t('relations.catalog.allCategories')}</option>
              {data?.facets.categories.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
            </FilterSelect>
            {providers.length > 1 && (
              <FilterSelect label={t('relations.catalog.provider')} value={provider || data?.providerId || ''} onChange={(value) => set('provider', value)}>
                <option value="">{t('relations.catalog.chooseProvider')}</option>
                {providers.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
              </FilterSelect>
            )}
          </ToolsRow>
        )}
        {may.allowed && isPending && <SkeletonRows rows={8} label={t('relations.catalog.loading')} />}
        {error && <ErrorState title={t('relations.catalog.failed')} problem={error} retry={() => void refetch()} />}
        {data && !data.items.length && <EmptyState icon={<Box20Regular />} title={t('relations.catalog.none')} text={t('relations.catalog.noneText')}
          action={(q || category) && <Button onClick={clear}>{t('common.clearFilters')}</Button>} />}
        {data && data.items.length > 0 && !priced && (
          <p className={styles.more}>{t(!buys ? 'relations.catalog.noPrices' : providers.length > 1 && !provider ? 'relations.catalog.chooseText' : 'relations.catalog.noTerms')}</p>)}
        {seller && <p className={styles.more}>{t('relations.catalog.ownPrices', { name: seller.name })}. {t('relations.catalog.ownLead')}.</p>}
        {data && data.items.length > 0 && <Table rows={data.items} busy={isPlaceholderData} priced={priced} />}
      </Card>
    </>
  );
}

type Term = CatalogItem['terms'][number];

const months = (period: string) => { const [, count, unit] = /^P(\d+)([DMY])$/.exec(period) ?? []; return Number(count ?? 0) * ({ D: 1 / 30, M: 1, Y: 12 }[unit ?? ''] ?? 0); };
const cycles = ['monthly', 'annual', 'triennial', 'one_time', 'none'];

/** The shortest commitment first, and of one length the smallest instalment. */
const inOrder = (item: CatalogItem) => [...item.terms].sort((one, other) =>
  months(one.termDuration) - months(other.termDuration) || cycles.indexOf(one.billingCycle) - cycles.indexOf(other.billingCycle));

function Table({ rows, busy, priced }: { rows: CatalogItem[]; busy: boolean; priced: boolean }) {
  const { t } = useWords();
  const { number } = useFormat();
  const termWords = useTermWords();
  const nothing = (term: Term) => term.unitPrice !== undefined && Number(term.unitPrice.amount) === 0;
  // What is free is not paid once.
  const words = (term: Term) => termWords(nothing(term) && term.billingCycle === 'one_time' ? { ...term, billingCycle: '' } : term);
  const name = (item: CatalogItem) => (
    <span className={styles.card}><span className={styles.name}>{item.name}</span><small className={styles.sub}>{[item.publisher, item.category.name].join(' · ')}</small>
      {!item.available && item.reasons.map((reason) => <small key={reason.code} className={styles.sub}>{reason.message}</small>)}</span>
  );
  const key = (term: Term) => term.termDuration + term.billingCycle;
  const price = (item: CatalogItem, term: Term) => (item.billing === 'usage' && nothing(term) ? <span className="quiet">{t('onboarding.per.usage')}</span>
    : term.unitPrice ? <Money value={term.unitPrice} /> : <span className="quiet">{t('relations.catalog.noPrice')}</span>);
  const terms = (item: CatalogItem) => <span className={styles.lines}>{inOrder(item).map((term) => <span key={key(term)}>{words(term)}</span>)}</span>;
  const prices = (item: CatalogItem) => <span className={styles.lines}>{inOrder(item).map((term) => <span key={key(term)}>{price(item, term)}</span>)}</span>;
  const pairs = (item: CatalogItem) => inOrder(item).map((term) => <span key={key(term)} className={styles.pair}><span>{words(term)}</span>{priced && price(item, term)}</span>);
  const quantity = ({ minimumQuantity: least, maximumQuantity: most }: CatalogItem) => (least === most ? number(least) : `${number(least)}–${number(most)}`);
  return (
    <DataTable caption={t('relations.catalog.caption')} rows={rows} rowKey={(item) => item.catalogItemId} busy={busy} cardsEarly
      columns={[
        { key: 'name', header: t('relations.catalog.offer'), rowHeader: true, cell: name },
        { key: 'terms', header: t('relations.catalog.terms'), width: '300px', cell: terms },
        { key: 'quantity', header: t('relations.catalog.quantity'), width: '130px', end: true, cell: quantity },
        ...(priced ? [{ key: 'price', header: t('relations.catalog.price'), width: '200px', end: true, cell: prices }] : []),
      ]}
      card={(item) => <div className={styles.card}>{name(item)}{pairs(item)}</div>} />
  );
}
