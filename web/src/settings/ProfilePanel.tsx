// The panel that changes one of the organization's profiles: its fields by kind, sent whole.
import { useState } from 'react';
import type { Address } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useCountry } from '../onboarding/calls';
import { addressRows } from '../onboarding/sections';
import { hasSoftProblem } from '../onboarding/soft';
import { Button } from '../ui/Button';
import { SelectField, TextField } from '../ui/fields';
import { languageName } from '../ui/format';
import { ErrorSummary, FieldPair, FieldStack } from '../ui/FormPanel';
import { Panel } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { StaleNotice, staleChanges } from '../ui/StaleNotice';
import { showToast } from '../ui/toast';
import { useStaleForm } from '../ui/use-stale-form';
import { useSaveProfile, type Billing, type Kind, type Legal, type Organization, type Support } from './profile';

type Props = { kind: Kind; organization: Organization; legal: Legal; billing: Billing; support: Support; onClose: () => void };
type Values = Record<string, string>;

const addressParts = ['addressLine1', 'addressLine2', 'city', 'state', 'postalCode'] as const;
const contactParts = ['firstName', 'lastName', 'email', 'phoneNumber'] as const;
/** Where the address stands in each profile. */
const addressAt = { organization: 'defaultAddress', legalbusiness: 'address', billing: 'address', support: undefined } as const;

function profileOf({ kind, organization, legal, billing, support }: Props): object {
  return { organization, legalbusiness: legal, billing, support }[kind];
}

const hasContact = (kind: Kind) => kind === 'legalbusiness' || kind === 'billing';

/** What the panel of this kind changes, and nothing else. */
function valuesOf(kind: Kind, profile: object): Values {
  const from = profile as Record<string, unknown>;
  const values: Values = {};
  for (const name of fieldsOf[kind]) values[name] = typeof from[name] === 'string' ? from[name] : '';
  const at = addressAt[kind];
  const address = (at ? from[at] : undefined) as Partial<Address> | undefined;
  if (at) for (const part of addressParts) values[part] = address?.[part] ?? '';
  const contact = from.primaryContact as Values | undefined;
  if (hasContact(kind)) for (const part of contactParts) values[`contact.${part}`] = contact?.[part] ?? '';
  return values;
}

/** The profile with what was typed over it; what was emptied is left out. */
function profileFrom(kind: Kind, profile: object, values: Values): object {
  const out: Record<string, unknown> = { ...profile };
  const put = (name: string) => { const text = values[name]?.trim(); if (text) out[name] = text; else delete out[name]; };
  for (const name of fieldsOf[kind]) put(name);
  if (kind === 'organization') out.language = values.culture?.slice(0, 2);
  const at = addressAt[kind];
  if (at) {
    const address: Record<string, unknown> = { ...(out[at] as object) };
    for (const part of addressParts) { const text = values[part]?.trim(); if (text) address[part] = text; else delete address[part]; }
    out[at] = address;
  }
  if (hasContact(kind)) {
    const filled = contactParts.flatMap((part) => { const text = values[`contact.${part}`]?.trim(); return text ? [[part, text] as const] : []; });
    out.primaryContact = Object.fromEntries(filled);
  }
  return out;
}

const fieldsOf: Record<Kind, string[]> = {
  organization: ['companyName', 'email', 'culture'],
  legalbusiness: ['companyName', 'companyApproverEmail'],
  billing: ['taxId', 'purchaseOrderNumber'],
  support: ['email', 'telephone', 'website'],
};
/** The panel's first field: there one goes on after somebody else saved. */
const firstOf: Record<Kind, string> = { organization: 'companyName', legalbusiness: 'companyName', billing: 'address.addressLine1', support: 'email' };

function useLabels(kind: Kind, stateLabel: string | undefined): Values {
  const { t } = useWords();
  return {
    companyName: t(kind === 'organization' ? 'profile.name' : 'account.legalName'), email: t('customer.email'), culture: t('customer.language'),
    companyApproverEmail: t('profile.approver'), taxId: t('profile.taxId'), purchaseOrderNumber: t('profile.purchaseOrder'),
    telephone: t('customer.phone'), website: t('profile.website'), addressLine1: t('account.part.addressLine1'), addressLine2: t('account.part.addressLine2'),
    city: t('account.part.city'), state: stateLabel ?? t('account.part.state'), postalCode: t('account.part.postalCode'),
    'contact.firstName': t('onboarding.label.contactFirstName'), 'contact.lastName': t('onboarding.label.contactLastName'),
    'contact.email': t('customer.email'), 'contact.phoneNumber': t('customer.phone'),
  };
}

