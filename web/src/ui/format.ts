// Money, numbers and dates in the reader's locale; amounts stay decimal strings and are never computed here.
export type Amount = { amount: string; currency: string };

const hard = '\u00a0';

let readerZone: string | undefined;
/** The time zone that the reader chose; without one, the browser's. */
export const setReaderZone = (zone: string | undefined) => { readerZone = zone || undefined; };

/** The reader's own region of the portal's language, so that a Canadian reads Canadian dates. */
export function localeOf(language: string): string {
  const fitting = navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${language}-`));
  return fitting ?? (language === 'fr' ? 'fr-FR' : 'en-GB');
}

export function formatMoney({ amount, currency }: Amount, locale: string): string {
  const digits = amount.split('.')[1]?.length ?? 0;
  const usual = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const least = usual.resolvedOptions().maximumFractionDigits ?? 2;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency', currency, minimumFractionDigits: least, maximumFractionDigits: Math.max(least, digits),
  });
  return format.format(amount as `${number}`).replace('-', '−');
}

export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value).replace('-', '−');
}

export type DateStyle = 'table' | 'prose' | 'day' | 'short' | 'weekday' | 'month' | 'monthYear' | 'time' | 'dateTime';

const options: Record<Exclude<DateStyle, 'time' | 'dateTime'>, Intl.DateTimeFormatOptions> = {
  table: { day: 'numeric', month: 'short', year: 'numeric' },
  prose: { day: 'numeric', month: 'long', year: 'numeric' },
  day: { day: '2-digit', month: '2-digit', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'short' },
  monthYear: { month: 'long', year: 'numeric' },
};

/** `zone` is for calendar days without a time of day: give 'UTC' there. */
export function formatDate(value: string | Date, style: DateStyle, locale: string, zone = readerZone): string {
  const date = typeof value === 'string' ? new Date(value) : value;
  if (Number.isNaN(date.getTime())) return '';
  if (style === 'time') return formatTime(date, locale, zone);
  if (style === 'dateTime') {
    return `${formatDate(date, 'table', locale, zone)}, ${formatTime(date, locale, zone)}`;
  }
  const french = locale.startsWith('fr');
  const parts = new Intl.DateTimeFormat(locale, { ...options[style], timeZone: zone }).formatToParts(date);
  const text = parts
    .map((part) => (french && style !== 'day' && part.type === 'day' && part.value === '1' ? '1er' : part.value))
    .join('')
    // A day does not part from its month at the end of a line.
    .replace(/(\d|1er) (?=\p{L})/u, `$1${hard}`);
  return style === 'weekday' ? text.charAt(0).toLocaleUpperCase(locale) + text.slice(1) : text;
}

function formatTime(date: Date, locale: string, zone?: string): string {
  if (!locale.startsWith('fr')) {
    const text = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', hour12: true, timeZone: zone }).format(date);
    return text.replace(/\s?([ap])m$/i, (_, half: string) => `${hard}${half.toLowerCase()}m`);
  }
  const parts = new Intl.DateTimeFormat('fr-FR', {
    hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone: zone,
  }).formatToParts(date);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${Number(part('hour'))}${hard}h${hard}${part('minute')}`;
}

/** "24/11/2026" (or 24-11-2026, 24.11.2026, 24 11 2026) to "2026-11-24"; undefined when no such day exists. */
export function parseDay(text: string, monthFirst = false): string | undefined {
  const found = /^\s*(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})\s*$/.exec(text);
  if (!found) return undefined;
  const [first, second, year] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const [day, month] = monthFirst ? [second, first] : [first, second];
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCDate() === day && date.getUTCMonth() === month - 1 && year >= 1900;
  return real ? date.toISOString().slice(0, 10) : undefined;
}

export function showDay(iso: string): string {
  const [year, month, day] = iso.split('-');
  return day ? `${day}/${month}/${year}` : iso;
}

export function initialsOf(name: string): string {
  const words = name.split(/[\s'’-]+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[1]] : words;
  return picked.map((word) => word?.charAt(0).toLocaleUpperCase() ?? '').join('');
}

/** As its country writes it: a SIREN in threes, a SIRET's office apart. Plain spaces, which any form takes when pasted. */
export const registrationText = (number: string, country: string): string =>
  (country === 'FR' && /^\d{9}(\d{5})?$/.test(number) ? number.replace(/^(\d{3})(\d{3})(\d{3})(\d*)$/, '$1 $2 $3 $4').trim() : number);

/** What the server says, with no line that ends in “e-”. */
export const unbroken = (text: string): string => text.replace(/\b(e-)(mail)/gi, '$1\u2060$2');

export const countryName = (code: string, language: string): string => displayName('region', code, language);

/** "fr-FR" to "Français (France)". */
export function languageName(culture: string, language: string): string {
  const name = displayName('language', culture, language);
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

const postcodeLast = new Set(['US', 'CA', 'AU', 'GB', 'IE', 'NZ', 'IN']);

type Place = { addressLine1?: string; addressLine2?: string; city?: string; state?: string; postalCode?: string; country?: string };

/** The lines of an address as its country writes them, without the country. */
export function addressLines({ addressLine1, addressLine2, city, state, postalCode, country = '' }: Place): string[] {
  const town = postcodeLast.has(country)
    ? [[city, state].filter(Boolean).join(', '), postalCode].filter(Boolean).join(' ')
    : [[postalCode, city].filter(Boolean).join(' '), state].filter(Boolean).join(', ');
  return [addressLine1, addressLine2, town].filter((line): line is string => Boolean(line));
}

/** Its name and its sign: Euro (€). */
export function currencyName(code: string, locale: string): string {
  const name = displayName('currency', code, locale);
  const sign = new Intl.NumberFormat(locale, { style: 'currency', currency: code }).formatToParts(0).find((part) => part.type === 'currency')?.value;
  return `${name.charAt(0).toLocaleUpperCase(locale)}${name.slice(1)} (${sign ?? code})`;
}

/** "Europe/Paris" as "heure d’Europe centrale": the reader's words, which a city's name in an identifier is not. */
export function zoneName(zone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(new Date());
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

function displayName(type: 'region' | 'currency' | 'language', code: string, language: string): string {
  try {
    // “English (United States)”, as lists of languages say it, and not “American English”.
    return new Intl.DisplayNames(language, { type, languageDisplay: 'standard' }).of(code) ?? code;
  } catch {
    return code;
  }
}
