// A small OpenID provider on a loopback port: it signs in whoever the test says, at one click.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';

const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export class Provider {
  client = { id: 'entrepot', secret: 'kept+by the/test' };
  /** What the next tokens say. */
  person = {};
  #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #codes = new Map();
  #server;

  async start() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    await new Promise((go) => this.#server.listen(0, '127.0.0.1', go));
    this.issuer = `http://127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  async stop() {
    this.#server?.closeAllConnections();
    await new Promise((go) => (this.#server ? this.#server.close(go) : go()));
  }

  async #answer(request, response) {
    const { pathname, searchParams } = new URL(request.url, this.issuer);
    const json = (value, status = 200) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    if (pathname === '/.well-known/openid-configuration') {
      return json({ issuer: this.issuer, authorization_endpoint: `${this.issuer}/authorize`, token_endpoint: `${this.issuer}/token`, jwks_uri: `${this.issuer}/keys` });
    }
    if (pathname === '/keys') return json({ keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'ES256' }] });
    if (pathname === '/authorize') return this.#authorize(searchParams, response);
    if (pathname === '/token') return this.#token(request, json);
    return json({}, 404);
  }

  /** A page of the provider's own: its two buttons lead back. */
  #authorize(asked, response) {
    const code = randomUUID();
    this.#codes.set(code, { nonce: asked.get('nonce'), challenge: asked.get('code_challenge') });
    const back = (more) => `${asked.get('redirect_uri')}?${new URLSearchParams({ ...more, state: asked.get('state'), iss: this.issuer })}`.replaceAll('&', '&amp;');
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>Provider</title><h1>Provider</h1>
      <a id="go" href="${back({ code })}">Continue</a> <a id="refuse" href="${back({ error: 'access_denied' })}">Refuse</a>`);
  }

  async #token(request, json) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const [id, secret] = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString().split(':').map(decodeURIComponent);
    if (id !== this.client.id || secret !== this.client.secret) return json({ error: 'invalid_client' }, 401);
    const found = this.#codes.get(form.get('code'));
    this.#codes.delete(form.get('code'));
    const fits = found && createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') === found.challenge;
    if (!fits) return json({ error: 'invalid_grant' }, 400);
    const now = Math.floor(Date.now() / 1000);
    const text = `${encode({ alg: 'ES256', kid: 'one' })}.${encode({ iss: this.issuer, aud: this.client.id, iat: now, exp: now + 300, nonce: found.nonce, ...this.person })}`;
    const signature = sign('sha256', Buffer.from(text), { key: this.#keys.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
    return json({ access_token: 'of no use', token_type: 'Bearer', id_token: `${text}.${signature}` });
  }
}
