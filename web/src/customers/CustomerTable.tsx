// The customer list's columns, its cards on a phone, and each row's menu.
import { ChevronRight20Regular, Copy20Regular, DocumentText20Regular, Open20Regular, Box20Regular, Receipt20Regular } from '@fluentui/react-icons';
import type { Ref } from 'react';
import { Link } from 'react-router';
import type { AgreementState, CustomerRow } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useMay, useSeesAgreement, useSession } from '../session/session';
import { ActionMenu } from '../ui/ActionMenu';
import { announce } from '../ui/announce';
import { copyText } from '../ui/CopyButton';
import { DataTable, type Column } from '../ui/DataTable';
import { TextLink } from '../ui/Link';
import { Money } from '../ui/Money';
import { paths } from '../ui/paths';
import { isNormal, StatusBadge, type State } from '../ui/StatusBadge';
import { useFormat } from '../ui/use-format';
import { useNarrow, useRoomy } from '../ui/use-media';
import styles from './CustomerTable.module.css';
import { CustomerRowDetails } from './CustomerRowDetails';

const agreementStates: Record<AgreementState, State> = { accepted: 'accepted', invited: 'invited', none: 'to_confirm' };
export const agreementState = (state: AgreementState): State => agreementStates[state];

type Props = {
  rows: CustomerRow[]; caption: string; busy: boolean; captionRef: Ref<HTMLTableCaptionElement & HTMLParagraphElement>;
};

export function CustomerTable({ rows, caption, busy, captionRef }: Props) {
  const { t } = useWords();
  const columns = useColumns(rows);
  return (
    <DataTable caption={caption} captionRef={captionRef} columns={columns} rows={rows} rowKey={(row) => row.id} busy={busy}
      details={{ label: (row) => t('customers.expand', { name: row.name }), render: (row) => <CustomerRowDetails row={row} /> }}
      card={(row) => <CustomerCard row={row} />} />
  );
}

function useColumns(rows: CustomerRow[]): Column<CustomerRow>[] {
  const { t } = useWords();
  const { number } = useFormat();
  const narrow = useNarrow();
  const roomy = useRoomy();
  const { tenant, cloud } = useSession();
  const provider = tenant.kind === 'indirectProvider';
  const global = cloud === 'global';
  const columns: (Column<CustomerRow> | false)[] = [
    { key: 'name', header: t('customers.name'), rowHeader: true, sorted: 'ascending', cell: (row) => <Name row={row} withReseller={provider && narrow} /> },
    provider && !narrow && { key: 'reseller', header: t('customers.reseller'), width: '176px', cell: (row) =>
      row.reseller?.name ?? <span className="quiet">{t('customers.direct')}</span> },
    global && { key: 'agreement', header: t('customers.agreement'), width: roomy ? '162px' : '196px', cell: (row) => (
      <span className={styles.badges}>
        <StatusBadge state={agreementState(row.agreement)} />
        {!roomy && !isNormal(row.status) && <StatusBadge state={row.status} />}
      </span>
    ) },
    (roomy || !global) && { key: 'status', header: t('customers.status'), width: '186px', cell: (row) => <StatusBadge state={row.status} /> },
    roomy && { key: 'licenses', header: t('customers.licenses'), width: '88px', end: true, cell: (row) => number(row.licenses) },
    // Who may see no price gets no column of dashes.
    rows.some((row) => row.monthly) && { key: 'monthly', header: t('customers.monthly'), width: global ? '144px' : '184px', end: true, cell: (row) =>
      row.monthly ? <Money value={row.monthly} /> : '—' },
    { key: 'menu', header: <span className="visually-hidden">{t('customers.actions')}</span>, width: '68px', end: true,
      cell: (row) => <RowMenu row={row} /> },
  ];
  return columns.filter((column) => column !== false);
}

function Name({ row, withReseller }: { row: CustomerRow; withReseller: boolean }) {
  return (
    <>
      <span className={styles.name} title={row.name}><TextLink strong to={paths.customer(row.id)}>{row.name}</TextLink></span>
      <span className={styles.domain} title={row.domain}>{row.domain}</span>
      {withReseller && row.reseller && <span className={styles.domain}>{row.reseller.name}</span>}
    </>
  );
}

function RowMenu({ row }: { row: CustomerRow }) {
  const { t } = useWords();
  const global = useSession().cloud === 'global';
  const agreement = useSeesAgreement().allowed;
  const orders = useMay('see_orders').allowed;
  return (
    <ActionMenu label={t('common.moreActionsFor', { name: row.name })} entries={[
      { kind: 'link', label: t('customers.open'), icon: <Open20Regular />, to: paths.customer(row.id) },
      { kind: 'link', label: t('customers.subscriptions'), icon: <Box20Regular />, to: paths.customerSubscriptions(row.id) },
      ...(global && agreement ? [{ kind: 'link' as const, label: t('customers.agreement'), icon: <DocumentText20Regular />, to: paths.customerAgreement(row.id) }] : []),
      ...(orders ? [{ kind: 'link' as const, label: t('customers.orders'), icon: <Receipt20Regular />, to: paths.customerOrders(row.id) }] : []),
      { kind: 'divider' },
      { label: t('customers.copyId'), icon: <Copy20Regular />,
        act: () => void copyText(row.id).then(() => announce(t('common.copiedWhat', { what: t('customers.tenantId') }))) },
    ]} />
  );
}

function CustomerCard({ row }: { row: CustomerRow }) {
  const { t } = useWords();
  const { cloud, tenant } = useSession();
  // To others than a provider every customer is of the one reseller, or of none.
  const provider = tenant.kind === 'indirectProvider';
  const states = [cloud === 'global' ? agreementState(row.agreement) : 'accepted' as const, row.status].filter((state) => !isNormal(state));
  return (
    <Link to={paths.customer(row.id)} className={styles.card}>
      <span className={styles.words}>
        <span className={styles.cardName}>{row.name}</span>
        <span className={styles.domain}>{row.domain}</span>
      </span>
      <ChevronRight20Regular className={styles.chevron} />
      {(provider || row.monthly) && (
        <span className={styles.line}>
          {provider && <span className={row.reseller ? undefined : 'quiet'}>{row.reseller?.name ?? t('customers.direct')}</span>}
          {row.monthly && <span><Money value={row.monthly} className={styles.amount} /> <small className="quiet">{t('common.perMonth')}</small></span>}
        </span>
      )}
      {states.length > 0 && <span className={styles.states}>{states.map((state) => <StatusBadge key={state} state={state} />)}</span>}
    </Link>
  );
}
