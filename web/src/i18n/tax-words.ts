// Where there is no value-added tax the words for it say sales tax.
import type { PostProcessorModule } from 'i18next';

const salesTax = new Set(['US']);
let country = '';

/** Of the organisation that is signed in. */
export const setTaxCountry = (code: string) => { country = code; };

export function taxWords(text: string, where = country): string {
  if (!salesTax.has(where)) return text;
  return text
    .replace(/\b(excl|incl)\. VAT\b/g, '$1. sales tax')
    .replace(/^VAT (?=[\d{])/, 'Sales tax ')
    .replace(/^TVA (?=[\d{])/, 'Taxe sur les ventes ');
}

export const taxProcessor: PostProcessorModule = { type: 'postProcessor', name: 'tax', process: (value) => taxWords(value) };
