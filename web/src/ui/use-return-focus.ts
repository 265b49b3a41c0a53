// Gives the focus back to what had it, once what took it is gone.
import { useEffect, useState } from 'react';

export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => {
    // Later than the part's own clean-up; and not when the act moved the focus elsewhere itself.
    setTimeout(() => {
      const now = document.activeElement;
      const lost = !now || now === document.body || !now.isConnected;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus();
    }, 50);
  }, [before]);
}
