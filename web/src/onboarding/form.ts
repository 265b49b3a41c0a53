// What the wizard holds: every field under the server's own name for it, whose the signatory is, and the cart.
import type { DraftState, OnboardingLine, OnboardingRequest } from '../api/onboarding-types';
import type { Signatory } from '../api/types';

export const fieldNames = [
  'company.country', 'company.qualification', 'company.validationCode', 'company.name', 'company.registrationNumber', 'company.vatNumber',
  'company.domain',
  'address.addressLine1', 'address.addressLine2', 'address.city', 'address.state', 'address.postalCode',
  'contact.firstName', 'contact.lastName', 'contact.email', 'contact.phoneNumber', 'culture',
  'agreement.kind', 'agreement.signatory.firstName', 'agreement.signatory.lastName', 'agreement.signatory.email',
  'agreement.signatory.phoneNumber', 'agreement.dateAgreed',
  'resellerId', 'addressOverride',
] as const;
export type FieldName = (typeof fieldNames)[number];
export type Values = Record<FieldName, string>;

export type Line = {
  /** Ours alone, so that two lines of one offer are told apart. */
  key: string;
  catalogItemId: string;
  /** As typed: outside the limits it is told, not corrected. */
  quantity: string;
  termDuration: string;
  billingCycle: string;
  friendlyName?: string;
  expectedUnitPrice?: string;
  addOns: Line[];
};

export type Form = {
  values: Values;
  /** The part of the domain after the prefix that is typed. */
  domainSuffix: string;
  /** The signatory was edited, and follows the contact no more. */
  ownSignatory: boolean;
  lines: Line[];
};

export type Step = 'account' | 'subscriptions' | 'review';
const people = ['firstName', 'lastName', 'email', 'phoneNumber'] as const;

let lastKey = 0;
export const newKey = (): string => `line${(lastKey += 1)}`;

export function emptyForm(given: { country: string; domainSuffix: string; mayAttest: boolean; resellerId?: string; noAgreement?: boolean }): Form {
  const values = Object.fromEntries(fieldNames.map((name) => [name, ''])) as Values;
  values['company.country'] = given.country;
  values['company.qualification'] = 'none';
  // The US Government cloud has no customer agreement.
  values['agreement.kind'] = given.noAgreement ? '' : given.mayAttest ? 'attested' : 'invited';
  values.resellerId = given.resellerId ?? '';
  return { values, domainSuffix: given.domainSuffix, ownSignatory: false, lines: [] };
}

/** The whole domain, or nothing while its first part is not typed. */
export function wholeDomain(form: Form): string {
  const label = form.values['company.domain'].trim().toLowerCase();
  return label && `${label}.${form.domainSuffix}`;
}

/** The person who signed: the contact, until edited. */
export function signatoryOf({ values, ownSignatory }: Form): Signatory {
  const from = ownSignatory ? 'agreement.signatory' : 'contact';
  const [firstName, lastName, email, phoneNumber] = people.map((part) => values[`${from}.${part}`].trim());
  return { firstName: firstName ?? '', lastName: lastName ?? '', email: email ?? '', ...(phoneNumber ? { phoneNumber } : {}) };
}

export const isWhole = (text: string): boolean => /^\d{1,9}$/.test(text.trim());

/** Lines whose quantity is a number; what cannot be read as one is told at the line and stays out of sums. */
function requestLines(lines: Line[]): OnboardingLine[] {
  return lines.filter((line) => isWhole(line.quantity)).map((line) => {
    const addOns = requestLines(line.addOns);
    return {
      catalogItemId: line.catalogItemId,
      quantity: Number(line.quantity),
      termDuration: line.termDuration,
      billingCycle: line.billingCycle,
      ...(line.friendlyName ? { friendlyName: line.friendlyName } : {}),
      ...(line.expectedUnitPrice ? { expectedUnitPrice: line.expectedUnitPrice } : {}),
      ...(addOns.length ? { addOns } : {}),
    };
  });
}

type Beside = { draftId?: string; templateId?: string; language: string; withLines?: boolean };

