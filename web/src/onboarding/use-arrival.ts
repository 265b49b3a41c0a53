// From the review one arrives at a section, from a refused sending at a field: the address says which.
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { focusField } from '../ui/FormPanel';

export function useArrival(ready: boolean): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    if (!hash || !ready) return;
    const name = decodeURIComponent(hash.slice(1));
    // After the frame has given the focus to the title.
    const timer = setTimeout(() => {
      const found = document.getElementById(name);
      if (found?.matches('input, select')) return focusField(name);
      document.getElementById(`${name}-title`)?.focus({ preventScroll: true });
      found?.scrollIntoView({ block: 'start' });
    }, 60);
    return () => clearTimeout(timer);
  }, [hash, key, ready]);
}
