// Renders a component inside what the portal always stands in, with a pretend server.
import { FluentProvider } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { vi } from 'vitest';
import type { Session } from '../src/api/types';
import { startI18n } from '../src/i18n/start';
import { sessionKey } from '../src/session/session';
import { FocusKeeper } from '../src/ui/focus-keeper';
import { lightTheme } from '../src/ui/theme';

const yes = { allowed: true, reasons: [] };

export const session: Session = {
  user: { id: 'u1', displayName: 'Camille Le Goff', userName: 'camille@armor.example', email: 'camille@armor.example' },
  tenant: { id: 't1', name: 'Armor Distribution', kind: 'indirectProvider', country: 'FR', domain: 'armor.example', currency: 'EUR' },
  roles: ['SalesAgent'],
  preferences: { language: '', theme: '', railCollapsed: false, shortcuts: true },
  csrfToken: 't', sandbox: true, cloud: 'global', businessTime: '2026-11-24T13:32:00Z',
  permissions: { see_customers: yes, see_account: yes, add_customer: yes, see_resellers: yes, see_orders: yes, change_subscription: yes },
  administrators: [{ displayName: 'Yanis Benali', email: 'yanis@armor.example' }],
};

type Answers = Record<string, unknown | ((url: URL, init: RequestInit) => unknown)>;

/** Answers by "METHOD path"; a thrown Response is a refusal. Returns what was asked. */
export function serve(answers: Answers): { asked: { method: string; url: URL; body: unknown }[] } {
  const asked: { method: string; url: URL; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const url = new URL(path, 'http://portal');
    const method = init.method ?? 'GET';
    asked.push({ method, url, body: init.body ? JSON.parse(String(init.body)) : undefined });
    const found = answers[`${method} ${url.pathname}`];
    if (found === undefined) return Response.json({ code: 'unknown_route', description: '' }, { status: 404 });
    const value: unknown = typeof found === 'function' ? await found(url, init) : found;
    return value instanceof Response ? value : Response.json(value);
  });
  return { asked };
}

export let address = '';
function Address() {
  const { pathname, search } = useLocation();
  address = pathname + search;
  return null;
}

export async function show(element: ReactNode, { at = '/', as = session }: { at?: string; as?: Session } = {}) {
  await startI18n('fr');
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  cache.setQueryData(sessionKey, as);
  cache.setQueryDefaults(sessionKey, { staleTime: Infinity });
  return render(
    <QueryClientProvider client={cache}>
      <FluentProvider theme={lightTheme}>
        <MemoryRouter initialEntries={[at]}><Address />{element}</MemoryRouter>
        <FocusKeeper />
      </FluentProvider>
    </QueryClientProvider>,
  );
}
