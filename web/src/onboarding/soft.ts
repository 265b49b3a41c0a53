// Refusals that only say how an address looks: a reason sets them aside.
import { isProblem } from '../api/problem';

const softCodes = new Set(['postal_code_malformed', 'phone_malformed', 'state_unknown']);
export const hasSoftProblem = (problem: unknown) => isProblem(problem) && problem.fields.some((one) => softCodes.has(String(one.code)));
