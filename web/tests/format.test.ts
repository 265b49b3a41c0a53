// Money, numbers and dates as each reader sees them.
import { describe, expect, it } from 'vitest';
import { withDe } from '../src/i18n/elision';
import { addressLines, currencyName, formatDate, formatMoney, formatNumber, initialsOf, parseDay, registrationText, showDay, unbroken, zoneName } from '../src/ui/format';

const thin = '\u202f';
const hard = '\u00a0';

it('writes a SIREN in threes, a SIRET with its office apart, and no other country’s number otherwise than given', () => {
  expect(registrationText('732829320', 'FR')).toBe('732 829 320');
  expect(registrationText('73282932000074', 'FR')).toBe('732 829 320 00074');
  expect(registrationText('732 829 320', 'FR')).toBe('732 829 320');
  expect(registrationText('123456789', 'BE')).toBe('123456789');
});

it('keeps the server’s e-mail on one line', () => {
  expect(unbroken('Ce n’est pas une adresse e-mail.')).toBe('Ce n’est pas une adresse e-\u2060mail.');
  expect(unbroken('quelque-mailing')).toBe('quelque-mailing');
});

describe('formatMoney', () => {
  it('writes French amounts with their own spaces', () => {
    expect(formatMoney({ amount: '1046.20', currency: 'EUR' }, 'fr-FR')).toBe(`1${thin}046,20${hard}€`);
  });
  it('writes English amounts', () => {
    expect(formatMoney({ amount: '1046.2', currency: 'EUR' }, 'en-GB')).toBe('€1,046.20');
  });
  it('uses a true minus sign', () => {
    expect(formatMoney({ amount: '-12.50', currency: 'EUR' }, 'fr-FR')).toBe(`−12,50${hard}€`);
  });
  it('keeps every decimal the server gave and loses none to binary fractions', () => {
    expect(formatMoney({ amount: '0.000125', currency: 'EUR' }, 'en-GB')).toBe('€0.000125');
    expect(formatMoney({ amount: '9007199254740993.01', currency: 'EUR' }, 'en-GB')).toBe('€9,007,199,254,740,993.01');
  });
  it('knows currencies without cents', () => {
    expect(formatMoney({ amount: '1200', currency: 'JPY' }, 'en-GB')).toBe('JP¥1,200');
  });
});

describe('formatNumber', () => {
  it('groups in the reader’s way', () => {
    expect(formatNumber(1284, 'fr-FR')).toBe(`1${thin}284`);
    expect(formatNumber(1284, 'en-US')).toBe('1,284');
  });
});

describe('formatDate', () => {
  const at = '2026-11-24T13:32:00Z';
  it('writes dates for tables, prose and hours', () => {
    expect(formatDate(at, 'table', 'fr-FR')).toBe(`24${hard}nov. 2026`);
    expect(formatDate(at, 'prose', 'fr-FR')).toBe(`24${hard}novembre 2026`);
    expect(formatDate(at, 'time', 'fr-FR')).toBe(`14${hard}h${hard}32`);
    expect(formatDate(at, 'time', 'en-GB')).toBe(`2:32${hard}pm`);
    expect(formatDate(at, 'time', 'en-US')).toBe(`2:32${hard}pm`);
    expect(formatDate(at, 'weekday', 'fr-FR')).toBe(`Mardi 24${hard}novembre 2026`);
  });
  it('writes the first of the month as French does', () => {
    expect(formatDate('2026-12-01T12:00:00Z', 'short', 'fr-FR')).toBe(`1er${hard}déc.`);
    expect(formatDate('2026-12-01T12:00:00Z', 'short', 'en-GB')).toBe(`1${hard}Dec`);
  });
  it('keeps a calendar day in every zone', () => {
    expect(formatDate('2026-11-23T00:00:00Z', 'table', 'en-GB', 'UTC')).toBe(`23${hard}Nov 2026`);
  });
  it('is silent about what is no date', () => {
    expect(formatDate('', 'table', 'fr-FR')).toBe('');
  });
});

describe('parseDay', () => {
  it('reads what people type', () => {
    expect(parseDay('23/11/2026')).toBe('2026-11-23');
    expect(parseDay(' 3.1.2026 ')).toBe('2026-01-03');
    expect(showDay('2026-01-03')).toBe('03/01/2026');
  });
  it('refuses days that do not exist', () => {
    expect(parseDay('31/02/2026')).toBeUndefined();
    expect(parseDay('2026-11-23')).toBeUndefined();
    expect(parseDay('aujourd’hui')).toBeUndefined();
  });
});

describe('initialsOf', () => {
  it('takes two words', () => {
    expect(initialsOf('Camille Le Goff')).toBe('CL');
    expect(initialsOf('Entrepot')).toBe('E');
  });
});

describe('withDe', () => {
  it('elides before a vowel, and before a y that is one', () => {
    expect(['Armor', 'Île & Rives', 'Yves', 'Yanis', 'Halles', 'Kerouanton'].map(withDe))
      .toEqual(['d’Armor', 'd’Île & Rives', 'd’Yves', 'de Yanis', 'de Halles', 'de Kerouanton']);
  });
});

describe('addressLines', () => {
  it('puts the postal code where the country puts it', () => {
    expect(addressLines({ addressLine1: '60 E Broad St', city: 'Columbus', state: 'OH', postalCode: '43215', country: 'US' }))
      .toEqual(['60 E Broad St', 'Columbus, OH 43215']);
    expect(addressLines({ addressLine1: '12 quai de la Douane', city: 'Brest', postalCode: '29200', country: 'FR' }))
      .toEqual(['12 quai de la Douane', '29200 Brest']);
  });
});

describe('currencyName', () => {
  it('gives the name and the sign', () => {
    expect(currencyName('EUR', 'fr')).toBe('Euro (€)');
  });
});

describe('zoneName', () => {
  it("says a country's time in the reader's words", () => {
    expect(zoneName('Europe/Brussels', 'fr-FR')).toBe('heure d’Europe centrale');
    expect(zoneName('America/New_York', 'en-GB')).toBe('Eastern Time');
  });
});
