// The chosen theme: the person's own from the server; before sign-in what this browser remembers, else the system's.
import { useCallback, useSyncExternalStore } from 'react';
import type { ThemeChoice } from '../ui/PortalTheme';
import { usePreferences, useSessionQuery } from './session';

const remembered = 'entrepot.theme';
const listeners = new Set<() => void>();
const kept = (): ThemeChoice => {
  const value = localStorage.getItem(remembered);
  return value === 'light' || value === 'dark' ? value : '';
};

export function useTheme(): { choice: ThemeChoice; choose: (choice: ThemeChoice) => void } {
  const { data: session } = useSessionQuery();
  const preferences = usePreferences();
  const local = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    kept,
  );
  const choose = useCallback((choice: ThemeChoice) => {
    localStorage.setItem(remembered, choice);
    listeners.forEach((tell) => tell());
    if (session) preferences.mutate({ theme: choice });
  }, [session, preferences]);
  return { choice: session?.preferences.theme || local, choose };
}
