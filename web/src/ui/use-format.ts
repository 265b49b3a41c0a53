// The formatters bound to the reader's locale.
import { useMemo } from 'react';
import { useWords } from '../i18n/use-words';
import { formatDate, formatMoney, formatNumber, localeOf, type Amount, type DateStyle } from './format';

export function useFormat() {
  const { language } = useWords();
  return useMemo(() => {
    const locale = localeOf(language);
    return {
      locale,
      money: (amount: Amount) => formatMoney(amount, locale),
      number: (value: number) => formatNumber(value, locale),
      date: (value: string | Date, style: DateStyle = 'table', zone?: string) =>
        formatDate(value, style, locale, zone),
    };
  }, [language]);
}
