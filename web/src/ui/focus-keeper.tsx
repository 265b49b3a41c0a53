// Where the keeper of the focus manager stands: mounted with the first dialog, panel or menu, for good.
import { useEffect, useSyncExternalStore } from 'react';
import { lazily } from './lazily';

const Keeper = lazily(() => import('./parts/Keeper'), { place: 'over' });

let needed = false;
const listeners = new Set<() => void>();

export function useFocusKeeper(): void {
  useEffect(() => {
    needed = true;
    listeners.forEach((tell) => tell());
  }, []);
}

export function FocusKeeper() {
  const mounted = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => needed,
  );
  return mounted && <Keeper />;
}
