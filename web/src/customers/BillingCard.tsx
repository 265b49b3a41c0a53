// The billing profile: what invoices say, where they go and to whom; changed whole.
import { Edit16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Address, Customer, Permission } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useCountry } from '../onboarding/calls';
import { addressRows } from '../onboarding/sections';
import { hasSoftProblem } from '../onboarding/soft';
import { blockedBy, notForUs, useOwn } from '../session/session';
import { Button } from '../ui/Button';
import { Card, Facts } from '../ui/Card';
import { SelectField, TextField } from '../ui/fields';
import { addressLines, languageName } from '../ui/format';
import { ErrorSummary, FieldPair, FieldStack } from '../ui/FormPanel';
import { Panel, prefetchPanel } from '../ui/lazy';
import { OutLink } from '../ui/Link';
import { StaleNotice, staleChanges } from '../ui/StaleNotice';
import { showToast } from '../ui/toast';
import { useStaleForm } from '../ui/use-stale-form';
import { useSaveBilling, type FullProfile } from './account';
import { OverrideNote } from './OverrideNote';

export function BillingCard({ customer, profile, may }: { customer: Customer; profile: FullProfile; may: Permission }) {
  const { t, language } = useWords();
  const own = useOwn();
  const [open, setOpen] = useState(false);
  const none = <span className="quiet">{t('common.notGiven')}</span>;
  const address = profile.defaultAddress;
  const lines = addressLines({ ...address, country: customer.country });
  return (
    <Card title={t('account.billing')} lead={t('account.billingLead')}
      actions={!own && !notForUs(may) && <Button size="small" icon={<Edit16Regular />} blocked={blockedBy(may)} aria-haspopup="dialog" onFocus={prefetchPanel}
        aria-label={t('account.editBilling')} onClick={() => setOpen(true)}>{t('common.update')}</Button>}>
      <Facts items={[
        { name: t('account.billingName'), value: profile.companyName ?? none },
        { name: t('customer.contact'), value: [profile.firstName ?? address?.firstName, profile.lastName ?? address?.lastName].filter(Boolean).join(' ') || none },
        { name: t('customer.email'), value: profile.email ? <OutLink href={`mailto:${profile.email}`}>{profile.email}</OutLink> : none },
        { name: t('customer.phone'), value: address?.phoneNumber ?? none },
        { name: t('customer.address'), value: lines.length ? lines.map((line) => <span key={line}>{line}<br /></span>) : none },
        { name: t('customer.language'), value: profile.culture ? languageName(profile.culture, language) : none },
      ]} />
      <OverrideNote override={customer.addressOverride} />
      {open && <BillingPanel customer={customer} profile={profile} onClose={() => setOpen(false)} />}
    </Card>
  );
}

const parts = ['addressLine1', 'addressLine2', 'city', 'state', 'postalCode', 'phoneNumber'] as const;
type Part = (typeof parts)[number];
type Values = Record<Part | 'companyName' | 'firstName' | 'lastName' | 'email' | 'culture', string>;

function valuesOf(profile: FullProfile): Values {
  const address: Partial<Address> = profile.defaultAddress ?? {};
  return {
    companyName: profile.companyName ?? '', email: profile.email ?? '', culture: profile.culture ?? '',
    firstName: profile.firstName ?? address.firstName ?? '', lastName: profile.lastName ?? address.lastName ?? '',
    addressLine1: address.addressLine1 ?? '', addressLine2: address.addressLine2 ?? '', city: address.city ?? '',
    state: address.state ?? '', postalCode: address.postalCode ?? '', phoneNumber: address.phoneNumber ?? '',
  };
}

/** The whole profile with what was typed; what was emptied is left out. */
function profileFrom(profile: FullProfile, values: Values): FullProfile {
  const address: Address = {
    country: profile.defaultAddress?.country ?? '', firstName: values.firstName, lastName: values.lastName,
  };
  for (const part of parts) if (values[part].trim()) address[part] = values[part].trim();
  return {
    ...profile, companyName: values.companyName.trim(), email: values.email.trim(), firstName: values.firstName.trim(),
    lastName: values.lastName.trim(), culture: values.culture, language: values.culture.slice(0, 2), defaultAddress: address,
  };
}

