// The keyboard shortcuts: Ctrl+K always; the single keys only while the person leaves them on.
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useMay, useOwn } from '../session/session';
import { paths } from '../ui/paths';
import { Palette } from './parts';
import { awaitPalette, keepForPalette } from './typed-ahead';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function useShortcuts(on: boolean, open: (what: 'palette' | 'help') => void): void {
  const navigate = useNavigate();
  const mayAdd = useMay('add_customer').allowed;
  const own = useOwn();
  useEffect(() => {
    // Nothing yet: the clock of events starts with the page.
    let afterG = -Infinity;
    const go = (key: string): void => {
      const to = { c: own ? '' : paths.customers, o: paths.overview, d: mayAdd ? paths.drafts : '' }[key];
      if (to) void navigate(to);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      // The palette's code comes while Ctrl goes down, so that the first letters typed are not lost.
      if (key === 'control' || key === 'meta') Palette.prefetch();
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && key === 'k') {
        event.preventDefault();
        awaitPalette();
        return open('palette');
      }
      if (keepForPalette(event)) return event.preventDefault();
      if (!on || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      if (event.timeStamp - afterG < 1_500) {
        afterG = -Infinity;
        return go(key);
      }
      if (key === 'g') afterG = event.timeStamp;
      if (key === '?') open('help');
      if (key === 'n' && mayAdd) void navigate(paths.addCustomer);
      if (key === 'e') expandRow();
      if (key === '/') {
        event.preventDefault();
        const search = document.querySelector<HTMLElement>('main input[type="search"]');
        if (search) search.focus();
        else open('palette');
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [on, open, navigate, mayAdd, own]);
}

function expandRow(): void {
  const row = document.activeElement?.closest('tr') ?? document;
  const button = row.querySelector<HTMLElement>('[data-expander]');
  button?.click();
  button?.focus();
}
