// The customer agreement: the template in force for a customer, and attesting that the customer accepted it.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, withQuery } from '../api/client';
import type { AgreementRecord, Collection } from '../api/commerce-types';
import type { AgreementTemplate } from '../api/onboarding-types';
import type { Customer, Signatory } from '../api/types';

const templateFor = (customer: Customer) => {
  const language = customer.profile.culture ?? 'fr-FR';
  return queryOptions({
    queryKey: ['agreement-template', customer.country, language],
    queryFn: ({ signal }) => api.get<AgreementTemplate>(
      withQuery('/ext/v1/agreement-templates/current', { country: customer.country, language }), { signal }),
    staleTime: 5 * 60_000,
  });
};
export const useTemplate = (customer: Customer) => useQuery(templateFor(customer));

/** Where the accepted text may be read, as Partner Center's list of agreements says it. */
export function useAgreementLink(customerId: string) {
  return useQuery({
    queryKey: ['agreements', customerId],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<Collection<AgreementRecord>>(`/v1/customers/${customerId}/agreements?agreementType=*`, { signal });
      return items.find((each) => each.agreementLink)?.agreementLink ?? null;
    },
  });
}

export type Attestation = { signatory: Signatory; dateAgreed: string };

export function useAttest(customer: Customer) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ signatory, dateAgreed }: Attestation) => {
      // Whoever is quick sends before the template has come: it is waited for.
      const { templateId } = await cache.fetchQuery(templateFor(customer));
      return api.post(`/v1/customers/${customer.id}/agreements`, {
        type: 'MicrosoftCustomerAgreement', templateId, dateAgreed: `${dateAgreed}T00:00:00Z`, primaryContact: signatory,
      });
    },
    onSuccess: () => Promise.all([cache.invalidateQueries({ queryKey: ['customers'] }), cache.invalidateQueries({ queryKey: ['customer-agreement'] })]),
  });
}
