// The organization's profile: who it is, its legal name with its review, billing with tax, support, identifiers.
import { useState, type ReactNode } from 'react';
import { SettingsTabs } from '../access/SettingsTabs';
import type { Address } from '../api/types';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay, useSeesProfile, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card, Facts } from '../ui/Card';
import { CopyButton } from '../ui/CopyButton';
import { addressLines, countryName, currencyName, languageName } from '../ui/format';
import { prefetchPanel } from '../ui/lazy';
import { OutLink } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { ErrorState, NoPermission, SkeletonRows } from '../ui/states';
import { StatusBadge, type State } from '../ui/StatusBadge';
import { Edit16Regular } from '@fluentui/react-icons';
import { OverrideNote } from '../customers/OverrideNote';
import styles from '../customers/CustomerPage.module.css';
import { useOverrides, useProfile, type Billing, type Contact, type Kind, type Legal, type Mpn, type Organization, type Support } from './profile';
import { ProfilePanel } from './ProfilePanel';

const vettings: Record<Legal['vettingStatus'], State> = { none: 'pending', pending: 'under_review', authorized: 'accepted', rejected: 'refused' };

export default function Profile() {
  const { t } = useWords();
  const { administrators } = useSession();
  if (useSeesProfile()) return <Profiles />;
  return <><PageHeader title={t('profile.title')} /><SettingsTabs /><Card flush><NoPermission page={t('profile.title')} reasons={[{ message: t('profile.notForSupport') }]} administrators={administrators} /></Card></>;
}

function Profiles() {
  const { t, language } = useWords();
  const may = useMay('edit_profile');
  const mayBilling = useMay('edit_billing_profile');
  const organization = useProfile<Organization>('organization');
  const legal = useProfile<Legal>('legalbusiness');
  const billing = useProfile<Billing>('billing');
  const support = useProfile<Support>('support');
  const mpn = useProfile<Mpn>('mpn');
  const overrides = useOverrides();
  const stands = (profile: string) => <OverrideNote override={overrides.data?.find((one) => one.profile === profile)} />;
  const [editing, edit] = useState<Kind>();
  const all = [organization, legal, billing, support, mpn];
  const failed = all.find((each) => each.error)?.error;
  const none = <span className="quiet">{t('common.notGiven')}</span>;
  if (failed) return <><PageHeader title={t('profile.title')} /><SettingsTabs /><Card flush><ErrorState title={t('profile.failed')} problem={failed} retry={() => all.forEach((each) => void each.refetch())} /></Card></>;
  if (!organization.data || !legal.data || !billing.data || !support.data) {
    return <><PageHeader title={t('profile.title')} /><SettingsTabs /><Card flush><SkeletonRows rows={8} label={t('profile.loading')} /></Card></>;
  }
  const change = (kind: Kind) => (
    <Button size="small" icon={<Edit16Regular />} blocked={blockedBy(kind === 'billing' ? mayBilling : may)} aria-haspopup="dialog" onFocus={prefetchPanel}
      aria-label={t(`profile.edit.${kind}`)} onClick={() => edit(kind)}>{t('common.update')}</Button>
  );
  const mail = (address: string | undefined) => (address ? <OutLink href={`mailto:${address}`}>{address}</OutLink> : none);
  const person = (contact: Contact | undefined) => {
    const name = [contact?.firstName, contact?.lastName].filter(Boolean).join(' ');
    if (!name && !contact?.email && !contact?.phoneNumber) return none;
    return <>{name && <>{name}<br /></>}{contact?.email && <>{mail(contact.email)}<br /></>}{contact?.phoneNumber}</>;
  };
  const o = organization.data;
  const { address: invoiceAddress, ...b } = billing.data;
  return (
    <>
      <PageHeader title={t('profile.title')} meta={<span>{o.companyName}</span>} />
      <SettingsTabs />
      <div className={styles.pair}>
        <div className={styles.stack}>
          <Card title={t('profile.organization')} actions={change('organization')}>
            <Facts items={[
              { name: t('profile.name'), value: o.companyName },
              { name: t('customer.address'), value: <Lines address={o.defaultAddress} language={language} /> },
              { name: t('customer.email'), value: mail(o.email) },
              { name: t('customer.language'), value: o.culture ? languageName(o.culture, language) : none },
            ]} />
            {stands('organization')}
          </Card>
          <Card title={t('profile.legal')} lead={t('profile.legalLead')} actions={change('legalbusiness')}>
            <Facts items={[
              { name: t('account.legalName'), value: legal.data.companyName },
              { name: t('account.vetting'), value: <StatusBadge state={vettings[legal.data.vettingStatus]} words={t(`profile.vettingOf.${legal.data.vettingStatus}`)} /> },
              { name: t('customer.address'), value: <Lines address={legal.data.address} language={language} /> },
              { name: t('customer.contact'), value: person(legal.data.primaryContact) },
              { name: t('profile.approver'), value: mail(legal.data.companyApproverEmail) },
            ]} />
            {stands('legal')}
            {legal.data.vettingStatus === 'pending' && <div className={styles.after}><Notice>{t('profile.pendingText')}</Notice></div>}
          </Card>
          <Card title={t('profile.identifiers')}>
            <Facts items={[
              { name: t('customers.tenantId'), value: <span className={styles.id}><code>{o.tenantId}</code><CopyButton text={o.tenantId} what={t('customers.tenantId')} /></span>, wide: true },
              { name: t('customer.domain'), value: o.domain },
              ...(mpn.data ? [{ name: t('profile.mpnId'), value: mpn.data.mpnId }] : []),
            ]} />
          </Card>
        </div>
        <div className={styles.stack}>
          <Card title={t('profile.billing')} actions={change('billing')}>
            <Facts items={[
              { name: t('account.billingName'), value: b.companyName },
              { name: t('customer.address'), value: <Lines address={invoiceAddress} language={language} /> },
              { name: t('customer.contact'), value: person(b.primaryContact) },
              { name: t('profile.taxId'), value: b.taxId ?? none },
              { name: t('profile.purchaseOrder'), value: b.purchaseOrderNumber ?? none },
              { name: t('profile.billingDay'), value: String(b.billingDay) },
              { name: t('profile.currency'), value: currencyName(b.billingCurrency, language) },
            ]} />
            {stands('billing')}
          </Card>
          <Card title={t('profile.support')} lead={t('profile.supportLead')} actions={change('support')}>
            <Facts items={[
              { name: t('customer.email'), value: mail(support.data.email) },
              { name: t('customer.phone'), value: support.data.telephone ?? none },
              { name: t('profile.website'), value: support.data.website ? <OutLink href={support.data.website} newTab>{support.data.website}</OutLink> : none },
            ]} />
          </Card>
        </div>
      </div>
      {editing && <ProfilePanel kind={editing} organization={o} legal={legal.data} billing={billing.data} support={support.data} onClose={() => edit(undefined)} />}
    </>
  );
}

function Lines({ address, language }: { address: Address; language: 'fr' | 'en' }): ReactNode {
  return [...addressLines(address), countryName(address.country, language)].map((line) => <span key={line}>{line}<br /></span>);
}
