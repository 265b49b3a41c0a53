// What the pages of imports ask the server; one that is being worked on is followed until it rests.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, withQuery } from '../api/client';
import { hearsEvents, useFollowed } from '../api/follow';
import type { Import, ImportColumn, ImportPlan, ImportRow, RowState } from '../api/import-types';
import type { Page } from '../api/types';
import { useWords } from '../i18n/use-words';

const root = '/ext/v1/imports';
const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const lookMs = 1_000;
/** Beside the server's events: where a proxy holds them back, the page still moves. */
const lookSeldomMs = 5_000;

export const importKey = (id: string) => ['imports', 'one', id] as const;
const rowsKey = (id: string) => ['imports', 'rows', id] as const;

/** Whether something works on it now, or waits to. */
export const isAtWork = (one: Import | undefined): boolean =>
  Boolean(one && ['checking', 'running', 'undoing'].includes(one.stage) && one.progress && ['waiting', 'running'].includes(one.progress.state));

export function useImports(asked: boolean) {
  return useQuery({ queryKey: ['imports', 'list'], queryFn: ({ signal }) => api.get<Page<Import>>(root, { signal }), enabled: asked, staleTime: 0 });
}

export function useImport(id: string) {
  const cache = useQueryClient();
  const asked = useQuery({
    queryKey: importKey(id),
    queryFn: ({ signal }) => api.get<Import>(`${root}/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.stage === 'reading' ? lookMs : isAtWork(state.data) ? (hearsEvents ? lookSeldomMs : lookMs) : false),
    staleTime: 0,
  });
  const stage = asked.data?.stage;
  const working = isAtWork(asked.data);
  useFollowed<Import>(working ? `${root}/${encodeURIComponent(id)}/progress` : undefined, 'import',
    (now) => cache.setQueryData(importKey(id), now));
  // Rows that were shown before are not those of the next stage.
  useEffect(() => { void cache.invalidateQueries({ queryKey: rowsKey(id) }); }, [cache, id, stage]);
  return { ...asked, isAway: useAway(asked) };
}

/** Whether what is shown is of before the last question failed; an event that came since is an answer too. */
function useAway({ failureCount, dataUpdatedAt }: { failureCount: number; dataUpdatedAt: number }): boolean {
  const [failed, setFailed] = useState({ failureCount, dataUpdatedAt });
  if (failed.failureCount !== failureCount) setFailed({ failureCount, dataUpdatedAt });
  return failureCount > 0 && dataUpdatedAt > 0 && failed.dataUpdatedAt === dataUpdatedAt;
}

export function useColumns() {
  return useQuery({ queryKey: ['imports', 'columns'], queryFn: ({ signal }) => api.get<ImportColumn[]>(`${root}/columns`, { signal }), staleTime: Infinity });
}

/** Of a column that is no field. */
export const leftOut = '-';

export const nameOf = (column: ImportColumn, language: string): string => (language === 'fr' ? column.fr : column.en);

export function useUpload() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => api.upload<Import>(withQuery(root, { name: file.name }), file, /\.xlsx$/i.test(file.name) ? workbook : 'text/csv'),
    onSuccess: (made) => {
      cache.setQueryData(importKey(made.id), made);
      return cache.invalidateQueries({ queryKey: ['imports', 'list'] });
    },
  });
}

export type ImportAct = 'run' | 'rerun' | 'pause' | 'resume' | 'undo';

/** What is done to an import; the answer is how it stands then. */
export function useImportAct(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (act: ImportAct) => api.post<Import>(`${root}/${id}/${act}`),
    onSuccess: (now) => {
      cache.setQueryData(importKey(id), now);
      return Promise.all([cache.invalidateQueries({ queryKey: ['imports'] }), cache.invalidateQueries({ queryKey: ['customers'] })]);
    },
    onError: () => cache.invalidateQueries({ queryKey: importKey(id) }),
  });
}

export function usePlan(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (plan: ImportPlan) => api.put<Import>(`${root}/${id}/plan`, plan),
    onSuccess: (now) => { cache.setQueryData(importKey(id), now); },
  });
}

export function useRemoval() {
  const cache = useQueryClient();
  return useMutation({ mutationFn: (id: string) => api.delete(`${root}/${id}`), onSuccess: () => cache.invalidateQueries({ queryKey: ['imports', 'list'] }) });
}

export function useRows(id: string, state: RowState | '', cursor: string) {
  const { language } = useWords();
  return useQuery({
    queryKey: [...rowsKey(id), state, cursor, language],
    queryFn: ({ signal }) => api.get<Page<ImportRow>>(withQuery(`${root}/${id}/rows`, { state, cursor, size: 25 }), { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function useFix(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ number, values }: { number: number; values: Record<string, string> }) =>
      api.patch<ImportRow>(`${root}/${id}/rows/${number}`, { values }),
    onSuccess: () => Promise.all([cache.invalidateQueries({ queryKey: rowsKey(id) }), cache.invalidateQueries({ queryKey: importKey(id) })]),
  });
}

export const templateHref = (language: string): string => withQuery(`${root}/template`, { language });
export const reportHref = (id: string, language: string, state?: RowState): string => withQuery(`${root}/${id}/report`, { language, state });
