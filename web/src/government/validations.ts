// Government validation as the server gives it: the partner's codes, and the eligibility it asked for.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Page } from '../api/types';

export type ValidationCode = {
  partnerId: string; organizationName: string; validationId: string; maxCreates: number; remainingCreates: number;
};
export const bodies = ['federal', 'state', 'local', 'tribal', 'regional', 'research_center', 'regulated_data', 'other'] as const;
export type Eligibility = {
  eligibilityId: string; subject: 'partner' | 'customer'; organizationName: string; body: (typeof bodies)[number]; country: string;
  hasUsPresence: boolean; state: 'InReview' | 'Approved' | 'Denied'; reason?: string; validationId?: number; askedBy: string; createdAt: string;
};
export type EligibilityForm = {
  subject: Eligibility['subject']; organizationName?: string; body: Eligibility['body']; country?: string; hasUsPresence: boolean;
};

export function useValidationCodes(asked: boolean) {
  return useQuery({
    queryKey: ['validations', 'codes'], enabled: asked,
    queryFn: ({ signal }) => api.get<ValidationCode[]>('/v1/customers/all/validations', { signal }),
  });
}

export function useEligibilities(asked: boolean) {
  return useQuery({
    queryKey: ['validations', 'eligibilities'], enabled: asked,
    queryFn: ({ signal }) => api.get<Page<Eligibility>>('/ext/v1/eligibilities', { signal }),
  });
}

export function useAskEligibility() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (form: EligibilityForm) => api.post<Eligibility>('/ext/v1/eligibilities', form),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['validations'] }),
  });
}

/** In a sandbox, whose operator is oneself. */
export function useDecideEligibility() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...decision }: { id: string; approve: boolean; reason?: string; maxCreates?: number }) =>
      api.post<Eligibility>(`/ext/v1/operator/eligibilities/${id}/decision`, decision),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['validations'] }),
  });
}
