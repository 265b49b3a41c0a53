// Whom the customer turns to: its reseller, else its partner.
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useOwn } from '../session/session';
import { Card, Facts } from '../ui/Card';
import { OutLink } from '../ui/Link';

export function SupportCard({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const { name, email, telephone, website } = customer.support;
  const none = <span className="quiet">{t('common.notGiven')}</span>;
  return (
    <Card title={t('account.support')} lead={t(useOwn() ? 'account.ownSupportLead' : 'account.supportLead')}>
      <Facts items={[
        { name: t('account.supportName'), value: name },
        { name: t('customer.email'), value: email ? <OutLink href={`mailto:${email}`}>{email}</OutLink> : none },
        { name: t('customer.phone'), value: telephone ? <OutLink href={`tel:${telephone.replace(/[^+0-9]/g, '')}`}>{telephone}</OutLink> : none },
        { name: t('account.supportWebsite'), value: website ? <OutLink href={website} newTab>{website}</OutLink> : none },
      ]} />
    </Card>
  );
}
