// The services that a customer has through the partner, by name.
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useOwn } from '../session/session';
import { Card } from '../ui/Card';
import { TextLink } from '../ui/Link';
import { paths } from '../ui/paths';
import { ErrorState, SkeletonRows } from '../ui/states';
import { useManagedServices } from './account';

export function ServicesCard({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const own = useOwn();
  const { data, error, refetch } = useManagedServices(customer.id);
  return (
    <Card title={t('account.services')} lead={t(own ? 'account.ownServicesLead' : 'account.servicesLead')}
      actions={<TextLink to={paths.customerSubscriptions(customer.id)}>{t('customer.subscriptions')}</TextLink>}>
      {error && <ErrorState title={t('account.servicesFailed')} problem={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={2} label={t('account.servicesLoading')} />}
      {data && !data.items.length && <p className="quiet">{t('account.servicesNone')}</p>}
      {data && data.items.length > 0 && <ul>{data.items.map((each) => <li key={each.id}>{each.name}</li>)}</ul>}
    </Card>
  );
}
