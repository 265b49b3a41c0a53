// The one way to the server: JSON over fetch with the reader's language, the session's token and a time limit.
import { ApiProblem, problemFromAnswer } from './problem';

const timeLimitMs = 10_000;
const uploadLimitMs = 300_000;

let csrfToken = '';
let locale = 'fr';
let onSignedOut: () => void = () => {};

export const setCsrfToken = (token: string) => { csrfToken = token; };
export const setApiLocale = (language: string) => { locale = language; };
export const whenSignedOut = (act: () => void) => { onSignedOut = act; };

export const newRequestId = (): string => crypto.randomUUID();

export type CallOptions = {
  signal?: AbortSignal;
  /** Kept by the caller when the same act may be repeated; otherwise made here for every act that is done once. */
  requestId?: string;
  /** Asked again after a silence, it is done once: so is every POST and DELETE, and what says so here. */
  once?: boolean;
  timeoutMs?: number;
  headers?: Record<string, string>;
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export const api = {
  get: <T>(path: string, options?: CallOptions) => call<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: CallOptions) => call<T>('POST', path, body, options),
  put: <T>(path: string, body: unknown, options?: CallOptions) => call<T>('PUT', path, body, options),
  patch: <T>(path: string, body: unknown, options?: CallOptions) => call<T>('PATCH', path, body, options),
  /** A file as it is, with its type. */
  upload: <T>(path: string, file: Blob, type: string, options?: CallOptions) =>
    call<T>('POST', path, file, { timeoutMs: uploadLimitMs, ...options, headers: { ...options?.headers, 'Content-Type': type } }),
  delete: (path: string, options?: CallOptions) => call<void>('DELETE', path, undefined, options),
};

/** A path with its query, leaving out what is empty. */
export function withQuery(path: string, query: Record<string, string | number | boolean | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * Acts whose answer never came, by what was sent, with their ids: the server may have done them. It keeps what it answered to an
 * id, so the second click of a person who saw "no answer" gets that answer instead of a second invitation.
 */
const unanswered = new Map<string, string>();

function actOf(method: Method, path: string, body: unknown, options: CallOptions): string | undefined {
  const once = options.once ?? (method === 'POST' || method === 'DELETE');
  // Nothing is remembered of signing in: what is typed there is nobody's to keep.
  if (!once || options.requestId || body instanceof Blob || !csrfToken) return undefined;
  return `${method} ${path} ${JSON.stringify(body)}`;
}

async function call<T>(method: Method, path: string, body: unknown, given: CallOptions = {}): Promise<T> {
  const act = actOf(method, path, body, given);
  const options = act ? { ...given, requestId: unanswered.get(act) ?? newRequestId() } : given;
  const late = AbortSignal.timeout(options.timeoutMs ?? timeLimitMs);
  const signal = options.signal ? AbortSignal.any([options.signal, late]) : late;
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(path, { ...requestOf(method, body, options), signal });
    text = await answer.text();
  } catch (thrown) {
    if (act && options.requestId) unanswered.set(act, options.requestId);
    if (options.signal?.aborted) throw thrown;
    throw new ApiProblem(0, late.aborted ? 'timeout' : 'network', '');
  }
  // A 5xx may be a proxy's, which knows as little of what was done.
  if (act && answer.status < 500) unanswered.delete(act);
  else if (act && options.requestId) unanswered.set(act, options.requestId);
  if (!answer.ok) {
    const correlationId = answer.headers.get('MS-CorrelationId') ?? '';
    const problem = problemFromAnswer(answer.status, text, correlationId);
    if (answer.status === 401 && problem.code === 'not_signed_in') onSignedOut();
    throw problem;
  }
  // Some /v1 answers start with a byte order mark, as Partner Center's do.
  return (text === '' ? undefined : JSON.parse(text.replace(/^\uFEFF/, ''))) as T;
}

function requestOf(method: Method, body: unknown, options: CallOptions): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json', 'X-Locale': locale, ...options.headers };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  if (method === 'POST' || options.requestId) headers['MS-RequestId'] = options.requestId ?? newRequestId();
  if (body === undefined) return { method, headers };
  if (body instanceof Blob) return { method, headers, body };
  headers['Content-Type'] = 'application/json';
  return { method, headers, body: JSON.stringify(body) };
}
