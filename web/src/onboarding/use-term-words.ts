// A term in words: how long it binds and how it is billed.
import { useCallback } from 'react';
import { useWords } from '../i18n/use-words';

export function useTermWords(): (term: { termDuration: string; billingCycle: string }) => string {
  const { t, say, has } = useWords();
  return useCallback(({ termDuration, billingCycle }) => {
    const billed = has(`onboarding.billed.${billingCycle}`) ? say(`onboarding.billed.${billingCycle}`) : '';
    const days = /^P(\d+)D$/.exec(termDuration)?.[1];
    const length = has(`common.term.${termDuration}`) ? say(`common.term.${termDuration}`)
      : days ? t('onboarding.days', { count: Number(days) }) : '';
    return [length, billed].filter(Boolean).join(', ');
  }, [t, say, has]);
}
