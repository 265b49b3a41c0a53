// The wizard's model: state to request, drafts there and back, server paths to inputs, counts of sections, checks.
import { describe, expect, it } from 'vitest';
import type { Country } from '../src/api/onboarding-types';
import { checkField, fits, frenchKeyHolds, isRequired, moveToCountry, unusual } from '../src/onboarding/checks';
import { draftFrom, emptyForm, formFromDraft, mergeForms, requestFrom, wholeDomain, type FieldName, type Form } from '../src/onboarding/form';
import { addressFields, fieldsOf, placeOf, sectionState } from '../src/onboarding/sections';

const france: Country = {
  code: 'FR', name: 'France', currency: 'EUR', timeZone: 'Europe/Paris', callingCodes: ['33'],
  cultures: [{ culture: 'fr-FR', language: 'fr', name: 'Français (France)' }], defaultCulture: 'fr-FR',
  fieldOrder: ['addressLine1', 'addressLine2', 'postalCode', 'city'], cityRequired: true, stateRequired: false, states: [],
  postalCodeRequired: true, postalCodePattern: '^\\d{5}$', postalCodeExample: '29000',
  phonePattern: '^0[1-9](\\d{2}){4}$', phoneExample: '02 61 91 01 27', phoneRequired: false,
  registrationNumber: { use: 'optional', label: 'SIREN ou SIRET', pattern: '^\\d{9}(\\d{5})?$', example: '732 829 320' },
  vat: { use: 'optional', pattern: '^FR[0-9A-Z]{2}\\d{9}$', example: 'FR 44 732829320' },
};
const states: Country = {
  ...france, code: 'US', name: 'United States', currency: 'USD', cultures: [{ culture: 'en-US', language: 'en', name: 'English' }],
  defaultCulture: 'en-US', fieldOrder: ['addressLine1', 'addressLine2', 'city', 'state', 'postalCode'], stateRequired: true,
  states: [{ code: 'WA', name: 'Washington' }], postalCodePattern: '^\\d{5}(-\\d{4})?$', phonePattern: '^\\d{10}$',
  registrationNumber: { use: 'none' }, vat: { use: 'none' },
};
const facts = { country: france, ownDomain: 'armor.example', today: '2026-11-24' };

const form = (values: Partial<Record<FieldName, string>> = {}, over: Partial<Form> = {}): Form => {
  const empty = emptyForm({ country: 'FR', domainSuffix: 'onmicrosoft.com', mayAttest: true });
  return { ...empty, ...over, values: { ...empty.values, ...values } };
};
const full = form({
  'company.name': ' Boulangeries Kerouanton ', 'company.registrationNumber': '732 829 320', 'company.domain': 'Kerouanton',
  'address.addressLine1': '14, rue des Fours-Banaux', 'address.postalCode': '29000', 'address.city': 'Quimper',
  'contact.firstName': 'Solène', 'contact.lastName': 'Kerouanton', 'contact.email': 'solene@kerouanton.example',
  culture: 'fr-FR', 'agreement.dateAgreed': '2026-11-23', resellerId: 'r1',
}, {
  lines: [{ key: 'a', catalogItemId: 'suite', quantity: '25', termDuration: 'P1Y', billingCycle: 'monthly', expectedUnitPrice: '11.70',
    addOns: [{ key: 'b', catalogItemId: 'archive', quantity: 'x', termDuration: 'P1Y', billingCycle: 'monthly', addOns: [] }] }],
});

describe('the request', () => {
  it('carries what is filled in, trimmed, under the server\'s names', () => {
    expect(requestFrom(full, { language: 'fr', draftId: 'd1', templateId: 't1' })).toEqual({
      draftId: 'd1',
      company: { name: 'Boulangeries Kerouanton', country: 'FR', domain: 'kerouanton.onmicrosoft.com', qualification: 'none', registrationNumber: '732 829 320' },
      address: { addressLine1: '14, rue des Fours-Banaux', country: 'FR', city: 'Quimper', postalCode: '29000' },
      contact: { firstName: 'Solène', lastName: 'Kerouanton', email: 'solene@kerouanton.example' },
      culture: 'fr-FR', language: 'fr',
      agreement: { kind: 'attested', templateId: 't1', dateAgreed: '2026-11-23',
        signatory: { firstName: 'Solène', lastName: 'Kerouanton', email: 'solene@kerouanton.example' } },
      resellerId: 'r1',
      lines: [{ catalogItemId: 'suite', quantity: 25, termDuration: 'P1Y', billingCycle: 'monthly', expectedUnitPrice: '11.70' }],
    });
  });
  it('takes the signatory from the contact until edited', () => {
    const own = { ...full, ownSignatory: true, values: { ...full.values, 'agreement.signatory.firstName': 'Marc', 'agreement.signatory.lastName': 'Le Gall', 'agreement.signatory.email': 'marc@kerouanton.example' } };
    expect(requestFrom(own, { language: 'fr' }).agreement?.signatory).toEqual({ firstName: 'Marc', lastName: 'Le Gall', email: 'marc@kerouanton.example' });
  });
  it('of an invited customer says nothing of a signatory, and can go without its cart', () => {
    const invited = { ...full, values: { ...full.values, 'agreement.kind': 'invited' } };
    expect(requestFrom(invited, { language: 'fr', withLines: false })).toMatchObject({ agreement: { kind: 'invited' }, lines: [] });
  });
});

