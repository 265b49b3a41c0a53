// Whether a media query holds, kept current; and the portal's three breakpoints.
import { useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}

export const usePhone = () => useMedia('(max-width: 640px)');
export const useNarrow = () => useMedia('(max-width: 900px)');
export const useRoomy = () => useMedia('(min-width: 1181px)');
