// A make-believe server for developing pages (`npm run dev:mock`): in memory, started afresh each time, never shipped.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { Plugin } from 'vite';
import { customerRoutes } from './customers';
import { onboardingRoutes } from './onboarding';
import { sessionRoutes } from './session';

export type Call = {
  params: Record<string, string>; query: URLSearchParams; body: any; language: 'fr' | 'en'; requestId: string; url: URL;
  /** Who the session cookie names. */
  userId: string;
};
export type Answer = { status: number; body?: unknown };
export type Routes = Record<string, (call: Call) => Answer | unknown>;

/** What a route answers when it is not plain 200. */
export const answer = (status: number, body?: unknown, cookie?: string) => ({ __answer: true as const, status, body, cookie });
export const refusal = (status: number, code: string, description: string, data: unknown[] = []) =>
  answer(status, { code, description, data, source: 'Entrepot' });

const tables: Routes[] = [sessionRoutes, customerRoutes, onboardingRoutes];

export function mockServer(): Plugin {
  return {
    name: 'mock-server',
    configureServer: (server) => { server.middlewares.use(mock); },
    configurePreviewServer: (server) => { server.middlewares.use(mock); },
  };
}

function mock(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const url = new URL(request.url ?? '/', 'http://mock');
  if (!/^\/(ext\/v1|v1)\//.test(url.pathname)) return next();
  void reply(request, response, url);
}

async function reply(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const delay = Number(process.env['MOCK_DELAY_MS'] ?? 80);
  await new Promise((go) => setTimeout(go, delay));
  const found = find(request.method ?? 'GET', url.pathname);
  const language = String(request.headers['x-locale'] ?? 'fr').startsWith('fr') ? 'fr' : 'en';
  const requestId = String(request.headers['ms-requestid'] ?? randomUUID());
  const userId = /mock_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  let result: any;
  try {
    result = found
      ? await found.act({ params: found.params, query: url.searchParams, body: text ? JSON.parse(text) : undefined, language, requestId, url, userId })
      : refusal(404, 'unknown_route', `No route ${url.pathname}`);
  } catch (thrown) {
    result = refusal(500, 'internal', String(thrown));
  }
  const { status, body } = result?.__answer ? result : { status: 200, body: result };
  response.statusCode = status;
  if (result?.cookie !== undefined) response.setHeader('Set-Cookie', `mock_session=${result.cookie}; Path=/`);
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('MS-CorrelationId', randomUUID());
  response.setHeader('MS-RequestId', requestId);
  response.end(body === undefined ? '' : JSON.stringify(body));
}

function find(method: string, path: string) {
  for (const table of tables) {
    for (const [route, act] of Object.entries(table)) {
      const [verb, pattern = ''] = route.split(' ');
      if (verb !== method) continue;
      const names: string[] = [];
      const regex = pattern.replace(/\{(\w+)\}/g, (_, name: string) => { names.push(name); return '([^/]+)'; });
      const match = new RegExp(`^${regex}$`).exec(path);
      if (!match) continue;
      return { act, params: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')])) };
    }
  }
  return undefined;
}
