// Customers as the server gives them: the list by pages, one customer, the resellers to filter by.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, withQuery } from '../api/client';
import type { Reseller } from '../api/onboarding-types';
import type { Customer, CustomerRow, Page } from '../api/types';

export type ListFilter = { q: string; reseller: string; provider: string; agreement: string; cursor: string };
export const pageSize = 50;

export function useCustomers(filter: ListFilter) {
  return useQuery({
    queryKey: ['customers', 'list', filter],
    queryFn: ({ signal }) =>
      api.get<Page<CustomerRow>>(withQuery('/ext/v1/customers', { ...filter, size: pageSize }), { signal }),
    placeholderData: keepPreviousData,
  });
}

export const customerKey = (id: string) => ['customers', 'one', id] as const;

export function useCustomer(id: string) {
  return useQuery({
    queryKey: customerKey(id),
    queryFn: ({ signal }) => api.get<Customer>(`/ext/v1/customers/${encodeURIComponent(id)}`, { signal }),
  });
}

export function useResellers(wanted: boolean) {
  return useQuery({
    queryKey: ['resellers'],
    queryFn: ({ signal }) => api.get<Page<Reseller>>(withQuery('/ext/v1/resellers', { size: 200 }), { signal }),
    enabled: wanted,
    staleTime: 60_000,
  });
}
