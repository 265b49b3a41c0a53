// A customer's account: company, billing, special qualification, support, managed services, and the end of the relation.
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { Card } from '../ui/Card';
import { ErrorState, SkeletonRows } from '../ui/states';
import { useBilling, useCompany } from './account';
import { BillingCard } from './BillingCard';
import { CompanyCard } from './CompanyCard';
import styles from './CustomerPage.module.css';
import { EndRelation } from './EndRelation';
import { QualificationCard } from './QualificationCard';
import { ServicesCard } from './ServicesCard';
import { SupportCard } from './SupportCard';

export default function AccountTab({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const { cloud, tenant } = useSession();
  const company = useCompany(customer.id);
  const billing = useBilling(customer.id);
  const may = useMay('edit_customer');
  const partner = tenant.kind === 'directBill' || tenant.kind === 'indirectProvider';
  const failed = company.error ?? billing.error;
  const again = () => { void company.refetch(); void billing.refetch(); };
  // Asked again in vain, the page stays as it was, and with it what is being typed in a panel.
  if (failed && !(company.data && billing.data)) return <Card flush><ErrorState title={t('account.failed')} problem={failed} retry={again} /></Card>;
  if (!company.data || !billing.data) return <Card flush><SkeletonRows rows={8} label={t('account.loading')} /></Card>;
  return (
    <div className={styles.pair}>
      <div className={styles.stack}>
        <CompanyCard customer={customer} company={company.data} may={may} />
        {cloud === 'global' && <QualificationCard customer={customer} />}
        <SupportCard customer={customer} />
      </div>
      <div className={styles.stack}>
        <BillingCard customer={customer} profile={billing.data} may={may} />
        <ServicesCard customer={customer} />
        {cloud === 'global' && partner && <EndRelation customer={customer} />}
      </div>
    </div>
  );
}
