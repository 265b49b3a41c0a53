// What goes wrong in a call, in one shape whatever went wrong: the server's refusal, a silence, a lost network.
export type ProblemField = { field: string; code: string; rule?: string; remedy?: string; message?: string };

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly description: string,
    readonly fields: ProblemField[] = [],
    readonly correlationId = '',
    /** The body's `data` as it came, for codes that say more than fields. */
    readonly data: unknown = undefined,
  ) {
    super(description || code);
  }
}

/** Somebody else has changed it since it was read. */
export const isStale = (thrown: unknown): boolean => isProblem(thrown) && (thrown.status === 412 || String(thrown.code) === '2055');

export const isProblem = (thrown: unknown): thrown is ApiProblem => thrown instanceof ApiProblem;

/** The sentence to show at a field: the server's own message, or the rule and its remedy. */
export function fieldSentence(field: ProblemField): string {
  return field.message ?? [field.rule, field.remedy].filter(Boolean).join(' ');
}

type Body = { code?: unknown; description?: unknown; data?: unknown };

function readFields(data: unknown): ProblemField[] {
  if (!Array.isArray(data)) return [];
  return data.filter(
    (entry): entry is ProblemField =>
      typeof entry === 'object' && entry !== null && typeof (entry as ProblemField).field === 'string',
  );
}

export function problemFromAnswer(status: number, text: string, correlationId: string): ApiProblem {
  let body: Body = {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) body = parsed as Body;
  } catch {
    // A proxy may answer with a page; the status still says what happened.
  }
  const code = typeof body.code === 'string' || typeof body.code === 'number' ? String(body.code) : `http_${status}`;
  const description = typeof body.description === 'string' ? body.description : '';
  return new ApiProblem(status, code, description, readFields(body.data), correlationId, body.data);
}
