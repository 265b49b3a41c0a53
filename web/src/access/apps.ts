// Calls about apps: registered, given secrets and certificates, watched, revoked.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, withQuery } from '../api/client';
import type { components } from '../api/schema';
import type { Page } from '../api/types';
import { useWords } from '../i18n/use-words';

type Schemas = components['schemas'];
export type App = Schemas['App'];
export type AppSignIn = Schemas['AppSignIn'];
export type NewApp = Schemas['NewApp'];
export type ShownSecret = Schemas['ShownAppSecret'];

const root = '/ext/v1/apps';
const listKey = ['apps'];
const appKey = (id: string) => ['apps', id];
const signInsKey = (id: string) => ['apps', id, 'sign-ins'];

export function useApps(enabled: boolean) {
  return useInfiniteQuery({
    queryKey: listKey,
    queryFn: ({ pageParam }) => api.get<Page<App>>(withQuery(root, { cursor: pageParam })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    enabled,
  });
}

export function useApp(id: string, enabled: boolean) {
  return useQuery({ queryKey: appKey(id), queryFn: ({ signal }) => api.get<App>(`${root}/${id}`, { signal }), enabled, retry: false });
}

export function useSignIns(id: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: signInsKey(id),
    queryFn: ({ pageParam }) => api.get<Page<AppSignIn>>(withQuery(`${root}/${id}/sign-ins`, { cursor: pageParam })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    enabled,
  });
}

function useAct<Given, Answer>(act: (given: Given) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => cache.invalidateQueries({ queryKey: listKey }) });
}

export const useRegister = () => useAct((form: Partial<NewApp> & { name: string }) => api.post<App>(root, form));
export const useChange = (id: string) => useAct((change: Partial<App>) => api.patch<App>(`${root}/${id}`, change));
export const useNewSecret = (id: string) => useAct((form: { name: string; days: number }) => api.post<ShownSecret>(`${root}/${id}/secrets`, form));
export const useNewCertificate = (id: string) =>
  useAct((form: { name: string; certificate: string }) => api.post<unknown>(`${root}/${id}/certificates`, form));
export const useEndProof = (id: string) => useAct((proof: string) => api.delete(`${root}/${id}/proofs/${proof}`));
export const useEndSignIn = (id: string) => useAct((signIn: string) => api.delete(`${root}/${id}/sign-ins/${signIn}`));
export const useRevoke = (id: string) => useAct(() => api.post<void>(`${root}/${id}/revoke`));
export const useRemove = (id: string) => useAct(() => api.delete(`${root}/${id}`));

/** What an app may be let do, named by the server in the person's language. */
export function useActs(enabled: boolean) {
  const { language } = useWords();
  return useQuery({
    queryKey: ['acts', language],
    queryFn: ({ signal }) => api.get<Page<Schemas['PermissionVerdict']>>('/ext/v1/me/permissions', { signal }),
    select: ({ items }) => items.filter(({ permission }) => permission !== 'sign_in_only'),
    enabled,
  });
}
