// The customers page: search, filters, the list and what stands in its place when it is empty or fails.
import { ArrowUpload20Regular, PeopleSearch20Regular, PersonAdd20Regular, PersonLink20Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { CustomerRow, Page } from '../api/types';
import { isProblem } from '../api/problem';
import { useWords } from '../i18n/use-words';
import { blockedBy, notForUs, useMay, useSession } from '../session/session';
import { announce } from '../ui/announce';
import { Button, LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { PageHeader } from '../ui/PageHeader';
import { Paging } from '../ui/Paging';
import { paths } from '../ui/paths';
import { EmptyState, ErrorState, NoPermission, SkeletonRows } from '../ui/states';
import { usePhone } from '../ui/use-media';
import { CustomerTable } from './CustomerTable';
import { CustomerTools } from './CustomerTools';
import { pageSize, useCustomers } from './customers';
import { ExportMenu, ExportState } from './ExportList';
import { useAskForWorkbook } from './exports';
import { FirstUse } from './FirstUse';
import { useListState } from './use-list-state';

export default function Customers() {
  const { t } = useWords();
  const see = useMay('see_customers');
  const add = useMay('add_customer');
  const { tenant, administrators, cloud } = useSession();
  const list = useListState();
  const { data, error, isPending, isPlaceholderData, refetch } = useCustomers(list.filter);
  const { q, reseller, provider, agreement, cursor } = list.filter;
  const filtered = Boolean(q || reseller || provider || agreement);
  const first = data && !isPlaceholderData && !data.items.length && !filtered && !cursor;
  useAnnouncedCount(q, data, isPlaceholderData);
  const ask = useAskForWorkbook();
  const request = useMay('request_relationship');
  const bulk = useMay('import_customers');
  // Over the list it exports; a phone has no room there beside the search.
  const phone = usePhone();
  const exporting = <ExportMenu filter={list.filter} ask={ask} />;
  const refused = !see.allowed || (isProblem(error) && error.status === 403);
  return (
    <>
      <PageHeader title={t('customers.title')} meta={tenant.kind === 'indirectProvider' ? t('customers.leadProvider') : undefined}
        actions={!refused && !first && <>
          {phone && exporting}
          {bulk.allowed && <LinkButton icon={<ArrowUpload20Regular />} to={paths.imports}>{t('imports.title')}</LinkButton>}
          {request.allowed && cloud === 'global' && <LinkButton icon={<PersonLink20Regular />} to={paths.requestRelationship}>{t('customers.request')}</LinkButton>}
        </>}
        primary={first || refused ? undefined : {
          to: paths.addCustomer, label: t('customers.add'), icon: <PersonAdd20Regular />, blocked: blockedBy(add), hidden: notForUs(add),
          inTheWay: Boolean(error) || data?.items.length === 0,
        }} />
      {!refused && !first && <ExportState ask={ask} />}
      {refused && <Card flush><NoPermission page={t('customers.title')} reasons={see.reasons} administrators={administrators} /></Card>}
      {!refused && first && <FirstUse />}
      {!refused && !first && (
        <Card flush>
          <CustomerTools {...list} end={!phone && exporting} />
          {error && !isPlaceholderData
            ? <ErrorState title={t('customers.errorTitle')} problem={error} retry={() => void refetch()} />
            : <List {...{ data, isPending, busy: isPlaceholderData, list }} />}
        </Card>
      )}
    </>
  );
}

function List({ data, isPending, busy, list }: {
  data: Page<CustomerRow> | undefined; isPending: boolean; busy: boolean; list: ReturnType<typeof useListState>;
}) {
  const { t } = useWords();
  const caption = useRef<HTMLTableCaptionElement & HTMLParagraphElement>(null);
  const { filter, from, change } = list;
  const turned = useRef(false);
  useEffect(() => {
    if (!turned.current || busy) return;
    turned.current = false;
    caption.current?.focus();
    window.scrollTo(0, 0);
  }, [data, busy]);
  if (isPending || !data) return <SkeletonRows label={t('customers.loading')} />;
  if (!data.items.length) {
    const others = filter.reseller || filter.provider || filter.agreement;
    const text = filter.q ? t(others ? 'customers.noneQueryFilters' : 'customers.noneQuery', { q: filter.q }) : t('customers.noneFilters');
    return (
      <EmptyState icon={<PeopleSearch20Regular />} title={t('customers.noneTitle')} text={text}
        action={<Button onClick={list.clear}>{t('customers.clearSearch')}</Button>} />
    );
  }
  const turn = (cursor: string, start: number) => {
    turned.current = true;
    change({ cursor, from: start > 1 ? String(start) : '' });
  };
  const to = from + data.items.length - 1;
  const range = t('customers.range', { from, to });
  return (
    <>
      <CustomerTable rows={data.items} caption={`${t('customers.caption')}. ${range}`} captionRef={caption} busy={busy} />
      <Paging text={range}
        onPrevious={data.previous === undefined ? undefined : () => turn(data.previous ?? '', Math.max(1, from - pageSize))}
        onNext={data.next === undefined ? undefined : () => turn(data.next ?? '', to + 1)} />
    </>
  );
}

function useAnnouncedCount(q: string, data: Page<CustomerRow> | undefined, waiting: boolean): void {
  const { t } = useWords();
  useEffect(() => {
    if (!q || !data || waiting) return;
    const count = data.items.length;
    announce(data.next ? t('customers.foundMore', { count }) : t('customers.found', { count }));
  }, [q, data, waiting, t]);
}
