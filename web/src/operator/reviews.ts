// The operator's queue of qualifications, as the server gives it.
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, withQuery } from '../api/client';
import type { BillingProfile, Page } from '../api/types';

export type Review = {
  id: string; customerId: string; customerName: string; domain: string; country: string; profile: BillingProfile;
  qualification: 'education' | 'government' | 'nonprofit'; state: 'InReview' | 'Approved' | 'Denied';
  educationSegment?: string; website?: string; reason?: string; askedBy: string; createdAt: string;
};

const address = '/ext/v1/operator/qualifications';

export function useReviews(asked: boolean) {
  return useInfiniteQuery({
    queryKey: ['reviews'], enabled: asked, staleTime: 0,
    queryFn: ({ pageParam, signal }) => api.get<Page<Review>>(withQuery(address, { size: 25, cursor: pageParam }), { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
}

export function useDecide() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason?: string }) =>
      reason === undefined ? api.post<Review>(`${address}/${id}/approve`) : api.post<Review>(`${address}/${id}/refuse`, { reason }),
    onSettled: () => Promise.all([cache.invalidateQueries({ queryKey: ['reviews'] }), cache.invalidateQueries({ queryKey: ['customers'] })]),
  });
}
