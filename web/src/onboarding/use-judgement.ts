// The server's word on everything so far, 300 ms after the last change; meanwhile the last one stands, dimmed.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { DryRun, OnboardingRequest } from '../api/onboarding-types';
import { useWords } from '../i18n/use-words';
import { useLater } from '../ui/use-later';
import { dryRun } from './calls';

export type Judgement = { result: DryRun | undefined; stale: boolean; failed: boolean; error: unknown; again: () => void };

/** While `held`, nothing is asked and the last word stands: what is typed cannot be priced. */
export function useJudgement(body: OnboardingRequest, held = false): Judgement {
  const { language } = useWords();
  // The draft's id is part of it: what the draft reserved is free to it alone.
  const text = JSON.stringify(body);
  const last = useRef(text);
  if (!held) last.current = text;
  const settled = useLater(last.current, 300);
  const asked = useQuery({
    queryKey: ['judgement', settled, language],
    queryFn: ({ signal }) => dryRun(JSON.parse(settled) as OnboardingRequest, 'all', signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: 1,
  });
  return {
    result: asked.data,
    stale: settled !== text || asked.isPlaceholderData || (asked.isFetching && !asked.data),
    failed: asked.isError && !asked.isFetching,
    error: asked.error,
    again: () => void asked.refetch(),
  };
}