/** The body of POST /ext/v1/onboardings. */
export function requestFrom(form: Form, { draftId, templateId, language, withLines = true }: Beside): OnboardingRequest {
  const text = (name: FieldName) => form.values[name].trim();
  const given = (name: FieldName, key: string) => (text(name) ? { [key]: text(name) } : {});
  const attested = text('agreement.kind') === 'attested';
  return {
    ...(draftId ? { draftId } : {}),
    company: {
      name: text('company.name'), country: text('company.country'), domain: wholeDomain(form),
      qualification: text('company.qualification') as 'none',
      ...(text('company.qualification') === 'government' ? given('company.validationCode', 'validationCode') : {}),
      ...given('company.registrationNumber', 'registrationNumber'), ...given('company.vatNumber', 'vatNumber'),
    },
    address: {
      addressLine1: text('address.addressLine1'), country: text('company.country'),
      ...given('address.addressLine2', 'addressLine2'), ...given('address.city', 'city'),
      ...given('address.state', 'state'), ...given('address.postalCode', 'postalCode'),
    },
    contact: {
      firstName: text('contact.firstName'), lastName: text('contact.lastName'), email: text('contact.email'),
      ...given('contact.phoneNumber', 'phoneNumber'),
    },
    culture: text('culture'),
    language,
    ...(text('agreement.kind') ? {
      agreement: attested
        ? { kind: 'attested' as const, ...(templateId ? { templateId } : {}), signatory: signatoryOf(form), ...given('agreement.dateAgreed', 'dateAgreed') }
        : { kind: 'invited' as const },
    } : {}),
    ...given('resellerId', 'resellerId'), ...given('addressOverride', 'addressOverride'),
    lines: withLines ? requestLines(form.lines) : [],
  };
}

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

/** What is kept on the server between two visits: only what is filled in. */
export function draftFrom(form: Form, step: Step, requestId: string, language: string): DraftState {
  const whole = requestFrom(form, { language });
  const day = form.values['agreement.dateAgreed'];
  const state: DraftState = {
    company: filled(whole.company), address: filled(whole.address), contact: filled(whole.contact),
    ...(whole.agreement ? { agreement: {
      kind: whole.agreement.kind,
      ...(form.ownSignatory ? { signatory: filled(signatoryOf(form)) } : {}),
      ...(isDay(day) ? { dateAgreed: day } : {}),
    } } : {}),
    lines: whole.lines,
    step,
    requestId,
  };
  if (whole.culture) state.culture = whole.culture;
  if (whole.language) state.language = whole.language;
  if (whole.resellerId) state.resellerId = whole.resellerId;
  if (whole.addressOverride) state.addressOverride = whole.addressOverride;
  return state;
}

function filled<T extends object>(from: T): Partial<T> {
  return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== '' && value !== undefined)) as Partial<T>;
}

/** The form as a draft left it, over the values of an empty one. */
export function formFromDraft(state: DraftState, empty: Form): Form {
  const values = { ...empty.values };
  for (const name of fieldNames) {
    const value = name.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], state);
    if (typeof value === 'string') values[name] = value;
  }
  const domain = state.company?.domain ?? '';
  const dot = domain.indexOf('.');
  values['company.domain'] = dot < 0 ? domain : domain.slice(0, dot);
  return {
    values,
    domainSuffix: dot < 0 ? empty.domainSuffix : domain.slice(dot + 1),
    ownSignatory: Boolean(state.agreement?.signatory),
    lines: formLines(state.lines ?? []),
  };
}

function formLines(lines: OnboardingLine[]): Line[] {
  return lines.map(({ quantity, addOns, ...line }) => ({
    ...line, key: newKey(), quantity: String(quantity), addOns: formLines(addOns ?? []),
  }));
}

const sameLines = (one: Line[], other: Line[]) => JSON.stringify(requestLines(one)) === JSON.stringify(requestLines(other));

/** Whether two forms say the same. */
export function sameForms(one: Form, other: Form): boolean {
  return fieldNames.every((name) => one.values[name] === other.values[name]) && one.domainSuffix === other.domainSuffix
    && one.ownSignatory === other.ownSignatory && sameLines(one.lines, other.lines);
}

/** Keys are counted from the start in each page: those of another page would meet new ones. */
export function withNewKeys(form: Form): Form {
  const renamed = (lines: Line[]): Line[] => lines.map((line) => ({ ...line, key: newKey(), addOns: renamed(line.addOns) }));
  return { ...form, lines: renamed(form.lines) };
}

/** Their version with my changes since `base` laid over it, so that nothing typed here is lost. */
export function mergeForms(base: Form, mine: Form, theirs: Form): Form {
  const values = { ...theirs.values };
  for (const name of fieldNames) {
    if (mine.values[name] !== base.values[name]) values[name] = mine.values[name];
  }
  return {
    values,
    domainSuffix: mine.domainSuffix !== base.domainSuffix ? mine.domainSuffix : theirs.domainSuffix,
    ownSignatory: mine.ownSignatory !== base.ownSignatory ? mine.ownSignatory : theirs.ownSignatory,
    lines: sameLines(mine.lines, base.lines) ? theirs.lines : mine.lines,
  };
}
