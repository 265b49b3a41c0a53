// What the pages of relations ask the server: invitations, partnerships, a customer's partners.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, withQuery } from '../api/client';
import type { Asking, Invitation, InvitationForm, MyPartners, Partnership } from '../api/relation-types';
import type { Page } from '../api/types';
import { useWords } from '../i18n/use-words';

const root = '/ext/v1';

export function useInvitations(kind: Invitation['kind'], asked: boolean) {
  return useInfiniteQuery({
    queryKey: ['invitations', kind],
    queryFn: ({ pageParam, signal }) => api.get<Page<Invitation>>(withQuery(`${root}/invitations`, { kind, cursor: pageParam }), { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    enabled: asked,
    staleTime: 0,
  });
}

export function useInvitation(id: string) {
  const { language } = useWords();
  return useQuery({ queryKey: ['invitation', id, language], queryFn: ({ signal }) => api.get<Invitation>(`${root}/invitations/${id}`, { signal }), staleTime: 0 });
}

export function useInvite() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (form: InvitationForm) => api.post<Invitation>(`${root}/invitations`, form),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['invitations'] }),
  });
}

export type InvitationAct = 'renew' | 'replace' | 'resend' | 'revoke';

export function useInvitationAct(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (act: InvitationAct) => (act === 'revoke'
      ? api.post<Invitation>(`${root}/invitations/${id}/revocation`)
      : api.post<Invitation>(`${root}/invitations/${id}/renewals`, { newLink: act === 'replace', sendMail: act === 'resend' })),
    onSuccess: () => Promise.all([
      cache.invalidateQueries({ queryKey: ['invitations'] }), cache.invalidateQueries({ queryKey: ['invitation', id] }),
      cache.invalidateQueries({ queryKey: ['partnerships'] }), cache.invalidateQueries({ queryKey: ['customer-agreement'] }),
    ]),
  });
}

/** A reseller of several providers has one with each. */
export function useStandingLink(providerId?: string) {
  return useQuery({
    queryKey: ['standing-link', providerId],
    queryFn: ({ signal }) => api.get<{ url: string }>(withQuery('/v1/customers/relationshiprequests', { providerId }), { signal }),
    retry: false,
  });
}

export function usePartnerships(asked: boolean) {
  return useQuery({
    queryKey: ['partnerships'],
    queryFn: ({ signal }) => api.get<Page<Partnership>>(`${root}/partnerships`, { signal }),
    enabled: asked,
  });
}

export function usePartnership(id: string, asked: boolean) {
  return useQuery({ queryKey: ['partnerships', id], queryFn: ({ signal }) => api.get<Partnership>(`${root}/partnerships/${id}`, { signal }), enabled: asked });
}

export function useEndPartnership(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(`${root}/partnerships/${id}`),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['partnerships'] }),
  });
}

/** A reseller's answer to a provider that has invited it. */
export function useAnswerProvider(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (answer: 'acceptance' | 'refusal') => api.post(`${root}/partnerships/${id}/${answer}`, answer === 'acceptance' ? { authorises: true } : undefined),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['partnerships'] }),
  });
}

export function useMyPartners(asked: boolean) {
  const { language } = useWords();
  return useQuery({ queryKey: ['my-partners', language], queryFn: ({ signal }) => api.get<MyPartners>(`${root}/my/partners`, { signal }), enabled: asked });
}

export type Accepting = { accepts: boolean; language: string; textSha256: string };

/** Every act of a customer changes what it sees of its partners. */
export function useMyAct<Given>(act: (given: Given) => Promise<unknown>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => cache.invalidateQueries({ queryKey: ['my-partners'] }) });
}

export const acceptAgreement = (partner: string, given: Accepting) => api.post(`${root}/my/partners/${partner}/agreement`, given);
export const withdrawRights = (partner: string) => api.delete(`${root}/my/partners/${partner}/delegated-rights`);

export function useAsking(path: string) {
  const { language } = useWords();
  return useQuery({ queryKey: ['asking', path, language], queryFn: ({ signal }) => api.get<Asking>(path, { signal }), retry: false, staleTime: 0 });
}
