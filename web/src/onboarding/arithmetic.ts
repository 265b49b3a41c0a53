// How sums are written out; every figure in them is the server's own, nothing is computed here.
import type { Quote } from '../api/onboarding-types';
import { useFormat } from '../ui/use-format';

const hard = '\u00a0';
const sign = (text: string) => `${hard}${text}${hard}`;
// A long sum may break after its plus, nowhere else.
const plus = `${hard}+ `;

/** Whether all that recurs is billed each month; otherwise the quote's monthly figure is a mean over the year. */
export const isMonthly = (quote: Quote): boolean => quote.lines.every((line) => line.billingCycle === 'monthly');

/** "12 × 292,50 € + 1 656,00 €": what is billed each month twelve times, what is billed each year once. */
export function yearSum(quote: Quote, money: (amount: Quote['monthly']) => string): string | undefined {
  const { lines } = quote;
  if (!lines.length || lines.some((line) => line.billingCycle !== 'monthly' && line.billingCycle !== 'annual')) return undefined;
  if (isMonthly(quote)) return `12${sign('×')}${money(quote.monthly)}`;
  if (lines.length > 4 || lines.length < 2) return undefined;
  return lines.map((line) => (line.billingCycle === 'monthly' ? `12${sign('×')}${money(line.total)}` : money(line.total))).join(plus);
}

export function useYearSum(quote: Quote): string | undefined {
  const { money } = useFormat();
  return yearSum(quote, money);
}

/** "25 × 11,70 € + 25 × 2,40 €" for what is billed each month. */
export function monthSum(quote: Quote, money: (amount: Quote['monthly']) => string, number: (value: number) => string): string | undefined {
  if (!isMonthly(quote) || !quote.lines.length || quote.lines.length > 4) return undefined;
  return quote.lines.map((line) => `${number(line.quantity)}${sign('×')}${money(line.unitPrice)}`).join(plus);
}
