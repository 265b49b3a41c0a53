// What one field needs, told before the server is asked: missing, malformed, in the future; pure, words come later.
import type { Country } from '../api/onboarding-types';
import type { FieldName, Form } from './form';

export type Wrong = { key: string; values?: Record<string, string> };
export type Facts = {
  country: Country | undefined;
  /** The partner's own mail domain, where no customer lives. */
  ownDomain: string;
  /** ISO day. */
  today: string;
};

/** A pattern of the country rules holds for what was typed, or for it without its separators. */
export function fits(pattern: string | undefined, text: string): boolean {
  if (!pattern) return true;
  try {
    const whole = new RegExp(`^(?:${pattern})$`, 'i');
    return whole.test(text) || whole.test(text.replace(/[\s.\-/()]/g, ''));
  } catch {
    return true;
  }
}

/** The key that closes a SIREN or a SIRET (Luhn); La Poste's SIRETs add up to a multiple of five instead. */
export function frenchKeyHolds(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  if (sum % 10 === 0) return true;
  return digits.length === 14 && digits.startsWith('356000000') && [...digits].reduce((total, digit) => total + Number(digit), 0) % 5 === 0;
}

const mail = /^[^\s@]+@([^\s@.]+\.)+[^\s@.]{2,}$/;

export function isRequired(name: FieldName, country: Country | undefined): boolean {
  switch (name) {
    case 'company.registrationNumber': return country?.registrationNumber.use === 'required';
    case 'address.city': return country?.cityRequired ?? true;
    case 'address.state': return country?.stateRequired ?? false;
    case 'address.postalCode': return country?.postalCodeRequired ?? true;
    case 'contact.phoneNumber': return country?.phoneRequired ?? false;
    case 'company.qualification': case 'company.vatNumber': case 'address.addressLine2':
    case 'agreement.signatory.phoneNumber': case 'resellerId': case 'addressOverride': return false;
    default: return true;
  }
}

/** Why the country's form of postal code, state and phone is set aside; too short, it sets nothing aside. */
const overridden = (form: Form): boolean => form.values.addressOverride.trim().length >= 3;

/** Whose form can be set aside with a reason. */
export const mayBeUnusual: readonly FieldName[] = ['address.postalCode', 'address.state', 'contact.phoneNumber'];

/** Those of them that do not fit the country; a state is chosen from its list. */
export function unusual(form: Form, facts: Facts): FieldName[] {
  const bare = { ...form, values: { ...form.values, addressOverride: '' } };
  return (['address.postalCode', 'contact.phoneNumber'] as const)
    .filter((name) => form.values[name].trim() && checkField(name, bare, facts));
}

export function checkField(name: FieldName, form: Form, facts: Facts): Wrong | undefined {
  const text = form.values[name].trim();
  if (!text) return isRequired(name, facts.country) ? { key: 'missing' } : undefined;
  const { country } = facts;
  switch (name) {
    case 'company.name':
      return text.length < 2 || !/[\p{L}\p{N}]/u.test(text) ? { key: 'companyName' } : undefined;
    case 'company.registrationNumber': {
      const rule = country?.registrationNumber;
      if (!fits(rule?.pattern, text)) return { key: 'registrationNumber', values: { example: rule?.example ?? '' } };
      return country?.code === 'FR' && !frenchKeyHolds(text) ? { key: 'registrationKey', values: { example: rule?.example ?? '' } } : undefined;
    }
    case 'company.vatNumber':
      return fits(country?.vat.pattern, text) ? undefined : { key: 'vatNumber', values: { example: country?.vat.example ?? '' } };
    case 'company.domain':
      return /^[a-z0-9](?:[a-z0-9-]{0,25}[a-z0-9])?$/i.test(text) ? undefined : { key: 'domain' };
    case 'address.postalCode':
      if (overridden(form) || fits(country?.postalCodePattern, text)) return undefined;
      return { key: country?.code === 'FR' ? 'postalCodeFr' : 'postalCode', values: { example: country?.postalCodeExample ?? '' } };
    case 'address.state':
      return country?.states.length && !country.states.some((state) => state.code === text) ? { key: 'missing' } : undefined;
    case 'contact.phoneNumber': case 'agreement.signatory.phoneNumber':
      return (name === 'contact.phoneNumber' && overridden(form)) || phoneFits(text, country) ? undefined : { key: 'phone', values: { example: country?.phoneExample ?? '' } };
    case 'contact.email': case 'agreement.signatory.email':
      if (!mail.test(text)) return { key: 'email' };
      return name === 'contact.email' && facts.ownDomain && text.toLowerCase().endsWith(`@${facts.ownDomain.toLowerCase()}`)
        ? { key: 'ownDomain' } : undefined;
    case 'agreement.dateAgreed':
      if (!/^\d{4}-\d\d-\d\d$/.test(text)) return { key: 'date', values: { day: facts.today } };
      return text > facts.today ? { key: 'dateFuture', values: { day: facts.today } } : undefined;
    default:
      return undefined;
  }
}

/** A number of the country as dialled there, or in international form. */
function phoneFits(text: string, country: Country | undefined): boolean {
  const digits = text.replace(/[\s.\-/()]/g, '');
  if (/^(\+|00)\d{6,15}$/.test(digits)) return true;
  return country?.phonePattern ? fits(country.phonePattern, text) : /^\d{4,15}$/.test(digits);
}

/** Values that no longer hold under another country's rules, emptied and listed. */
export function moveToCountry(form: Form, country: Country): { form: Form; dropped: { name: FieldName; value: string }[] } {
  // Another country's form is another question: the reason goes.
  const values = { ...form.values, 'company.country': country.code, addressOverride: '' };
  const dropped: { name: FieldName; value: string }[] = [];
  const unused: FieldName[] = [];
  if (country.registrationNumber.use === 'none') unused.push('company.registrationNumber');
  if (country.vat.use === 'none') unused.push('company.vatNumber');
  if (!country.fieldOrder.includes('state') && !country.stateRequired) unused.push('address.state');
  if (!country.fieldOrder.includes('postalCode') && !country.postalCodeRequired) unused.push('address.postalCode');
  const judged: FieldName[] = [
    'company.registrationNumber', 'company.vatNumber', 'address.postalCode', 'address.state', 'contact.phoneNumber',
    'agreement.signatory.phoneNumber',
  ];
  const facts = { country, ownDomain: '', today: '9999-12-31' };
  for (const name of judged) {
    const value = values[name].trim();
    if (!value) continue;
    if (!unused.includes(name) && !checkField(name, { ...form, values }, facts)) continue;
    dropped.push({ name, value });
    values[name] = '';
  }
  if (!country.cultures.some(({ culture }) => culture === values.culture)) values.culture = country.defaultCulture;
  return { form: { ...form, values }, dropped };
}
