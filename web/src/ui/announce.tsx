// The page's two live regions: what screen readers hear without moving; one polite, one assertive.
import { useSyncExternalStore } from 'react';

type Heard = { polite: string; assertive: string };
let heard: Heard = { polite: '', assertive: '' };
const listeners = new Set<() => void>();
const set = (change: Partial<Heard>) => {
  heard = { ...heard, ...change };
  listeners.forEach((tell) => tell());
};

export function announce(text: string, manner: keyof Heard = 'polite'): void {
  // Emptied first, so that the same sentence twice is said twice.
  set({ [manner]: '' });
  setTimeout(() => set({ [manner]: text }), 60);
}

export function LiveRegions() {
  const now = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => heard,
  );
  return (
    <>
      <div className="visually-hidden" aria-live="polite" aria-atomic="true">{now.polite}</div>
      <div className="visually-hidden" aria-live="assertive" aria-atomic="true">{now.assertive}</div>
    </>
  );
}
