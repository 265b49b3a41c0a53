// The list's state, all of it in the address: search, filters, page.
import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useLater } from '../ui/use-later';
import type { ListFilter } from './customers';

export function useListState() {
  const [search, setSearch] = useSearchParams();
  const read = (name: string) => search.get(name) ?? '';
  const filter: ListFilter = { q: read('q'), reseller: read('reseller'), provider: read('provider'), agreement: read('agreement'), cursor: read('cursor') };
  const from = Number(read('from')) || 1;
  const change = useCallback((values: Record<string, string>, replace = false) => {
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (!('cursor' in values)) ['cursor', 'from'].forEach((name) => next.delete(name));
      for (const [name, value] of Object.entries(values)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    }, { replace });
  }, [setSearch]);

  const [text, setText] = useState(filter.q);
  const settled = useLater(text, 250);
  const q = settled.trim().length >= 2 ? settled.trim() : '';
  // Typing moves the address; the address (back, a cleared filter) moves the field.
  useEffect(() => { if (settled === text && q !== filter.q) change({ q }, true); }, [settled]);
  useEffect(() => { setText((now) => (now.trim() === filter.q || (now.trim().length < 2 && !filter.q) ? now : filter.q)); }, [filter.q]);

  const clear = () => { setText(''); change({ q: '', reseller: '', provider: '', agreement: '' }); };
  return { filter, from, change, text, setText, clear };
}
