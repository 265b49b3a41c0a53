// What the server says about people, their second factors and sessions; the calls that change them.
import { useQuery } from '@tanstack/react-query';
import { api, withQuery } from '../api/client';
import type { Page, Role } from '../api/types';

export type UserStatus = 'active' | 'invited' | 'disabled';
export type User = {
  id: string; userName: string; firstName: string; lastName: string; displayName: string; email: string; roles: Role[]; status: UserStatus;
  hasMfa: boolean; createdAt: string; lastSignInAt?: string; resetAskedAt?: string;
};
export type IssuedLink = { kind: 'invitation' | 'reset'; link: string; expiresAt: string; mail: { to: string; subject: string; text: string } };
export type NewUser = { userName: string; firstName: string; lastName: string; roles: Role[]; language: string };

/** Those that an organisation gives; an operator is named on the machine. */
export const roles = ['GlobalAdmin', 'UserManagementAdmin', 'BillingAdmin', 'AdminAgent', 'SalesAgent', 'HelpdeskAgent'] as const satisfies Role[];
export const usersKey = ['users'] as const;

export const users = {
  list: (cursor?: string) => api.get<Page<User>>(withQuery('/ext/v1/users', { cursor })),
  add: (user: NewUser) => api.post<{ user: User; invitation: IssuedLink }>('/ext/v1/users', user),
  change: (id: string, change: Partial<Pick<User, 'firstName' | 'lastName' | 'email' | 'roles' | 'status'>>) => api.patch<User>(`/ext/v1/users/${id}`, change),
  remove: (id: string) => api.delete(`/ext/v1/users/${id}`),
  link: (id: string) => api.post<IssuedLink>(`/ext/v1/users/${id}/links`),
  resetFactors: (id: string) => api.delete(`/ext/v1/users/${id}/second-factors`),
  signOut: (id: string) => api.delete(`/ext/v1/users/${id}/sessions`),
};

export type Factor = { id: string; kind: 'totp' | 'passkey'; name: string; createdAt: string; usedAt?: string };
export type Factors = { factors: Factor[]; recoveryCodesLeft: number; required: boolean };
export type MySession = {
  id: string; device: string; address: string; createdAt: string; seenAt: string; expiresAt: string; methods: string[]; current: boolean;
};
export const factorsKey = ['my-factors'] as const;
export const sessionsKey = ['my-sessions'] as const;

export const useFactors = () => useQuery({ queryKey: factorsKey, queryFn: () => api.get<Factors>('/ext/v1/me/second-factors'), staleTime: 0 });
export const useMySessions = () => useQuery({ queryKey: sessionsKey, queryFn: () => api.get<Page<MySession>>('/ext/v1/me/sessions'), staleTime: 0 });

export type MfaPolicy = 'default' | 'required' | 'optional';
export type SecurityState = {
  policy: MfaPolicy; required: boolean; people: number; peopleWithMfa: number; signIns: number; signInsWithoutMfa: number;
  latestWithoutMfa: { userId: string; displayName: string; userName: string; device: string; address: string; at: string }[];
};
