// Outside sign-in providers: which there are, the way there, and what the address says on the way back.
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Page, Session } from '../api/types';
import type { SignInStep } from './steps';

export type Provider = { name: string; label: string };
export type OutsideAccount = { id: string; label: string; email: string; createdAt: string; usedAt?: string };
export type CameBack = Session | SignInStep | { linked: string };
export const outsideAccountsKey = ['my-outside-accounts'] as const;

export const useProviders = () => useQuery({
  queryKey: ['sign-in-providers'], queryFn: ({ signal }) => api.get<Page<Provider>>('/ext/v1/sign-in-providers', { signal }), staleTime: Infinity,
});

// Where to go on after the way back: this tab alone remembers it, so no address can say it.
const memory = 'entrepot.after-sign-in';

/** The provider may be slow: the server gives it up to twice six seconds. */
const timeoutMs = 30_000;

export function useGoOutside(path: '/ext/v1/session/outside' | '/ext/v1/me/outside-accounts', from?: string) {
  return useMutation({
    mutationFn: (provider: string) => api.post<{ location: string }>(path, { provider }, { timeoutMs }),
    onSuccess: ({ location }) => {
      if (from) sessionStorage.setItem(memory, from);
      else sessionStorage.removeItem(memory);
      window.location.assign(location);
    },
  });
}

export function rememberedPlace(): string | undefined {
  const found = sessionStorage.getItem(memory) ?? undefined;
  sessionStorage.removeItem(memory);
  return found;
}

/** The query of the way back, taken out of the address so that a reload or a copy does not carry the code on. */
export function takeAnswer(): Record<string, string> {
  const search = new URLSearchParams(window.location.search);
  window.history.replaceState(window.history.state, '', window.location.pathname);
  const body: Record<string, string> = { state: search.get('state') ?? '' };
  for (const name of ['code', 'error', 'iss']) {
    const value = search.get(name);
    if (value) body[name] = value;
  }
  return body;
}

export const comeBack = (answer: Record<string, string>) => api.post<CameBack>('/ext/v1/session/outside/answer', answer, { timeoutMs });
