// What was typed and not yet saved when the session ended: kept in this page's memory until its person signs in again.
import type { DraftState } from '../api/onboarding-types';

type Left = { user: string; draft: string | undefined; state: DraftState };
let left: Left | undefined;

export const leaveTyped = (what: Left): void => { left = what; };

/** For the same person at the same draft; somebody else's is forgotten. */
export function typedBefore(user: string, draft: string | undefined): DraftState | undefined {
  if (left && left.user !== user) left = undefined;
  return left?.draft === draft ? left?.state : undefined;
}

export const forgetTyped = (): void => { left = undefined; };
