// The catalogue in the reader's language; `say` takes keys known only at run time.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Language } from './start';

export function useWords() {
  const { t, i18n } = useTranslation();
  const say = (key: string, values?: Record<string, unknown>): string =>
    (t as unknown as (key: string, values?: Record<string, unknown>) => string)(key, values);
  const has = (key: string): boolean => i18n.exists(key);
  return { t: t as TFunction, say, has, language: i18n.language as Language };
}
