// The organization's own profiles as the server gives them, and changing one.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { isProblem, isStale } from '../api/problem';
import type { Address } from '../api/types';
import type { AddressOverride } from '../customers/OverrideNote';

export type Contact = { firstName?: string; lastName?: string; email?: string; phoneNumber?: string };
type Tagged = { attributes?: { etag?: string } };
export type Organization = { companyName: string; defaultAddress: Address; domain: string; email: string; language: string; culture: string; tenantId: string };
export type Legal = Tagged & {
  companyName: string; address: Address; primaryContact?: Contact; companyApproverEmail?: string;
  vettingStatus: 'none' | 'pending' | 'authorized' | 'rejected';
};
export type Billing = Tagged & {
  companyName: string; address: Address; primaryContact?: Contact; purchaseOrderNumber?: string; taxId?: string; billingDay: number; billingCurrency: string;
};
export type Support = Tagged & { email?: string; telephone?: string; website?: string };
export type Mpn = { partnerName: string; mpnId: string };
export type Kind = 'organization' | 'legalbusiness' | 'billing' | 'support';

export function useProfile<T>(kind: Kind | 'mpn') {
  return useQuery({
    queryKey: ['profile', kind],
    queryFn: async ({ signal }) => {
      try {
        return await api.get<T>(`/v1/profiles/${kind}`, { signal });
      } catch (thrown) {
        // A customer has no partner id.
        if (kind === 'mpn' && isProblem(thrown) && thrown.status === 404) return null;
        throw thrown;
      }
    },
  });
}

/** Addresses of the own profiles that stand with a reason. */
export function useOverrides() {
  return useQuery({ queryKey: ['profile', 'overrides'], queryFn: ({ signal }) => api.get<AddressOverride[]>('/ext/v1/profiles/address-overrides', { signal }) });
}

type Bare = Record<string, unknown>;
const written: Partial<Record<Kind, string[]>> = {
  organization: ['companyName', 'defaultAddress', 'email', 'language', 'culture'],
  legalbusiness: ['companyName', 'address', 'primaryContact', 'companyApproverAddress', 'companyApproverEmail'],
  billing: ['address', 'primaryContact', 'purchaseOrderNumber', 'taxId'],
};
/** Only what may be written: what the wire's resource carries besides is unknown to the form. */
const bare = (kind: Kind, profile: Bare) => Object.fromEntries((written[kind] ?? []).flatMap((name) => (name in profile ? [[name, profile[name]]] : [])));
const ifMatch = (etag: string | undefined): Record<string, string> => (etag ? { 'If-Match': etag } : {});

export function useSaveProfile<T>(kind: Kind) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ profile, addressOverride }: { profile: T; addressOverride?: string }) => (addressOverride
      ? api.put<T>(`/ext/v1/profiles/${kind}`, { profile: bare(kind, profile as Bare), addressOverride }, { once: true, headers: ifMatch((profile as Tagged).attributes?.etag) })
      : api.put<T>(`/v1/profiles/${kind}`, profile, { once: true })),
    // What the other one saved stands on the page, and in the panel that is opened next.
    onError: (problem) => { if (isStale(problem)) void cache.invalidateQueries({ queryKey: ['profile'] }); },
    onSuccess: () => Promise.all([cache.invalidateQueries({ queryKey: ['profile'] }), cache.invalidateQueries({ queryKey: ['session'] })]),
  });
}