function BillingPanel({ customer, profile: now, onClose }: { customer: Customer; profile: FullProfile; onClose: () => void }) {
  const { t, language } = useWords();
  const shown = (told: Values): Values => ({ ...told, culture: told.culture && languageName(told.culture, language) });
  const country = useCountry(customer.country).data;
  const save = useSaveBilling(customer.id);
  const { opened: profile, values, setValues, stale, errors, errorOf, resume } = useStaleForm(now, valuesOf, save, 'companyName');
  const [soft, setSoft] = useState(false);
  const [reason, setReason] = useState('');
  // Once a form of the country was refused, it may be set aside with a reason.
  if (!soft && hasSoftProblem(save.error)) setSoft(true);
  const inAddress = (name: string) => (parts as readonly string[]).includes(name);
  const set = (name: keyof Values) => {
    const field = inAddress(name) ? `defaultAddress.${name}` : name;
    return {
      name: field, value: values[name], autoComplete: 'off',
      error: errorOf(field) ?? (name === 'firstName' || name === 'lastName' ? errorOf(`defaultAddress.${name}`) : undefined),
      onChange: (event: { target: { value: string } }) => setValues((now) => ({ ...now, [name]: event.target.value })),
    };
  };
  const optional = (part: Part) => part === 'addressLine2' || (part === 'postalCode' && !country?.postalCodeRequired)
    || (part === 'state' && !country?.stateRequired) || (part === 'city' && !country?.cityRequired);
  const addressPart = (name: string) => {
    const part = name.replace('address.', '') as Part;
    if (part !== 'state' || !country?.states.length) return <TextField key={part} {...set(part)} label={t(`account.part.${part}`)} maxLength={200} optional={optional(part)} />;
    return (
      <SelectField key={part} {...set(part)} label={country.stateLabel ?? t('onboarding.label.addressState')} optional={optional(part)}>
        <option value="">{t('onboarding.choose')}</option>
        {country.states.map((state) => <option key={state.code} value={state.code}>{state.name}</option>)}
      </SelectField>
    );
  };
  return (
    <Panel title={t('account.editBilling')} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="billing-form" busy={save.isPending}>{t('common.save')}</Button>
      </>}>
      <form id="billing-form" noValidate onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ profile: profileFrom(profile, values), addressOverride: soft && reason.trim() ? reason.trim() : undefined }, { onSuccess: () => { showToast({ text: t('account.saved') }); onClose(); } });
      }}>
        {stale && <StaleNotice busy={now === profile} onResume={resume} changes={staleChanges(shown(valuesOf(profile)), shown(valuesOf(now)), shown(values), {
          companyName: t('account.billingName'), firstName: t('onboarding.label.contactFirstName'), lastName: t('onboarding.label.contactLastName'),
          email: t('customer.email'), phoneNumber: t('customer.phone'), culture: t('customer.language'), addressLine1: t('account.part.addressLine1'),
          addressLine2: t('account.part.addressLine2'), city: t('account.part.city'), postalCode: t('account.part.postalCode'),
          state: country?.stateLabel ?? t('account.part.state'),
        })} />}
        <ErrorSummary errors={errors} />
        <FieldStack>
          <TextField {...set('companyName')} label={t('account.billingName')} help={t('account.billingNameHelp')} maxLength={200} />
          <FieldPair>
            <TextField {...set('firstName')} label={t('onboarding.label.contactFirstName')} maxLength={50} />
            <TextField {...set('lastName')} label={t('onboarding.label.contactLastName')} maxLength={50} />
          </FieldPair>
          <TextField {...set('email')} type="email" label={t('customer.email')} maxLength={254} />
          <TextField {...set('phoneNumber')} type="tel" optional={!country?.phoneRequired} label={t('customer.phone')} maxLength={40} />
          {addressRows(country).map(([name, next]) => (next
            ? <FieldPair key={name} narrow={name === 'address.postalCode'}>{addressPart(name)}{addressPart(next)}</FieldPair>
            : addressPart(name)))}
          {soft && <TextField name="addressOverride" optional label={t('account.override')} help={t('account.overrideHelp')} maxLength={300}
            value={reason} onChange={(event) => setReason(event.target.value)} autoComplete="off" />}
          <SelectField {...set('culture')} label={t('customer.language')}>
            {country?.cultures.map((each) => <option key={each.culture} value={each.culture}>{each.name}</option>)}
          </SelectField>
        </FieldStack>
      </form>
    </Panel>
  );
}
