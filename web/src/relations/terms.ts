// A reseller's terms with a provider: asked by the provider, or by the reseller for its own; and set.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, withQuery } from '../api/client';
import type { ResellerTerms, ResellerTermsForm } from '../api/relation-types';

export type Side = 'resellers' | 'providers';
export type TaggedTerms = ResellerTerms & { attributes?: { etag?: string } };

const at = (side: Side, id: string) => `/ext/v1/${side}/${id}/terms`;

export function useTerms(side: Side, id: string, asked: boolean) {
  return useQuery({ queryKey: ['terms', side, id], queryFn: ({ signal }) => api.get<TaggedTerms>(at(side, id), { signal }), enabled: asked });
}

/** `etag` is of the terms that the form was opened with: what came since is not written over. */
export function useSetTerms(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ form, etag }: { form: ResellerTermsForm; etag?: string }) => api.put<TaggedTerms>(at('resellers', id), form, { once: true, headers: etag ? { 'If-Match': etag } : {} }),
    onSuccess: (now) => cache.setQueryData(['terms', 'resellers', id], now),
    // Somebody else was faster: the page shows what stands.
    onError: () => cache.invalidateQueries({ queryKey: ['terms', 'resellers', id] }),
  });
}

export const statementAddress = (side: Side, id: string, language: string, excel: boolean) =>
  withQuery(`/ext/v1/${side}/${id}/statement.csv`, { language, excel });

/** "1 500,5" or "1,500.5" as the server reads it; what is no number stays for the server to refuse. */
export function plainNumber(text: string, language: 'fr' | 'en'): string {
  const tight = text.replace(/[\s\u00a0\u202f%€$£]/g, '');
  return language === 'fr' ? tight.replace(',', '.') : tight.replace(/,/g, '');
}