describe('drafts', () => {
  const empty = form();
  it('come back as they were left', () => {
    const state = draftFrom(full, 'subscriptions', 'request', 'fr');
    expect(state).toMatchObject({ step: 'subscriptions', requestId: 'request', company: { domain: 'kerouanton.onmicrosoft.com' } });
    expect(state.agreement?.signatory).toBeUndefined();
    const back = formFromDraft(state, empty);
    expect(requestFrom(back, { language: 'fr' })).toEqual(requestFrom({ ...full }, { language: 'fr' }));
    expect(back.ownSignatory).toBe(false);
  });
  it('leave out a day that is none, and empty fields', () => {
    const state = draftFrom(form({ 'agreement.dateAgreed': '31/02' }), 'account', 'request', 'fr');
    expect(state.agreement).toEqual({ kind: 'attested' });
    expect(state.contact).toEqual({});
  });
  it('saved elsewhere keep what was typed here since', () => {
    const base = form({ 'company.name': 'Kerouanton', 'address.city': 'Brest' });
    const mine = form({ 'company.name': 'Boulangeries Kerouanton', 'address.city': 'Brest' });
    const theirs = form({ 'company.name': 'Kerouanton', 'address.city': 'Quimper' }, { lines: full.lines });
    const merged = mergeForms(base, mine, theirs);
    expect(merged.values['company.name']).toBe('Boulangeries Kerouanton');
    expect(merged.values['address.city']).toBe('Quimper');
    expect(merged.lines).toBe(full.lines);
  });
});

describe('server paths', () => {
  it.each([
    ['company.domain', { step: 'account', field: 'company.domain' }],
    ['address.country', { step: 'account', field: 'company.country' }],
    ['language', { step: 'account', field: 'culture' }],
    ['agreement.signatory.email', { step: 'account', field: 'contact.email' }],
    ['agreement.templateId', { step: 'account', field: 'agreement.kind' }],
    ['something.else', { step: 'account' }],
    ['lines', { step: 'subscriptions' }],
  ])('%s leads to its input', (path, place) => { expect(placeOf(path, full)).toEqual(place); });
  it('of a signatory of its own stay there', () => {
    expect(placeOf('agreement.signatory.email', { ...full, ownSignatory: true }).field).toBe('agreement.signatory.email');
  });
  it('of lines lead to the line, add-ons too', () => {
    expect(placeOf('lines[0].quantity', full).line?.key).toBe('a');
    expect(placeOf('lines[0].addOns[0].quantity', full).line?.key).toBe('b');
  });
});

describe('sections', () => {
  const right = (of: Form) => (name: FieldName) => !checkField(name, of, facts);
  it('count what is shown as wrong and know when they are complete', () => {
    const wrong = form({ 'address.postalCode': '2900' });
    expect(sectionState('address', wrong, france, (name) => name === 'address.postalCode', right(wrong))).toEqual({ wrong: 1, complete: false });
    expect(sectionState('address', full, france, () => false, right(full))).toEqual({ wrong: 0, complete: true });
  });
  it('hold the agreement open until its signatory, the contact, is known', () => {
    const dated = form({ 'agreement.dateAgreed': '2026-11-23' });
    expect(sectionState('agreement', dated, france, () => false, right(dated)).complete).toBe(false);
    expect(sectionState('agreement', full, france, () => false, right(full)).complete).toBe(true);
  });
  it('show the fields of the country in its order', () => {
    expect(addressFields(states)).toEqual(['address.addressLine1', 'address.addressLine2', 'address.city', 'address.state', 'address.postalCode']);
    expect(fieldsOf('company', full, states)).not.toContain('company.vatNumber');
    expect(fieldsOf('agreement', { ...full, ownSignatory: true }, france)).toHaveLength(6);
  });
});

