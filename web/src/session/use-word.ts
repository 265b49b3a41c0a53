// The word behind the # of a one-time link: read once, then taken out of the address and its history.
import { useState } from 'react';

export function useWord(): string {
  const [word] = useState(() => {
    const found = window.location.hash.slice(1);
    if (found) window.history.replaceState(window.history.state, '', window.location.pathname);
    return found;
  });
  return word;
}