export function ProfilePanel(props: Props) {
  const { kind, organization, onClose } = props;
  const { t, language } = useWords();
  const now = profileOf(props);
  const country = useCountry(organization.defaultAddress.country).data;
  const save = useSaveProfile<object>(kind);
  const textsOf = (profile: object) => valuesOf(kind, profile);
  const { opened: profile, values, setValues, stale, errors, errorOf, resume } = useStaleForm(now, textsOf, save, firstOf[kind]);
  const labels = useLabels(kind, country?.stateLabel);
  const shown = (told: Values): Values => (told.culture ? { ...told, culture: languageName(told.culture, language) } : told);
  const [soft, setSoft] = useState(false);
  const [reason, setReason] = useState('');
  // Once a form of the country was refused, it may be set aside with a reason.
  if (!soft && addressAt[kind] && hasSoftProblem(save.error)) setSoft(true);
  const at = addressAt[kind];
  const set = (name: string, field = name) => ({
    name: field, value: values[name] ?? '', error: errorOf(field), autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => setValues((now) => ({ ...now, [name]: event.target.value })),
  });
  const optional = (part: string) => part === 'addressLine2' || (part === 'postalCode' && !country?.postalCodeRequired)
    || (part === 'state' && !country?.stateRequired) || (part === 'city' && !country?.cityRequired);
  const addressPart = (name: string) => {
    const part = name.replace('address.', '') as (typeof addressParts)[number];
    if (part !== 'state' || !country?.states.length) {
      return <TextField key={part} {...set(part, `${at}.${part}`)} label={t(`account.part.${part}`)} optional={optional(part)} maxLength={200} />;
    }
    return (
      <SelectField key={part} {...set(part, `${at}.${part}`)} label={country.stateLabel ?? t('account.part.state')} optional={optional(part)}>
        <option value="">{t('onboarding.choose')}</option>
        {country.states.map((state) => <option key={state.code} value={state.code}>{state.name}</option>)}
      </SelectField>
    );
  };
  return (
    <Panel title={t(`profile.edit.${kind}`)} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="profile-form" busy={save.isPending}>{t('common.save')}</Button>
      </>}>
      <form id="profile-form" noValidate onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ profile: profileFrom(kind, profile, values), addressOverride: soft && reason.trim() ? reason.trim() : undefined }, { onSuccess: () => { showToast({ text: t('account.saved') }); onClose(); } });
      }}>
        {stale && <StaleNotice busy={now === profile} onResume={resume} changes={staleChanges(shown(textsOf(profile)), shown(textsOf(now)), shown(values), labels)} />}
        <ErrorSummary errors={errors} />
        <FieldStack>
          {kind === 'legalbusiness' && <Notice>{t('profile.reviewedText')}</Notice>}
          {(kind === 'organization' || kind === 'legalbusiness') && (
            <TextField {...set('companyName')} label={t(kind === 'organization' ? 'profile.name' : 'account.legalName')} maxLength={200} />
          )}
          {at && addressRows(country).map(([name, next]) => (next
            ? <FieldPair key={name} narrow={name === 'address.postalCode'}>{addressPart(name)}{addressPart(next)}</FieldPair>
            : addressPart(name)))}
          {soft && <TextField name="addressOverride" optional label={t('account.override')} help={t('account.overrideHelp')} maxLength={300}
            value={reason} onChange={(event) => setReason(event.target.value)} autoComplete="off" />}
          {hasContact(kind) && (
            <>
              <FieldPair>
                <TextField {...set('contact.firstName', 'primaryContact.firstName')} label={t('onboarding.label.contactFirstName')} optional maxLength={50} />
                <TextField {...set('contact.lastName', 'primaryContact.lastName')} label={t('onboarding.label.contactLastName')} optional maxLength={50} />
              </FieldPair>
              <TextField {...set('contact.email', 'primaryContact.email')} type="email" label={t('customer.email')} optional maxLength={254} />
              <TextField {...set('contact.phoneNumber', 'primaryContact.phoneNumber')} type="tel" label={t('customer.phone')} optional maxLength={40} />
            </>
          )}
          {kind === 'organization' && (
            <>
              <TextField {...set('email')} type="email" label={t('customer.email')} maxLength={254} />
              <SelectField {...set('culture')} label={t('customer.language')}>
                {country?.cultures.map((each) => <option key={each.culture} value={each.culture}>{each.name}</option>)}
              </SelectField>
            </>
          )}
          {kind === 'legalbusiness' && <TextField {...set('companyApproverEmail')} type="email" label={t('profile.approver')} optional maxLength={254} />}
          {kind === 'billing' && (
            <FieldPair>
              <TextField {...set('taxId')} label={t('profile.taxId')} optional maxLength={40} />
              <TextField {...set('purchaseOrderNumber')} label={t('profile.purchaseOrder')} optional maxLength={60} />
            </FieldPair>
          )}
          {kind === 'support' && (
            <>
              <TextField {...set('email')} type="email" label={t('customer.email')} optional maxLength={254} />
              <TextField {...set('telephone')} type="tel" label={t('customer.phone')} optional maxLength={40} />
              <TextField {...set('website')} type="url" label={t('profile.website')} optional maxLength={300} />
            </>
          )}
        </FieldStack>
      </form>
    </Panel>
  );
}
