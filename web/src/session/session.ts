// Who is signed in: the session and the deployment from the server, signing in and out, preferences, permissions.
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, setCsrfToken } from '../api/client';
import { isProblem } from '../api/problem';
import type { Deployment, Page, Permission, PermissionName, Preferences, SandboxTenant, Session } from '../api/types';
import { setTaxCountry } from '../i18n/tax-words';
import { isStep, type SignInStep } from './steps';
import { dropUnsentOfOthers } from './unsent';

export const sessionKey = ['session'] as const;

function begin(session: Session): void {
  setCsrfToken(session.csrfToken);
  setTaxCountry(session.tenant.country);
  dropUnsentOfOthers(session.user.id);
}

/** Null when nobody is signed in. */
export async function fetchSession(): Promise<Session | null> {
  try {
    const session = await api.get<Session>('/ext/v1/session');
    begin(session);
    return session;
  } catch (thrown) {
    if (isProblem(thrown) && thrown.status === 401) return null;
    throw thrown;
  }
}

export function useSessionQuery() {
  return useQuery({ queryKey: sessionKey, queryFn: fetchSession, staleTime: 5 * 60_000 });
}

let last: Session | undefined;
/**
 * The session, on pages that are only shown to someone signed in. When it ends, a part of a page may be drawn once more before
 * the page gives way to signing in: it sees the session it had, and what was just typed into it is not lost.
 */
export function useSession(): Session {
  const { data } = useSessionQuery();
  last = data ?? last;
  if (!last) throw new Error('This page needs a session.');
  return last;
}

export function useDeployment() {
  return useQuery({
    queryKey: ['deployment'],
    queryFn: ({ signal }) => api.get<Deployment>('/ext/v1/deployment', { signal }),
    staleTime: Infinity,
  });
}

const silent: Permission = { allowed: false, reasons: [] };

/** Whether the person may do something, with the reasons why not. */
export function useMay(name: PermissionName): Permission {
  return useSession().permissions[name] ?? silent;
}

/** The profile's page (portal-map.md 1, row 34); its calls are open to the support desk too, whose programs read it right after sign-in. */
export function useSeesProfile(): boolean {
  const { roles } = useSession();
  return useMay('see_profile').allowed && roles.some((role) => role !== 'HelpdeskAgent');
}

const ofPartner = (kind: string) => kind === 'directBill' || kind === 'indirectProvider';

/** The page of a customer's agreement (portal-map.md 1, row 19): of a partner's people those who may see who accepted. */
export function useSeesAgreement(): Permission {
  return useMay(ofPartner(useSession().tenant.kind) ? 'see_evidence' : 'see_agreements');
}

/** The person is the customer's own: a partner's acts are absent, and the words speak to the customer. */
export const useOwn = (): boolean => useSession().tenant.kind === 'customer';

/** Not for this kind of organisation: nobody in it could be asked, so the act is absent. */
export const notForUs = ({ allowed, reasons }: Permission): boolean => !allowed && reasons.every(({ code }) => code.startsWith('not_for_'));

/** The reasons for a blocked button; undefined when the act is allowed. */
export function blockedBy(permission: Permission | undefined): { message: string }[] | undefined {
  return permission && !permission.allowed && permission.reasons.length ? permission.reasons : undefined;
}

/** Someone else's data goes; what the page itself watches stays and is told. */
function change(cache: QueryClient, session: Session | null): void {
  if (session) {
    leaving = false;
    begin(session);
  }
  cache.setQueryData(sessionKey, session);
  const kept: unknown[] = ['session', 'deployment', 'sandbox-people'];
  cache.removeQueries({ predicate: (query) => !kept.includes(query.queryKey[0]) });
}

/** Ends a sign-in: the portal shows what the session may see. */
export function useEnter(): (session: Session) => void {
  const cache = useQueryClient();
  return (session) => change(cache, session);
}

export function useSignIn() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (given: { userName: string; password: string } | { userId: string }) =>
      api.post<Session | SignInStep>('userId' in given ? '/ext/v1/sandbox/sign-in' : '/ext/v1/session', given),
    onSuccess: (result) => { if (!isStep(result)) change(cache, result); },
  });
}

let leaving = false;
/** Whether the person signed out, rather than the session ending under them. */
export const leftOnPurpose = (): boolean => leaving;

export function useSignOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete('/ext/v1/session'),
    onSettled: () => {
      leaving = true;
      dropUnsentOfOthers();
      change(cache, null);
    },
  });
}

export function useSandboxPeople(sandbox: boolean) {
  return useQuery({
    queryKey: ['sandbox-people'],
    queryFn: ({ signal }) => api.get<Page<SandboxTenant>>('/ext/v1/sandbox/people', { signal }),
    enabled: sandbox,
  });
}

/** Shown at once, kept by the server in the background. */
export function usePreferences() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Preferences>) => api.patch<Preferences>('/ext/v1/me/preferences', change),
    onMutate: (change) => {
      cache.setQueryData<Session | null>(sessionKey, (session) =>
        session ? { ...session, preferences: { ...session.preferences, ...change } } : session);
    },
  });
}
