// What the client sends, and how it tells failures apart.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, setApiLocale, setCsrfToken, whenSignedOut, withQuery } from '../src/api/client';
import { ApiProblem, fieldSentence } from '../src/api/problem';

const answers = (status: number, body: string, headers: Record<string, string> = {}) => {
  const fetched = vi.fn<typeof fetch>(async () => new Response(status === 204 ? null : body, { status, headers }));
  vi.stubGlobal('fetch', fetched);
  return fetched;
};
const failure = async (promise: Promise<unknown>): Promise<ApiProblem> => {
  const thrown: unknown = await promise.then(() => undefined, (problem: unknown) => problem);
  expect(thrown).toBeInstanceOf(ApiProblem);
  return thrown as ApiProblem;
};

afterEach(() => vi.unstubAllGlobals());

describe('a call', () => {
  it('carries language, token, request id and body', async () => {
    const fetched = answers(201, '{"id":"1"}');
    setApiLocale('fr');
    setCsrfToken('t0');
    expect(await api.post('/ext/v1/drafts', { state: {} }, { requestId: 'r1' })).toEqual({ id: '1' });
    const [path, init] = fetched.mock.calls[0]!;
    expect(path).toBe('/ext/v1/drafts');
    expect(init).toMatchObject({ method: 'POST', body: '{"state":{}}' });
    expect(init?.headers).toMatchObject({ 'X-Locale': 'fr', 'X-CSRF-Token': 't0', 'MS-RequestId': 'r1' });
  });
  it('sends no token with a GET and reads an answer with a byte order mark', async () => {
    const fetched = answers(200, '\uFEFF{"items":[]}');
    expect(await api.get('/v1/customers')).toEqual({ items: [] });
    expect(fetched.mock.calls[0]![1]?.headers).not.toHaveProperty('X-CSRF-Token');
  });
  it('takes an empty answer', async () => {
    answers(204, '');
    expect(await api.delete('/ext/v1/session')).toBeUndefined();
  });
});

describe('a refusal', () => {
  it('becomes code, sentence and fields', async () => {
    answers(409, JSON.stringify({
      code: 'domain_taken', description: 'Ce domaine est déjà pris.',
      data: [{ field: 'company.domain', code: 'domain_taken', rule: 'Déjà pris.', remedy: 'Essayez un autre.' }],
    }), { 'MS-CorrelationId': 'c1' });
    const problem = await failure(api.post('/ext/v1/onboardings', {}));
    expect(problem).toMatchObject({ status: 409, code: 'domain_taken', description: 'Ce domaine est déjà pris.', correlationId: 'c1' });
    expect(problem.fields.map(fieldSentence)).toEqual(['Déjà pris. Essayez un autre.']);
  });
  it('reads numeric codes and pages of a proxy', async () => {
    answers(400, '{"code":3000,"description":"x"}');
    expect((await failure(api.get('/v1/x'))).code).toBe('3000');
    answers(502, '<html>Bad gateway</html>');
    expect(await failure(api.get('/v1/x'))).toMatchObject({ status: 502, code: 'http_502', fields: [] });
  });
  it('tells the page when the session is over', async () => {
    const over = vi.fn();
    whenSignedOut(over);
    answers(401, '{"code":"not_signed_in","description":""}');
    await failure(api.get('/ext/v1/overview'));
    expect(over).toHaveBeenCalledOnce();
  });
});

describe('silence', () => {
  it('is a timeout after the limit', async () => {
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => new Promise((_go, stop) => {
      init.signal?.addEventListener('abort', () => stop(new DOMException('late', 'TimeoutError')));
    }));
    expect((await failure(api.get('/ext/v1/overview', { timeoutMs: 20 }))).code).toBe('timeout');
  });
  it('is a lost network when fetch fails', async () => {
    vi.stubGlobal('fetch', async () => { throw new TypeError('failed to fetch'); });
    expect((await failure(api.get('/ext/v1/overview'))).code).toBe('network');
  });
});

describe('an act whose answer never came', () => {
  const ids = (fetched: ReturnType<typeof answers>) => fetched.mock.calls.map(([, init]) => (init?.headers as Record<string, string>)['MS-RequestId']);
  const lost = () => { throw new TypeError('failed to fetch'); };
  it('carries the same id when it is asked again, until it is answered', async () => {
    setCsrfToken('t0');
    const fetched = answers(201, '{}');
    fetched.mockImplementationOnce(lost).mockImplementationOnce(async () => new Response('', { status: 502 }));
    const ask = () => api.post('/ext/v1/invitations', { kind: 'partnership' });
    await failure(ask());
    await failure(ask());
    await ask();
    await ask();
    const [first, second, third, fourth] = ids(fetched);
    expect(second).toBe(first);
    expect(third).toBe(first);
    expect(fourth).not.toBe(first);
  });
  it('is another act with another body, and a refusal ends it', async () => {
    setCsrfToken('t0');
    const fetched = answers(400, '{"code":3000}');
    fetched.mockImplementationOnce(lost);
    await failure(api.post('/ext/v1/invitations', { kind: 'partnership' }));
    await failure(api.post('/ext/v1/invitations', { kind: 'relationship' }));
    await failure(api.post('/ext/v1/invitations', { kind: 'partnership' }));
    await failure(api.post('/ext/v1/invitations', { kind: 'partnership' }));
    const [first, other, second, third] = ids(fetched);
    expect(new Set([first, other, third]).size).toBe(3);
    expect(second).toBe(first);
  });
  it('is so for a PUT that says so, for no other, and not while nobody is signed in', async () => {
    setCsrfToken('t0');
    const fetched = answers(200, '{}');
    const terms = () => api.put('/ext/v1/resellers/r1/terms', { margin: '10' }, { once: true });
    fetched.mockImplementationOnce(lost);
    await failure(terms());
    await terms();
    await api.put('/ext/v1/drafts/d1', {});
    setCsrfToken('');
    fetched.mockImplementationOnce(lost);
    await failure(api.post('/ext/v1/session', { password: 'x' }));
    await api.post('/ext/v1/session', { password: 'x' });
    const [first, second, draft, out, again] = ids(fetched);
    expect(second).toBe(first);
    expect(draft).toBeUndefined();
    expect(again).not.toBe(out);
  });
});

describe('withQuery', () => {
  it('leaves out what is empty', () => {
    expect(withQuery('/ext/v1/customers', { q: 'é t', reseller: '', cursor: undefined, size: 50 })).toBe('/ext/v1/customers?q=%C3%A9+t&size=50');
  });
});
