// What the wizard asks the server: form rules, domains, resellers, templates, the catalogue, dry runs, drafts.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, withQuery } from '../api/client';
import { isProblem, type ApiProblem } from '../api/problem';
import type {
  AgreementTemplate, Catalog, Country, DomainAnswer, Draft, DraftRow, DraftState, DryRun, OnboardingProblem,
  OnboardingRequest, OnboardingResult, Reseller,
} from '../api/onboarding-types';
import type { Page } from '../api/types';
import { useWords } from '../i18n/use-words';

const forms = '/ext/v1';

export function useCountries() {
  const { language } = useWords();
  return useQuery({
    queryKey: ['countries', language],
    queryFn: ({ signal }) => api.get<Page<{ code: string; name: string }>>(`${forms}/countries`, { signal }),
    staleTime: Infinity,
  });
}

export function useCountry(code: string) {
  const { language } = useWords();
  return useQuery({
    queryKey: ['country', code, language],
    queryFn: ({ signal }) => api.get<Country>(`${forms}/countries/${code}`, { signal }),
    staleTime: Infinity,
    enabled: Boolean(code),
    placeholderData: keepPreviousData,
  });
}

export function useDomain(domain: string, beside: { draft?: string; name: string; postalCode: string }, asked: boolean) {
  const { language } = useWords();
  const query = { draft: beside.draft, name: beside.name || undefined, postalCode: beside.postalCode || undefined };
  return useQuery({
    queryKey: ['domain', domain, beside.draft, language],
    queryFn: ({ signal }) => api.get<DomainAnswer>(withQuery(`${forms}/domains/${encodeURIComponent(domain)}`, query), { signal }),
    enabled: asked && Boolean(domain),
    staleTime: 30_000,
  });
}

export function useResellers(q: string, asked: boolean) {
  const { language } = useWords();
  return useQuery({
    queryKey: ['wizard-resellers', q, language],
    queryFn: ({ signal }) => api.get<Page<Reseller>>(withQuery(`${forms}/resellers`, { q, size: 50 }), { signal }),
    enabled: asked,
    placeholderData: keepPreviousData,
  });
}

export function useTemplate(country: string, culture: string) {
  return useQuery({
    queryKey: ['template', country, culture],
    queryFn: ({ signal }) => api.get<AgreementTemplate>(
      withQuery(`${forms}/agreement-templates/current`, { country, language: culture }), { signal }),
    enabled: Boolean(country && culture),
    staleTime: 5 * 60_000,
  });
}

export function useCatalog(country: string, currency: string) {
  const { language } = useWords();
  return useQuery({
    queryKey: ['catalog', country, currency, language],
    queryFn: ({ signal }) => api.get<Catalog>(withQuery(`${forms}/catalog`, { country, currency }), { signal }),
    enabled: Boolean(country && currency),
    staleTime: 60_000,
  });
}

/** Everything is judged and priced, nothing is written; what cannot even be read comes as problems too. */
export async function dryRun(body: OnboardingRequest, scope: 'account' | 'all', signal?: AbortSignal): Promise<DryRun> {
  try {
    return await api.post<DryRun>(`${forms}/onboardings?dryRun=true&scope=${scope}`, body, { signal });
  } catch (thrown) {
    if (isProblem(thrown) && thrown.fields.length) return { valid: false, problems: problemsOf(thrown), creates: [], warnings: [] };
    throw thrown;
  }
}

export function problemsOf(problem: ApiProblem): OnboardingProblem[] {
  return problem.fields.map(({ field, code, rule = '', remedy = '', message }) =>
    ({ field, code, rule, remedy, message: message ?? ([rule, remedy].filter(Boolean).join(' ') || problem.description) }));
}

const sendMs = 30_000;
export const onboard = (body: OnboardingRequest, requestId: string) =>
  api.post<OnboardingResult>(`${forms}/onboardings`, body, { requestId, timeoutMs: sendMs });

/** What an earlier sending made; null when nothing came of it. */
export async function onboardedBy(requestId: string): Promise<OnboardingResult | null> {
  try {
    return await api.get<OnboardingResult>(`${forms}/onboardings/by-request/${requestId}`);
  } catch (thrown) {
    if (isProblem(thrown) && thrown.status === 404) return null;
    throw thrown;
  }
}

export const drafts = {
  list: (cursor?: string) => api.get<Page<DraftRow>>(withQuery(`${forms}/drafts`, { cursor, size: 50 })),
  read: (id: string) => api.get<Draft>(`${forms}/drafts/${id}`),
  create: (state: DraftState) => api.post<Draft>(`${forms}/drafts`, { state }),
  save: (id: string, version: number, state: DraftState) => api.put<Draft>(`${forms}/drafts/${id}`, { version, state }),
  takeOver: (id: string) => api.put<Draft>(`${forms}/drafts/${id}/owner`, undefined),
  remove: (id: string) => api.delete(`${forms}/drafts/${id}`),
};
export const draftsKey = ['drafts'] as const;
