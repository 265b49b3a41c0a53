// A customer's account as the server gives it: profiles, qualifications, whether the relation may end.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, withQuery } from '../api/client';
import { isStale } from '../api/problem';
import type { BillingProfile } from '../api/types';
import { customerKey } from './customers';

export type CompanyForm = { legalName?: string; registrationNumber?: string; vatNumber?: string };
export type Company = CompanyForm & { attributes?: { etag?: string } };
export type FullProfile = BillingProfile & { attributes?: { etag?: string; objectType?: string } };
export type Vetting = 'InReview' | 'Approved' | 'Denied';
export type Qualification = { qualification: string; vettingStatus?: Vetting; vettingReason?: string; vettingCreateDate?: string };
export type RelationState = { mayEnd: boolean; obstacles: { code: string; message: string }[] };
export type LikeCustomers = {
  customers: { id: string; name: string; domain: string; country: string; alike: string[] }[];
  nameWarnings: { code: string; message: string }[];
};

const of = (id: string) => `/v1/customers/${encodeURIComponent(id)}`;
const ours = (id: string) => `/ext/v1/customers/${encodeURIComponent(id)}`;

export function useCompany(id: string) {
  return useQuery({ queryKey: ['customers', 'company', id], queryFn: ({ signal }) => api.get<Company>(`${ours(id)}/company`, { signal }) });
}

export function useBilling(id: string) {
  return useQuery({ queryKey: ['customers', 'billing', id], queryFn: ({ signal }) => api.get<FullProfile>(`${of(id)}/profiles/billing`, { signal }) });
}

export function useQualifications(id: string, asked: boolean) {
  return useQuery({
    queryKey: ['customers', 'qualifications', id], enabled: asked,
    queryFn: ({ signal }) => api.get<Qualification[]>(`${of(id)}/qualifications`, { signal }),
  });
}

export function useManagedServices(id: string) {
  return useQuery({
    queryKey: ['customers', 'services', id],
    queryFn: ({ signal }) => api.get<{ items: { id: string; name: string }[] }>(`${of(id)}/managedservices`, { signal }),
  });
}

export function useRelation(id: string, asked: boolean) {
  return useQuery({
    queryKey: ['customers', 'relation', id], enabled: asked, staleTime: 0,
    queryFn: ({ signal }) => api.get<RelationState>(`${ours(id)}/relationship`, { signal }),
  });
}

/** Everything that was read of this customer is read again. */
function useAgain(id: string) {
  const cache = useQueryClient();
  return () => Promise.all([
    cache.invalidateQueries({ queryKey: customerKey(id) }),
    cache.invalidateQueries({ queryKey: ['customers'] }),
  ]);
}

export function useSaveCompany(id: string) {
  const again = useAgain(id);
  return useMutation({
    mutationFn: ({ form, etag }: { form: CompanyForm; etag: string | undefined }) =>
      api.put<Company>(`${ours(id)}/company`, form, { once: true, headers: etag ? { 'If-Match': etag } : {} }),
    onError: (problem) => { if (isStale(problem)) void again(); },
    onSuccess: again,
  });
}

/** Without what only the wire's resource carries. */
function bare({ attributes: _attributes, ...profile }: FullProfile & { links?: unknown; id?: string }) {
  const { links: _links, id: _id, ...rest } = profile;
  return rest;
}

export function useSaveBilling(id: string) {
  const again = useAgain(id);
  return useMutation({
    mutationFn: ({ profile, addressOverride }: { profile: FullProfile; addressOverride?: string }) => (addressOverride
      ? api.put<FullProfile>(`${ours(id)}/billing`, { profile: bare(profile), addressOverride }, { once: true, headers: profile.attributes?.etag ? { 'If-Match': profile.attributes.etag } : {} })
      : api.put<FullProfile>(`${of(id)}/profiles/billing`, profile, { once: true })),
    // What the other one saved stands on the page, and in the panel that is opened next.
    onError: (problem) => { if (isStale(problem)) void again(); },
    onSuccess: again,
  });
}

export function useAskQualification(id: string) {
  const again = useAgain(id);
  return useMutation({
    mutationFn: ({ code, ...body }: { qualification: string; code?: string; website?: string }) =>
      api.post<Qualification>(withQuery(`${of(id)}/qualifications`, { code }), body),
    onSuccess: again,
  });
}

export function useEndRelation(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => api.patch(of(id), { relationshipToPartner: 'none' }, { once: true }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['customers', 'list'] }),
  });
}

/** Customers that one being typed may be already; asked once the typing rests. */
export function useLike(typed: { name: string; domain: string; registrationNumber: string; vatNumber: string; email: string }, asked: boolean) {
  return useQuery({
    queryKey: ['customers', 'like', typed],
    queryFn: ({ signal }) => api.get<LikeCustomers>(withQuery('/ext/v1/customers/duplicates', typed), { signal }),
    enabled: asked && Object.values(typed).some((text) => text.length >= 2),
    staleTime: 30_000,
    placeholderData: (before) => before,
  });
}