describe('checks', () => {
  const check = (name: FieldName, value: string) => checkField(name, form({ [name]: value }), facts)?.key;
  it.each([
    ['company.name', '', 'missing'], ['company.name', '!!', 'companyName'], ['company.name', 'Éts', undefined],
    ['company.registrationNumber', '732 829 321', 'registrationKey'], ['company.registrationNumber', '12', 'registrationNumber'],
    ['company.registrationNumber', '', undefined], ['company.vatNumber', 'FR 44 732829320', undefined],
    ['company.domain', 'kerouanton-29', undefined], ['company.domain', '-a', 'domain'], ['company.domain', 'a'.repeat(28), 'domain'],
    ['address.postalCode', '2900', 'postalCodeFr'], ['contact.email', 'solene', 'email'], ['contact.email', 'x@ARMOR.example', 'ownDomain'],
    ['contact.phoneNumber', '+33 2 98 55 01 27', undefined], ['contact.phoneNumber', '12', 'phone'],
    ['agreement.dateAgreed', '2026-11-25', 'dateFuture'], ['agreement.dateAgreed', '31/02/2026', 'date'], ['agreement.dateAgreed', '2026-11-24', undefined],
  ] as [FieldName, string, string | undefined][])('%s "%s": %s', (name, value, key) => { expect(check(name, value)).toBe(key); });
  it('read patterns with and without separators, and bear a broken one', () => {
    expect(fits('^\\d{9}$', '732 829 320')).toBe(true);
    expect(fits('(', 'anything')).toBe(true);
  });
  it('know La Poste\'s own key', () => {
    expect(frenchKeyHolds('35600000000048')).toBe(true);
    expect(frenchKeyHolds('73282932000074')).toBe(true);
    expect(frenchKeyHolds('73282932000075')).toBe(false);
  });
  it('ask only for what the country asks for', () => {
    expect(isRequired('address.state', states)).toBe(true);
    expect(isRequired('address.state', france)).toBe(false);
  });
});

describe('another country', () => {
  it('keeps what still fits and lists the rest', () => {
    const moved = moveToCountry(form({ 'company.name': 'Kerouanton', 'company.registrationNumber': '732 829 320', 'address.postalCode': '29000', 'contact.phoneNumber': '0298550127', culture: 'fr-FR' }), states);
    expect(moved.dropped).toEqual([{ name: 'company.registrationNumber', value: '732 829 320' }]);
    expect(moved.form.values).toMatchObject({ 'company.country': 'US', 'company.registrationNumber': '', 'address.postalCode': '29000', 'contact.phoneNumber': '0298550127', culture: 'en-US' });
  });
  it('takes the whole domain with its suffix', () => { expect(wholeDomain(full)).toBe('kerouanton.onmicrosoft.com'); });
});

describe('an unusual address', () => {
  const odd = { 'address.postalCode': 'F-26150 X', 'contact.phoneNumber': '12' };
  it('is wrong until a reason is given, and then kept with it', () => {
    expect(checkField('address.postalCode', form(odd), facts)?.key).toBe('postalCodeFr');
    expect(checkField('contact.phoneNumber', form(odd), facts)?.key).toBe('phone');
    const reasoned = form({ ...odd, addressOverride: ' Secteur postal ' });
    expect(checkField('address.postalCode', reasoned, facts)).toBeUndefined();
    expect(checkField('contact.phoneNumber', reasoned, facts)).toBeUndefined();
    expect(unusual(reasoned, facts)).toEqual(['address.postalCode', 'contact.phoneNumber']);
    expect(requestFrom(reasoned, { language: 'fr' }).addressOverride).toBe('Secteur postal');
    expect(formFromDraft(draftFrom(reasoned, 'account', 'r', 'fr'), form()).values.addressOverride).toBe('Secteur postal');
  });
  it('needs more than two letters of a reason, and what is missing is never set aside', () => {
    expect(checkField('address.postalCode', form({ ...odd, addressOverride: 'ok' }), facts)).toBeDefined();
    expect(checkField('address.postalCode', form({ addressOverride: 'Secteur postal' }), facts)?.key).toBe('missing');
    expect(checkField('agreement.signatory.phoneNumber', form({ 'agreement.signatory.phoneNumber': '12', addressOverride: 'Secteur postal' }), facts)?.key).toBe('phone');
  });
  it('leads to its field from the server, and ends with the country', () => {
    expect(placeOf('addressOverride', form())).toEqual({ step: 'account', field: 'addressOverride' });
    expect(fieldsOf('address', form({ addressOverride: 'x' }), france)).toContain('addressOverride');
    expect(fieldsOf('address', form(), france)).not.toContain('addressOverride');
    expect(moveToCountry(form({ addressOverride: 'Secteur postal', 'address.postalCode': 'F-26150 X' }), states).form.values).toMatchObject({ addressOverride: '', 'address.postalCode': '' });
  });
});
