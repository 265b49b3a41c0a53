// The cart: rows with add-ons under their base, limits told, lines changed; blockers and how each is lifted; sums.
import { describe, expect, it } from 'vitest';
import type { CatalogItem, Quote } from '../src/api/onboarding-types';
import { monthSum, yearSum } from '../src/onboarding/arithmetic';
import { addLine, changeLine, flat, isFull, newLine, noFilters, quantityWrong, removeLine, rowsOf } from '../src/onboarding/cart';
import { emptyForm, type Form, type Line } from '../src/onboarding/form';
import { blockersOf } from '../src/onboarding/review/blockers';

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const item = (id: string, over: Partial<CatalogItem> = {}): CatalogItem => ({
  catalogItemId: id, offerId: id, name: id, description: '', publisher: 'Atelier Nord', category: { id: 'E', name: 'Enterprise' }, billing: 'license',
  isTrial: false, isAddOn: false, baseCatalogItemIds: [], minimumQuantity: 1, maximumQuantity: 300, available: true, reasons: [], cancellationDays: 7,
  terms: [{ termDuration: 'P1M', billingCycle: 'monthly', unitPrice: euro('14.00') }, { termDuration: 'P1Y', billingCycle: 'monthly', unitPrice: euro('11.70') }], ...over,
});
const suite = item('Suite');
const mail = item('Messagerie', { publisher: 'Kerguelen' });
const archive = item('Archivage légal', { isAddOn: true, baseCatalogItemIds: ['Messagerie', 'Suite'] });
const items = [suite, mail, archive];
const line = (of: CatalogItem, over: Partial<Line> = {}): Line => ({ ...newLine(of, of.terms[0]!), ...over });
const shown = (lines: Line[], filters = noFilters) => rowsOf(items, lines, filters).map((row) => [row.item.catalogItemId, row.base?.item.catalogItemId].filter(Boolean).join('<'));

describe('rows', () => {
  it('stand an add-on under its first base, then under the base in the cart', () => {
    expect(shown([])).toEqual(['Suite', 'Archivage légal<Suite', 'Messagerie']);
    expect(shown([line(mail)])).toEqual(['Suite', 'Messagerie', 'Archivage légal<Messagerie']);
  });
  it('are one for each line of an offer', () => {
    expect(shown([line(mail), line(mail)])).toEqual(['Suite', 'Messagerie', 'Archivage légal<Messagerie', 'Messagerie', 'Archivage légal<Messagerie']);
  });
  it('are found without accents, an add-on with its base', () => {
    expect(shown([], { ...noFilters, text: 'legal' })).toEqual(['Suite', 'Archivage légal<Suite']);
    expect(shown([], { ...noFilters, publisher: 'Kerguelen' })).toEqual(['Messagerie']);
  });
});

describe('quantities', () => {
  it.each([['1', undefined], ['300', undefined], ['301', 'limits'], ['0', 'limits'], ['', 'whole'], ['2,5', 'whole'], ['-1', 'whole']])('"%s": %s', (quantity, wrong) => {
    expect(quantityWrong(line(suite, { quantity }), suite)).toBe(wrong);
  });
  it('of an add-on start with the base\'s, and its term', () => {
    expect(newLine(archive, archive.terms[0]!, line(mail, { quantity: '25' })).quantity).toBe('25');
  });
  it('reach the limit of one customer', () => {
    expect(isFull({ ...suite, limitPerCustomer: 1 }, [line(suite)])).toBe(true);
  });
});

describe('lines', () => {
  it('are added under their base, changed and removed with their add-ons', () => {
    const base = line(mail);
    const addOn = line(archive);
    const lines = addLine(addLine([], base), addOn, base);
    expect(flat(lines)).toHaveLength(2);
    expect(changeLine(lines, addOn.key, { quantity: '9' })[0]?.addOns[0]?.quantity).toBe('9');
    expect(removeLine(lines, addOn.key)[0]?.addOns).toEqual([]);
    expect(removeLine(lines, base.key)).toEqual([]);
  });
});

describe('blockers', () => {
  const base = line(suite, { quantity: '25' });
  const addOn = line(archive, { quantity: '30' });
  const form = (kind: string): Form => {
    const empty = emptyForm({ country: 'FR', domainSuffix: 'x', mayAttest: true });
    return { ...empty, values: { ...empty.values, 'agreement.kind': kind }, lines: [{ ...base, addOns: [addOn] }] };
  };
  const told = (field: string, code: string) => ({ field, code, rule: '', remedy: '', message: code });
  const options = { keepCart: false, invitedSentence: 'invited' };
  it('say once that an invited customer cannot buy, and nothing once the cart is kept for later', () => {
    const result = { problems: [told('lines', '13605')] };
    expect(blockersOf(form('invited'), result, options).map(({ lift }) => lift.kind)).toEqual(['attest']);
    expect(blockersOf(form('invited'), { problems: [] }, { ...options, keepCart: true })).toEqual([]);
  });
  it('bring an add-on back to its base, and lead to fields', () => {
    const [one, other] = blockersOf(form('attested'), { problems: [told('lines[0].addOns[0].quantity', 'too_many'), told('resellerId', 'unsigned')] }, options);
    expect(one?.lift).toMatchObject({ kind: 'quantity', quantity: '25' });
    expect(other?.lift).toEqual({ kind: 'field', field: 'resellerId', section: 'reseller' });
  });
});

describe('sums', () => {
  const quoted = (cycle: string, unit: string, quantity: number, total: string) =>
    ({ index: 0, name: '', unitPrice: euro(unit), quantity, termDuration: 'P1Y', billingCycle: cycle, total: euro(total), arithmetic: '' });
  const quote = (lines: Quote['lines']): Quote => ({ currency: 'EUR', lines, subtotal: euro('0'), taxRate: '20', tax: euro('0'), firstInvoice: euro('0'), monthly: euro('352.50'), yearly: euro('5886.00') });
  const plain = (value: { amount: string }) => value.amount;
  it('are written with the server\'s own figures', () => {
    const mixed = quote([quoted('monthly', '11.70', 25, '292.50'), quoted('annual', '55.20', 30, '1656.00')]);
    expect(yearSum(mixed, plain)).toBe('12\u00a0×\u00a0292.50\u00a0+ 1656.00');
    expect(monthSum(mixed, plain, String)).toBeUndefined();
    const monthly = quote([quoted('monthly', '11.70', 25, '292.50'), quoted('monthly', '2.40', 25, '60.00')]);
    expect(yearSum(monthly, plain)).toBe('12\u00a0×\u00a0352.50');
    expect(monthSum(monthly, plain, String)).toBe('25\u00a0×\u00a011.70\u00a0+ 25\u00a0×\u00a02.40');
  });
  it('are left out where the cycles do not add up to a year', () => {
    expect(yearSum(quote([quoted('none', '0.12', 1, '0.12')]), plain)).toBeUndefined();
  });
});
