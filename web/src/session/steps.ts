// What the server says between a password and a session: a second factor to prove, or one to set up.
import { isProblem } from '../api/problem';
import type { Session } from '../api/types';

export type Choice = 'totp' | 'passkey' | 'recoveryCode';
export type SignInStep = {
  step: 'secondFactor' | 'enrolment'; ticket: string; expiresAt: string; choices: Choice[]; displayName: string; userName: string;
};
export type TotpOffer = { ticket: string; secret: string; uri: string; qr: { side: number; path: string }; expiresAt: string };
export type Enrolled = { recoveryCodes: string[]; session?: Session };

export const isStep = (result: Session | SignInStep): result is SignInStep => 'ticket' in result;

/** The sign-in has ended without success: only the beginning helps. */
export const isOver = (problem: unknown): boolean => isProblem(problem) && problem.code === 'sign_in_step_over';
