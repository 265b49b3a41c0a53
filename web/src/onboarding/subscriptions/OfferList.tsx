// The catalogue as a list: filters on top, bases with their add-ons under them.
import { Filter20Regular, Search16Regular } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Catalog } from '../../api/onboarding-types';
import { useWords } from '../../i18n/use-words';
import { announce } from '../../ui/announce';
import { Button, IconButton } from '../../ui/Button';
import { FilterSelect, SearchInput, SelectField } from '../../ui/fields';
import { FilterChips } from '../../ui/FilterChips';
import { Panel, prefetchPanel } from '../../ui/lazy';
import { useLater } from '../../ui/use-later';
import { useMedia } from '../../ui/use-media';
import { matches, noFilters, rowsOf, type Filters } from '../cart';
import { useWizard } from '../wizard';
import { OfferRow } from './OfferRow';
import styles from './Subscriptions.module.css';

export function OfferList({ catalog }: { catalog: Catalog }) {
  const { t } = useWords();
  const { form } = useWizard();
  const phone = useMedia('(max-width: 640px)');
  const [filters, setFilters] = useState(noFilters);
  const [sheet, setSheet] = useState(false);
  const rows = useMemo(() => rowsOf(catalog.items, form.lines, filters), [catalog, form.lines, filters]);
  const set = (change: Partial<Filters>) => setFilters((now) => ({ ...now, ...change }));
  useFound(filters, rows.length);
  const others = { ...filters, category: '' };
  const counted = catalog.items.filter((item) => matches(item, others));
  const chips = [
    { value: '', label: t('onboarding.catalog.all'), count: counted.length },
    ...catalog.facets.categories.map(({ id, name }) => ({ value: id, label: name, count: counted.filter((item) => item.category.id === id).length })),
  ];
  const selects = (inSheet: boolean) => {
    const publishers = [<option key="" value="">{t('onboarding.catalog.allPublishers')}</option>,
      ...catalog.facets.publishers.map((each) => <option key={each} value={each}>{each}</option>)];
    const billing = [<option key="" value="">{t('onboarding.catalog.allBilling')}</option>,
      <option key="license" value="license">{t('onboarding.catalog.license')}</option>, <option key="usage" value="usage">{t('onboarding.catalog.usage')}</option>];
    if (inSheet) {
      return (
        <div className={styles.sheet}>
          <SelectField name="publisher" optional label={t('onboarding.catalog.publisher')} value={filters.publisher} onChange={(event) => set({ publisher: event.target.value })}>{publishers}</SelectField>
          <SelectField name="billing" optional label={t('onboarding.catalog.billing')} value={filters.billing} onChange={(event) => set({ billing: event.target.value })}>{billing}</SelectField>
        </div>
      );
    }
    return (
      <>
        <FilterSelect label={t('onboarding.catalog.publisher')} className={styles.filter} value={filters.publisher} onChange={(publisher) => set({ publisher })}>{publishers}</FilterSelect>
        <FilterSelect label={t('onboarding.catalog.billing')} className={styles.filter} value={filters.billing} onChange={(value) => set({ billing: value })}>{billing}</FilterSelect>
      </>
    );
  };
  return (
    <>
      <div role="search" aria-label={t('onboarding.catalog.title')}>
        <div className={styles.tools}>
          <SearchInput label={t('onboarding.catalog.search')} className={styles.search} before={<Search16Regular />} value={filters.text} onChange={(text) => set({ text })} />
          {!phone && selects(false)}
          {phone && <IconButton look="secondary" label={t('common.filters')} icon={<Filter20Regular />} aria-haspopup="dialog" onFocus={prefetchPanel} onPointerDown={prefetchPanel} onClick={() => setSheet(true)} />}
        </div>
        <div className={styles.chips}><FilterChips label={t('onboarding.catalog.category')} value={filters.category} onChange={(category) => set({ category })} chips={chips} /></div>
      </div>
      {rows.length === 0 && (
        <div className={styles.none}>
          <p>{t('onboarding.catalog.none')}</p>
          <Button onClick={() => setFilters(noFilters)}>{t('common.clearFilters')}</Button>
        </div>
      )}
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.line?.key ?? `${row.base?.line?.key ?? row.base?.item.catalogItemId ?? ''}${row.item.catalogItemId}`}><OfferRow row={row} catalog={catalog} /></li>
        ))}
      </ul>
      {sheet && (
        <Panel side="bottom" title={t('common.filters')} onClose={() => setSheet(false)}
          footer={<Button look="primary" onClick={() => setSheet(false)}>{t('common.apply')}</Button>}>
          {selects(true)}
        </Panel>
      )}
    </>
  );
}

/** Says how many offers are left, once the filters have stood still. */
function useFound(filters: Filters, count: number): void {
  const { t } = useWords();
  const settled = useLater(filters, 600);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) { first.current = false; return; }
    announce(t('onboarding.catalog.found', { count }));
    // The count of the moment, said when the filters rest.
  }, [settled]);
}
