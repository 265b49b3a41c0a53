// A customer's page: header, tabs as routes, the next thing with a deadline, three figures, then the tab.
import { Navigate, Route, Routes, useLocation, useParams } from 'react-router';
import AgreementTab from '../agreements/AgreementTab';
import { isProblem } from '../api/problem';
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import OrdersTab from '../orders/OrdersTab';
import SubscriptionsTab from '../subscriptions/SubscriptionsTab';
import { useMay, useSeesAgreement, useSession } from '../session/session';
import { Card, Figures } from '../ui/Card';
import { CopyButton } from '../ui/CopyButton';
import { Money } from '../ui/Money';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState, ErrorState, NoPermission, SkeletonRows } from '../ui/states';
import { StatusBadge } from '../ui/StatusBadge';
import { TabNav } from '../ui/TabNav';
import { countryName } from '../ui/format';
import { lazily } from '../ui/lazily';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { LinkButton } from '../ui/Button';
import { BuildingGovernment20Regular, Search20Regular } from '@fluentui/react-icons';
import { CustomerNotice } from './CustomerNotice';
import styles from './CustomerPage.module.css';
import { useCustomer } from './customers';
import SummaryTab from './SummaryTab';

// Its forms weigh more than the rest of the page, and most come for the summary.
const AccountTab = lazily(() => import('./AccountTab'));

/** A customer's own people have no list to go back to. */
function useCrumbs() {
  const { t } = useWords();
  const { tenant } = useSession();
  return tenant.kind === 'customer' ? undefined : [{ to: paths.customers, label: t('customers.title') }];
}

export default function CustomerPage() {
  const { id = '' } = useParams();
  const { t } = useWords();
  const crumbs = useCrumbs();
  const { data, error, isPending, refetch } = useCustomer(id);
  if (data) return <Loaded customer={data} />;
  if (isProblem(error) && (error.status === 404 || error.status === 403 || error.status === 400)) {
    return (
      <>
        <PageHeader title={t('shell.notFoundTitle')} crumbs={crumbs} />
        <Card flush>
          <EmptyState icon={<Search20Regular />} title={t('shell.notFoundState')} text={t(crumbs ? 'shell.notFoundText' : 'shell.notFoundOwnText')}
            action={crumbs ? <LinkButton look="primary" to={paths.customers}>{t('shell.notFoundAction')}</LinkButton>
              : <LinkButton look="primary" to={paths.myPartners}>{t('relations.ask.toPartners')}</LinkButton>} />
        </Card>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('customer.tabs')} crumbs={crumbs} />
      <Card flush>
        {isPending && <SkeletonRows rows={8} label={t('customer.loading')} />}
        {error && <ErrorState title={t('customer.errorTitle')} problem={error} retry={() => void refetch()} />}
      </Card>
    </>
  );
}

function Loaded({ customer }: { customer: Customer }) {
  const { t, language } = useWords();
  const { cloud, tenant, administrators } = useSession();
  const agreements = useSeesAgreement();
  const orders = useMay('see_orders').allowed;
  const account = useMay('see_account');
  const { id } = customer;
  const city = customer.profile.defaultAddress?.city;
  const country = countryName(customer.country, language);
  const { pathname } = useLocation();
  const tabs = [
    { to: paths.customer(id), label: t('customer.summary'), end: true },
    { to: paths.customerSubscriptions(id), label: t('customer.subscriptions'), count: customer.figures.subscriptions },
    ...(cloud === 'global' && agreements.allowed ? [{ to: paths.customerAgreement(id), label: t('customer.agreement') }] : []),
    ...(orders ? [{ to: paths.customerOrders(id), label: t('customer.orders') }] : []),
    ...(account.allowed ? [{ to: paths.customerAccount(id), label: t('account.tab') }] : []),
  ];
  return (
    <>
      <PageHeader title={customer.name} page={tabs.find((tab) => tab.to === pathname.replace(/\/$/, ''))?.label ?? t('customer.summary')} crumbs={useCrumbs()}
        badge={<StatusBadge state={customer.status} loud />}
        meta={<>
          <span>{customer.domain}</span>
          <span>{[city, country].filter(Boolean).join(', ')}</span>
          {customer.reseller && customer.reseller.id !== tenant.id && <span>{t('customer.reseller')} {customer.reseller.name}</span>}
          <span className={styles.id}><code>{id}</code><CopyButton text={id} what={t('customers.tenantId')} /></span>
        </>} />
      <TabNav label={t('customer.tabs')} tabs={tabs} />
      <div className={styles.stack}>
        <CustomerNotice customer={customer} />
        <Routes>
          <Route index element={<><Strip customer={customer} /><SummaryTab customer={customer} /></>} />
          <Route path="subscriptions" element={<><Strip customer={customer} /><SubscriptionsTab customer={customer} /></>} />
          <Route path="agreement" element={cloud !== 'global' ? <NoAgreementHere /> : agreements.allowed ? <AgreementTab customer={customer} />
            : <Card flush><NoPermission page={t('customer.agreement')} reasons={agreements.reasons} administrators={administrators} /></Card>} />
          <Route path="account" element={account.allowed ? <AccountTab customer={customer} />
            : <Card flush><NoPermission page={t('account.tab')} reasons={account.reasons} administrators={administrators} /></Card>} />
          <Route path="orders" element={<OrdersTab customer={customer} />} />
          <Route path="*" element={<Navigate to={paths.customer(id)} replace />} />
        </Routes>
      </div>
    </>
  );
}

function Strip({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { figures, nextEvent } = customer;
  const ends = nextEvent?.kind === 'cancellation_window_ends';
  return (
    <Figures label={t('customer.figures')} items={[
      // Who may see no price gets no dash; what its partner's price is, a customer reads on its invoice.
      ...(figures.monthly ? [{ name: t('common.perMonthExcl'), value: <Money value={figures.monthly} /> }] : []),
      { name: t('customer.licenses'), value: number(figures.licenses), note: t('customers.subscriptionsCount', { count: figures.subscriptions }) },
      { name: t('customer.nextEvent'), value: nextEvent ? <When at={nextEvent.at} /> : t('customer.noEvent'),
        note: nextEvent && t(ends ? 'customer.windowOf' : 'customer.renewalOf', { name: nextEvent.name }) },
    ]} />
  );
}

function NoAgreementHere() {
  const { t } = useWords();
  return <Card flush><EmptyState icon={<BuildingGovernment20Regular />} title={t('shell.notInCloud')} text={t('shell.notInCloudBecause.agreements')} /></Card>;
}
