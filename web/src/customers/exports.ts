// Workbooks of the customer list: asked for, followed while the server makes them, fetched, thrown away.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, withQuery } from '../api/client';
import { useFollowed } from '../api/follow';
import type { components } from '../api/schema';
import type { ListFilter } from './customers';

export type Export = components['schemas']['CustomerExport'];
type Wish = Pick<ListFilter, 'q' | 'reseller' | 'provider' | 'agreement'>;

const key = ['customers', 'exports'] as const;
const given = ({ q, reseller, provider, agreement }: Wish) => ({
  q: q || undefined, reseller: reseller || undefined, provider: provider || undefined, agreement: agreement || undefined,
});

export const goesOn = (one: Export) => one.state === 'waiting' || one.state === 'running';

/** An address to follow: the file comes while it is read, however long it is. */
export const csvAddress = (wish: Wish, language: string, excel: boolean) =>
  withQuery('/ext/v1/customers.csv', { ...given(wish), language, excel: excel || undefined });
export const fileAddress = (id: string) => `/ext/v1/customer-exports/${encodeURIComponent(id)}/file`;

/** The newest one that is being made or can be fetched. */
export function useNewestExport(wanted: boolean): Export | undefined {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<Export[]>('/ext/v1/customer-exports', { signal }), enabled: wanted,
    // Where the events do not come through: a proxy that keeps them back.
    refetchInterval: (query) => (query.state.data?.some(goesOn) ? 5_000 : false) });
  const newest = data?.find((one) => goesOn(one) || one.ready || one.state === 'failed');
  const followed = newest && goesOn(newest) ? newest.id : undefined;
  useFollowed<Export>(followed ? `/ext/v1/customer-exports/${encodeURIComponent(followed)}/events` : undefined, 'export',
    (now) => client.setQueryData<Export[]>(key, (before) => before?.map((one) => (one.id === now.id ? now : one))));
  return newest;
}

export function useAskForWorkbook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => api.post<Export>('/ext/v1/customer-exports', given(wish)),
    onSuccess: (made) => client.setQueryData<Export[]>(key, (before) => [made, ...(before ?? []).filter((one) => one.id !== made.id)]),
  });
}

export function useDropExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`/ext/v1/customer-exports/${encodeURIComponent(id)}`),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
