// How sums are written out; every figure in them is the server's own, nothing is computed here.
import type { Quote } from '../api/onboarding-types';
import { useFormat } from '../ui/use-format';

const hard = '\u00a0';
const sign = (text: string) => `${hard}${text}${hard}`;

/** "12 × 352,50 € + 1 656,00 €": only where each part is a figure of the quote. */
export function yearSum(quote: Quote, money: (amount: Quote['monthly']) => string): string | undefined {
  const plain = quote.lines.every((line) => line.billingCycle === 'monthly' || line.billingCycle === 'annual');
  const monthly = quote.lines.some((line) => line.billingCycle === 'monthly');
  const annual = quote.lines.filter((line) => line.billingCycle === 'annual');
  if (!plain || annual.length > 3 || !quote.lines.length) return undefined;
  // A month's engagement may end before the year does, so a year of it is no promise.
  if (quote.lines.some((line) => line.termDuration === 'P1M')) return undefined;
  const parts = [...(monthly ? [`12${sign('×')}${money(quote.monthly)}`] : []), ...annual.map((line) => money(line.total))];
  return parts.length > 1 || monthly ? parts.join(sign('+')) : undefined;
}

export function useYearSum(quote: Quote): string | undefined {
  const { money } = useFormat();
  return yearSum(quote, money);
}

/** "25 × 11,70 € + 25 × 2,40 €" for what is billed each month. */
export function monthSum(quote: Quote, money: (amount: Quote['monthly']) => string, number: (value: number) => string): string | undefined {
  const monthly = quote.lines.filter((line) => line.billingCycle === 'monthly');
  if (!monthly.length || monthly.length > 4) return undefined;
  return monthly.map((line) => `${number(line.quantity)}${sign('×')}${money(line.unitPrice)}`).join(sign('+'));
}
