// Gives the focus back to what had it, once what took it is gone; to the page's title where that is gone too.
import { useEffect, useState } from 'react';

export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => {
    // Later than the part's own clean-up; and not when the act moved the focus elsewhere itself.
    setTimeout(() => {
      const now = document.activeElement;
      const lost = !now || now === document.body || !now.isConnected;
      if (!lost) return;
      if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus();
      else document.querySelector<HTMLElement>('[data-page-title]')?.focus({ preventScroll: true });
    }, 50);
  }, [before]);
}
