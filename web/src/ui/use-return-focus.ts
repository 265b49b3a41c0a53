// Gives the focus back to what had it, once what took it is gone; where that went with the act, to the page's title.
import { useEffect, useState } from 'react';

export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => {
    // Later than the part's own clean-up; and not when the act moved the focus elsewhere itself.
    setTimeout(() => {
      const now = document.activeElement;
      const lost = !now || now === document.body || !now.isConnected;
      if (!lost) return;
      const usual = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : undefined;
      (usual ?? document.querySelector<HTMLElement>('[data-page-title]'))?.focus({ preventScroll: !usual });
    }, 50);
  }, [before]);
}
