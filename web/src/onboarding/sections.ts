// Which fields a country asks for, in which section and order, and to which input a path of the server leads.
import type { Country } from '../api/onboarding-types';
import { fieldNames, type FieldName, type Form, type Line, type Step } from './form';

export const sectionNames = ['company', 'address', 'contact', 'agreement', 'reseller'] as const;
export type SectionName = (typeof sectionNames)[number];

/** The address fields in the country's order; what it does not use is left out. */
export function addressFields(country: Country | undefined): FieldName[] {
  const order = country?.fieldOrder ?? ['addressLine1', 'addressLine2', 'postalCode', 'city'];
  const used = order.map((part) => `address.${part}` as FieldName).filter((name) => fieldNames.includes(name));
  const wanted: FieldName[] = ['address.addressLine1'];
  if (country?.cityRequired) wanted.push('address.city');
  if (country?.stateRequired) wanted.push('address.state');
  if (country?.postalCodeRequired) wanted.push('address.postalCode');
  return [...used, ...wanted.filter((name) => !used.includes(name))];
}

const isShort = (name: FieldName) => name === 'address.postalCode' || name === 'address.city' || name === 'address.state';

/** The same as rows of a form: two short parts that follow one another stand side by side. */
export function addressRows(country: Country | undefined): [FieldName, FieldName?][] {
  const rows: [FieldName, FieldName?][] = [];
  for (const name of addressFields(country)) {
    const last = rows.at(-1);
    if (last && last.length === 1 && isShort(last[0]) && isShort(name)) last.push(name);
    else rows.push([name]);
  }
  return rows;
}

/** The fields shown now, section by section, in page order. */
export function fieldsOf(section: SectionName, form: Form, country: Country | undefined): FieldName[] {
  switch (section) {
    case 'company': return [
      'company.country', 'company.qualification',
      ...(form.values['company.qualification'] === 'government' ? ['company.validationCode' as const] : []),
      'company.name',
      ...(country?.registrationNumber.use === 'none' ? [] : ['company.registrationNumber' as const]),
      ...(country?.vat.use === 'none' ? [] : ['company.vatNumber' as const]),
      'company.domain',
    ];
    case 'address': return [...addressFields(country), ...(form.values.addressOverride ? ['addressOverride' as const] : [])];
    case 'contact': return ['contact.firstName', 'contact.lastName', 'contact.email', 'contact.phoneNumber', 'culture'];
    case 'agreement': return form.values['agreement.kind'] === 'attested'
      ? ['agreement.kind', ...(form.ownSignatory ? signatoryFields : []), 'agreement.dateAgreed']
      : ['agreement.kind'];
    case 'reseller': return ['resellerId'];
  }
}

const signatoryFields = fieldNames.filter((name) => name.startsWith('agreement.signatory.'));

export function sectionOf(name: FieldName): SectionName {
  if (name === 'culture') return 'contact';
  if (name === 'addressOverride') return 'address';
  if (name === 'resellerId') return 'reseller';
  return name.split('.')[0] as SectionName;
}

export type SectionState = { wrong: number; complete: boolean };

/** What the index beside the form says of a section: how many errors are shown, and whether it is complete. */
export function sectionState(
  section: SectionName, form: Form, country: Country | undefined,
  shown: (name: FieldName) => boolean, right: (name: FieldName) => boolean,
): SectionState {
  const fields = fieldsOf(section, form, country);
  const follows = section === 'agreement' && form.values['agreement.kind'] === 'attested' && !form.ownSignatory;
  const contact: FieldName[] = follows ? ['contact.firstName', 'contact.lastName', 'contact.email'] : [];
  return {
    wrong: fields.filter(shown).length,
    complete: Boolean(country) && [...fields, ...contact].every(right),
  };
}

export type Place = { step: Step; field?: FieldName; line?: Line };

/** Where a path of the server ("address.postalCode", "lines[0].addOns[1].quantity") is mended. */
export function placeOf(path: string, form: Form): Place {
  const lines = [...path.matchAll(/(?:lines|addOns)\[(\d+)\]/g)];
  if (path.startsWith('lines')) {
    let line: Line | undefined;
    for (const [, index] of lines) line = (line ? line.addOns : form.lines)[Number(index)];
    return { step: 'subscriptions', ...(line ? { line } : {}) };
  }
  const field = fieldOfPath(path, form);
  return field ? { step: 'account', field } : { step: 'account' };
}

function fieldOfPath(path: string, form: Form): FieldName | undefined {
  if (path === 'address.country' || path === 'company.country') return 'company.country';
  if (path === 'language' || path === 'culture') return 'culture';
  if (path === 'agreement.signatory') return form.ownSignatory ? 'agreement.signatory.firstName' : 'contact.firstName';
  if (path.startsWith('agreement.signatory.') && !form.ownSignatory) {
    return known(path.replace('agreement.signatory', 'contact'));
  }
  if (path === 'agreement' || path === 'agreement.templateId') return 'agreement.kind';
  return known(path);
}

const known = (path: string): FieldName | undefined => fieldNames.find((name) => name === path);

/** "contact.firstName" as a catalogue key: contactFirstName. */
export const wordOf = (name: FieldName): string => name.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
