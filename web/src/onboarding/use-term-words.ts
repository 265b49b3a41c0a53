// A term in words: how long it binds and how it is billed.
import { useCallback } from 'react';
import { useWords } from '../i18n/use-words';

export function useTermWords(): (term: { termDuration: string; billingCycle: string }) => string {
  const { t, say, has } = useWords();
  return useCallback(({ termDuration, billingCycle }) => {
    const billed = has(`onboarding.billed.${billingCycle}`) ? say(`onboarding.billed.${billingCycle}`) : '';
    if (has(`common.term.${termDuration}`)) return [t('onboarding.term', { term: say(`common.term.${termDuration}`) }), billed].filter(Boolean).join(', ');
    const days = /^P(\d+)D$/.exec(termDuration)?.[1];
    return [days ? t('onboarding.days', { count: Number(days) }) : '', billed].filter(Boolean).join(', ');
  }, [t, say, has]);
}
