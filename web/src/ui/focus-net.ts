// When what had the focus goes away and nothing takes it, the focus goes to the heading nearest to where it was, never to nothing.
import { useEffect } from 'react';

/** Dialogs and pages give the focus back or on by themselves, within this time. */
const patienceMs = 150;

export function useFocusNet(): void {
  useEffect(() => {
    // The element that has the focus with all that it stands in, the nearest first.
    let around: Element[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const remember = (event: FocusEvent) => {
      around = [];
      for (let at = event.target as Element | null; at && at !== document.body; at = at.parentElement) around.push(at);
    };
    // Left by the person, and not taken away under them.
    const forget = (event: FocusEvent) => {
      const left = event.target as Element;
      queueMicrotask(() => { if (left.isConnected && left === around[0]) around = []; });
    };
    const isLost = () => document.activeElement === document.body && around[0] !== undefined && !around[0].isConnected;
    const settle = () => {
      if (!isLost()) return;
      const heading = nearestHeading(around);
      around = [];
      if (!heading) return;
      if (!heading.hasAttribute('tabindex')) heading.setAttribute('tabindex', '-1');
      heading.focus({ preventScroll: true });
    };
    const look = () => {
      if (!isLost()) return;
      clearTimeout(timer);
      timer = setTimeout(settle, patienceMs);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    document.addEventListener('focusout', forget);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('focusout', forget);
    };
  }, []);
}

function nearestHeading(around: Element[]): HTMLElement | null {
  for (const at of around) {
    // Outside the page's own part, its title is nearer than any other heading.
    if (!at.isConnected || at.matches('main') || at.querySelector('main')) continue;
    const found = at.querySelector<HTMLElement>('h2, h3');
    if (found) return found;
  }
  return document.querySelector<HTMLElement>('[data-page-title], h1');
}
