// What is typed and not saved: kept for one person in one tab, laid over the draft as it is when they are back.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dropUnsent, dropUnsentOfOthers, keepUnsent, readUnsent } from '../src/session/unsent';
import { emptyForm, mergeForms, sameForms, withNewKeys, type Form, type Line } from '../src/onboarding/form';

const line = (key: string): Line => ({ key, catalogItemId: 'a:1', quantity: '2', termDuration: 'P1Y', billingCycle: 'monthly', addOns: [] });

describe('what is unsent', () => {
  beforeEach(() => sessionStorage.clear());

  it('is one person\'s alone, and gone at signing out', () => {
    keepUnsent('camille', 'draft.d1', { a: 1 });
    keepUnsent('camille', 'draft.new', { a: 2 });
    sessionStorage.setItem('other', 'stays');
    expect(readUnsent('camille', 'draft.d1')).toEqual({ a: 1 });
    expect(readUnsent('anne', 'draft.d1')).toBeUndefined();
    dropUnsentOfOthers('camille');
    expect(readUnsent('camille', 'draft.new')).toEqual({ a: 2 });
    dropUnsentOfOthers('anne');
    expect(readUnsent('camille', 'draft.d1')).toBeUndefined();
    keepUnsent('anne', 'draft.d1', {});
    dropUnsentOfOthers();
    expect(Object.keys(sessionStorage)).toEqual(['other']);
  });

  it('is dropped once it is saved, and a tab that may not store goes on without', () => {
    keepUnsent('camille', 'draft.d1', {});
    dropUnsent('camille', 'draft.d1');
    expect(readUnsent('camille', 'draft.d1')).toBeUndefined();
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => { throw new DOMException('full', 'QuotaExceededError'); });
    expect(() => keepUnsent('camille', 'draft.d1', {})).not.toThrow();
    full.mockRestore();
    sessionStorage.setItem('entrepot.unsent.camille.draft.d1', '{');
    expect(readUnsent('camille', 'draft.d1')).toBeUndefined();
  });

  it('is laid over the draft as the server has it now', () => {
    const base = emptyForm({ country: 'FR', domainSuffix: 'x.com', mayAttest: true });
    const over = (values: object, lines: Line[] = []): Form => ({ ...base, values: { ...base.values, ...values }, lines });
    const first = withNewKeys(mergeForms(base, over({ 'address.city': 'Crozon' }, [line('line1')]), over({ 'company.name': 'Corderie' })));
    expect(first.values).toMatchObject({ 'address.city': 'Crozon', 'company.name': 'Corderie' });
    expect(first.lines[0]).toMatchObject({ catalogItemId: 'a:1' });
    expect(sameForms(first, over({ 'company.name': 'Corderie' }))).toBe(false);
    expect(sameForms(first, over({ 'address.city': 'Crozon', 'company.name': 'Corderie' }, [line('other')]))).toBe(true);
  });
});
