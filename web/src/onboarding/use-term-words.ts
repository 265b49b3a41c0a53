// A term in words: how long it binds and how it is billed; shorter where a label says that it is a term.
import { useCallback } from 'react';
import { useWords } from '../i18n/use-words';

export function useTermWords(): (term: { termDuration: string; billingCycle: string }, short?: boolean) => string {
  const { t, say, has } = useWords();
  return useCallback(({ termDuration, billingCycle }, short = false) => {
    const billed = has(`onboarding.billed.${billingCycle}`) ? say(`onboarding.billed.${billingCycle}`) : '';
    const length = has(`common.term.${termDuration}`) ? say(`common.term.${termDuration}`) : '';
    if (length) return [short ? length : t('onboarding.term', { term: length }), billed].filter(Boolean).join(', ');
    const days = /^P(\d+)D$/.exec(termDuration)?.[1];
    return [days ? t('onboarding.days', { count: Number(days) }) : '', billed].filter(Boolean).join(', ');
  }, [t, say, has]);
}
