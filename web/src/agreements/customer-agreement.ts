// The agreement of one customer, and the settings of agreements: partner agreement, templates, campaigns.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, withQuery } from '../api/client';
import type { AgreementPage, AgreementTemplate, Campaign, Invitation, PartnerAgreement } from '../api/relation-types';
import type { components } from '../api/schema';
import type { Page } from '../api/types';
import { useWords } from '../i18n/use-words';

export function useAgreementPage(customer: string) {
  const { language } = useWords();
  return useQuery({
    queryKey: ['customer-agreement', customer, language],
    queryFn: ({ signal }) => api.get<AgreementPage>(`/ext/v1/customers/${customer}/agreement`, { signal }),
  });
}

export function useAskForAgreement(customer: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (sendMail: boolean) => api.post<Invitation>(`/ext/v1/customers/${customer}/agreement-invitations`, { sendMail }),
    onSuccess: () => Promise.all([cache.invalidateQueries({ queryKey: ['customer-agreement'] }), cache.invalidateQueries({ queryKey: ['customers'] })]),
  });
}

export function usePartnerAgreement(asked: boolean) {
  const { language } = useWords();
  return useQuery({ queryKey: ['partner-agreement', language], queryFn: ({ signal }) => api.get<PartnerAgreement>('/ext/v1/partner-agreement', { signal }), enabled: asked });
}

export function useSignPartnerAgreement() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (text: { language: string; textSha256: string }) => api.post('/ext/v1/partner-agreement/signatures', { ...text, accepts: true }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['partner-agreement'] }),
  });
}

export function useTemplates(asked: boolean) {
  return useQuery({ queryKey: ['agreement-templates'], queryFn: ({ signal }) => api.get<Page<AgreementTemplate>>('/ext/v1/agreement-templates', { signal }), enabled: asked });
}

export function useCampaigns(asked: boolean) {
  return useQuery({ queryKey: ['campaigns'], queryFn: ({ signal }) => api.get<Page<Campaign>>('/ext/v1/agreement-campaigns', { signal }), enabled: asked });
}

export function useCampaignAct<Given>(act: (given: Given) => Promise<unknown>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => cache.invalidateQueries({ queryKey: ['campaigns'] }) });
}

export type CampaignLink = components['schemas']['CampaignLink'];

export function useCampaignLinks(id: string, state: string, cursor: string) {
  return useQuery({
    queryKey: ['campaigns', id, 'links', state, cursor],
    queryFn: ({ signal }) => api.get<Page<CampaignLink>>(withQuery(`/ext/v1/agreement-campaigns/${id}/links`, { state, cursor }), { signal }),
  });
}

export const remindAll = (id: string) => api.post<Campaign>(`/ext/v1/agreement-campaigns/${id}/reminders`, {});
export const startCampaign = (given: { name: string; dueOn: string }) => api.post('/ext/v1/agreement-campaigns', given);
export const endCampaign = (id: string) => api.post(`/ext/v1/agreement-campaigns/${id}/end`);

/** Two hundred links at a time, until nobody is left without one. */
export async function makeLinks({ id, sendMail }: { id: string; sendMail: boolean }): Promise<void> {
  for (let before = Infinity; ;) {
    const { progress } = await api.post<Campaign>(`/ext/v1/agreement-campaigns/${id}/links`, { sendMail });
    if (progress.toInvite === 0 || progress.toInvite >= before) return;
    before = progress.toInvite;
  }
}
