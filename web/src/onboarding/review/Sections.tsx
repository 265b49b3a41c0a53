// The review's sections: account, agreement, reseller, each leading back to where it is updated.
import { Edit16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { AgreementTemplate, Reseller } from '../../api/onboarding-types';
import { useWords } from '../../i18n/use-words';
import { useSession } from '../../session/session';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { addressLines } from '../../ui/format';
import { StatusBadge } from '../../ui/StatusBadge';
import { useFormat } from '../../ui/use-format';
import { useVersion } from '../account/Agreement';
import { signatoryOf, type Step } from '../form';
import { useWizard } from '../wizard';
import styles from './Review.module.css';

export function Section({ id, title, badge, step, at, children }: {
  id: string; title: string; badge?: ReactNode; step: Step; /** The section over there. */ at?: string; children: ReactNode;
}) {
  const { t } = useWords();
  const { go } = useWizard();
  return (
    <Card id={id} title={<span className={styles.titled}>{title}{badge}</span>}
      actions={
        <Button size="small" icon={<Edit16Regular />} aria-label={t('onboarding.review.update', { section: title })} onClick={() => go(step, `update=${id}${at ? `#${at}` : ''}`)}>
          {t('common.update')}
        </Button>
      }>
      {children}
    </Card>
  );
}

type Pair = { name: string; lines: (ReactNode | undefined | false | '')[] };

function Pairs({ items }: { items: Pair[] }) {
  return (
    <dl className={styles.facts}>
      {items.map(({ name, lines }) => (
        <div key={name}>
          <dt>{name}</dt>
          {lines.filter(Boolean).map((line, index) => <dd key={index}>{line}</dd>)}
        </div>
      ))}
    </dl>
  );
}

export function AccountSection() {
  const { t } = useWords();
  const { form: { values }, country, domain, culture } = useWizard();
  const numbers = [
    values['company.registrationNumber'] && t('onboarding.review.number', { label: country?.registrationNumber.label ?? t('onboarding.label.companyRegistrationNumber'), value: values['company.registrationNumber'] }),
    values['company.vatNumber'] && t('onboarding.review.number', { label: country?.vat.label ?? t('onboarding.label.companyVatNumber'), value: values['company.vatNumber'] }),
  ].filter(Boolean).join(', ');
  const qualification = values['company.qualification'] as 'none' | 'education' | 'government';
  const state = country?.states.find((each) => each.code === values['address.state'])?.name ?? values['address.state'];
  const lines = addressLines({
    addressLine1: values['address.addressLine1'], addressLine2: values['address.addressLine2'], country: country?.code, state,
    city: values['address.city'], postalCode: values['address.postalCode'],
  });
  const town = lines.pop();
  return (
    <Section id="review-account" title={t('onboarding.step.account')} step="account" at="section-company">
      <Pairs items={[
        { name: t('onboarding.section.company'), lines: [values['company.name'], numbers, qualification !== 'none' && t(`onboarding.qualification.${qualification}`)] },
        { name: t('onboarding.review.domain'), lines: [domain, t('onboarding.review.final')] },
        { name: t('onboarding.section.address'), lines: [
          <>{lines.join(', ')}<br />{[town, country?.name].filter(Boolean).join(', ')}</>,
          values.addressOverride.trim() && t('onboarding.review.override', { reason: values.addressOverride.trim() })] },
        { name: t('onboarding.section.contact'), lines: [
          [values['contact.firstName'], values['contact.lastName']].join(' '), values['contact.email'], values['contact.phoneNumber'],
          country?.cultures.find((each) => each.culture === culture)?.name] },
      ]} />
    </Section>
  );
}

export function AgreementSection({ template }: { template?: AgreementTemplate }) {
  const { t } = useWords();
  const { date, locale } = useFormat();
  const { form } = useWizard();
  const version = useVersion(template?.version ?? '');
  const { cloud } = useSession();
  const attested = form.values['agreement.kind'] === 'attested';
  const who = signatoryOf(form);
  const day = form.values['agreement.dateAgreed'];
  const language = template && new Intl.DisplayNames(locale, { type: 'language' }).of(template.language.slice(0, 2));
  const text = template && t('onboarding.review.version', { version, language });
  if (cloud !== 'global') return null;
  return (
    <Section id="review-agreement" title={t('onboarding.section.agreement')} step="account" at="section-agreement"
      badge={attested ? <StatusBadge state="accepted" loud /> : <InvitationBadge />}>
      <Pairs items={attested ? [
        { name: t('onboarding.agreement.signatory'), lines: [[who.firstName, who.lastName].join(' '), who.email, who.phoneNumber] },
        { name: t('onboarding.label.agreementDateAgreed'), lines: [date(`${day}T00:00:00Z`, 'prose', 'UTC') || t('common.notGiven'), text] },
      ] : [
        { name: t('onboarding.review.invited'), lines: [[who.firstName, who.lastName].join(' '), who.email] },
        { name: t('onboarding.label.agreementDateAgreed'), lines: [t('onboarding.review.noDate'), text] },
      ]} />
    </Section>
  );
}

function InvitationBadge() {
  const { t } = useWords();
  return <StatusBadge state="invited" words={t('onboarding.review.invitationSoon')} />;
}

export function ResellerSection({ reseller }: { reseller?: Reseller }) {
  const { t } = useWords();
  const { locale } = useFormat();
  const { tenant } = useSession();
  if (tenant.kind !== 'indirectProvider') return null;
  const region = reseller && new Intl.DisplayNames(locale, { type: 'region' }).of(reseller.country);
  return (
    <Section id="review-reseller" title={t('onboarding.review.reseller')} step="account" at="section-reseller">
      <Pairs items={reseller ? [
        { name: t('onboarding.section.reseller'), lines: [reseller.name, region] },
        { name: t('onboarding.review.rights'), lines: [t('onboarding.review.rightsText')] },
      ] : [{ name: t('onboarding.section.reseller'), lines: [t('onboarding.reseller.none')] }]} />
    </Section>
  );
}
