// What opens behind an invitation's link, for the pictures: of each kind, signed in or not, answered, late, taken back.
import { request } from 'playwright-core';

const named = (tenants, name) => tenants.find((each) => (name instanceof RegExp ? name.test(each.name) : each.kind === name));
/** Someone of the seeded world by the organisation's kind or name: the calls of that person. */
async function someone(base, tenantName, roles = ['GlobalAdmin', 'AdminAgent']) {
  const api = await request.newContext({ baseURL: base });
  const { items } = await (await api.get('/ext/v1/sandbox/people')).json();
  const tenant = named(items, tenantName);
  const who = tenant.people.find((each) => roles.every((role) => each.roles.includes(role))) ?? tenant.people[0];
  await api.post('/ext/v1/sandbox/sign-in', { data: { userId: who.userId } });
  const { csrfToken } = await (await api.get('/ext/v1/session')).json();
  const call = async (method, path, data) => {
    const answer = await api.fetch(path, { method, data, headers: { 'X-CSRF-Token': csrfToken } });
    if (!answer.ok()) console.log(`  ${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json().catch(() => undefined);
  };
  return { call, end: () => api.dispose() };
}

const recipient = { name: 'Rozenn Le Bihan', email: 'rozenn@halle.example', language: 'fr' };
const provider = 'indirectProvider';

/** A customer of its own for each picture, whose first administrator can sign in: those of the world stay as they are. */
async function customerOf(partner) {
  const domain = `halles-${Date.now().toString(36)}`;
  const { id, userCredentials } = await partner.call('POST', '/v1/customers', {
    companyProfile: { domain: `${domain}.onmicrosoft.com` },
    billingProfile: { email: `rozenn@${domain}.example`, culture: 'fr-FR', language: 'fr', companyName: 'Halles de Quimper',
      defaultAddress: { firstName: 'Rozenn', lastName: 'Le Bihan', addressLine1: '1 place des Halles', city: 'Quimper', postalCode: '29000', country: 'FR' } },
  });
  return { id, userCredentials };
}

/** An invitation of this kind: its link, its identifier, and the account of the customer it is for. */
async function make(base, kind) {
  const [partner, asker] = await Promise.all([someone(base, provider), someone(base, kind === 'relationship' ? 'directBill' : provider)]);
  try {
    if (kind === 'partnership') return await partner.call('POST', '/ext/v1/invitations', { kind, sendMail: false, recipient });
    const { id, userCredentials: account } = await customerOf(partner);
    if (kind === 'relationship') return { account, ...await asker.call('POST', '/ext/v1/invitations', { kind, delegated: true, sendMail: false, recipient }) };
    if (kind === 'agreement') return { account, ...await partner.call('POST', `/ext/v1/customers/${id}/agreement-invitations`, { sendMail: false }) };
    const begun = await partner.call('POST', `/v1/customers/${id}/attestations`, {});
    return { account, id: begun.id, link: begun.embedUri };
  } finally {
    await Promise.all([partner.end(), asker.end()]);
  }
}

const pathOf = (link) => { const at = new URL(link); return at.pathname + at.search; };

/** The reader's own session, in the language and theme of the browser: the customer's, or someone's of an organisation. */
async function enter(page, base, as, account) {
  if (as === 'customer') await page.request.post(`${base}/ext/v1/session`, { data: account });
  else {
    const { items } = await (await page.request.get(`${base}/ext/v1/sandbox/people`)).json();
    await page.request.post(`${base}/ext/v1/sandbox/sign-in`, { data: { userId: named(items, as).people[0].userId } });
  }
  const { csrfToken } = await (await page.request.get(`${base}/ext/v1/session`)).json();
  const call = (method, path, data) => page.request.fetch(base + path, { method, data, headers: { 'X-CSRF-Token': csrfToken } });
  const [language, theme] = await page.evaluate(() => [navigator.language.slice(0, 2), matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light']);
  await call('PATCH', '/ext/v1/me/preferences', { language, theme });
  return call;
}

/** `then` brings the invitation, or who reads it, as far as the picture wants. */
export const linkStates = (base) => {
  const of = (kind, { as, then, act } = {}) => ({
    out: true,
    path: async (page) => {
      await page.context().clearCookies();
      await page.goto(`${base}/accessibility`);
      const made = await make(base, kind);
      const call = as && await enter(page, base, as, made.account);
      if (then) await then({ page, call, made, word: made.link.split('/').pop() });
      return pathOf(made.link);
    },
    act,
  });
  const told = (state) => async ({ page }) => {
    await page.route('**/ext/v1/invitation-links/*', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), state } });
    });
  };
  const revoked = async ({ made }) => {
    const partner = await someone(base, provider);
    await partner.call('POST', `/ext/v1/invitations/${made.id}/revocation`);
    await partner.end();
  };
  const tick = async (page) => page.locator('main [type=checkbox]').last().check();
  const accept = async (page) => { await tick(page); await page.getByRole('button', { name: /^(Accepter|Accept)$/ }).click(); await page.waitForTimeout(700); };
  const refuse = (page) => page.getByRole('button', { name: /^(Refuser|Refuse|Decline)$/ }).click();
  return {
    'ask-agreement': of('agreement'),
    'ask-agreement-form': of('agreement', { as: 'customer' }),
    'ask-agreement-wrong-account': of('agreement', { as: provider }),
    'ask-agreement-done': of('agreement', { as: 'customer', act: accept }),
    'ask-agreement-declined': of('agreement', { as: 'customer', act: refuse }),
    'ask-agreement-accepted': of('agreement', { then: told('accepted') }),
    'ask-agreement-refused': of('agreement', { as: 'customer', then: ({ call, word }) => call('POST', `/ext/v1/invitation-links/${word}/refusal`) }),
    'ask-agreement-expired': of('agreement', { then: told('expired') }),
    'ask-agreement-revoked': of('agreement', { then: revoked }),
    'ask-page': of('attestation'),
    'ask-page-unnamed': of('attestation', { act: accept }),
    'ask-page-done': of('attestation', { act: async (page) => { await page.locator('#acceptedBy').fill('Rozenn Le Bihan'); await accept(page); } }),
    'ask-page-accepted': of('attestation', { then: told('accepted') }),
    'ask-page-expired': of('attestation', { then: told('expired') }),
    'ask-relationship': of('relationship'),
    'ask-relationship-form': of('relationship', { as: 'customer' }),
    'ask-relationship-expired': of('relationship', { then: told('expired') }),
    'ask-partnership': of('partnership'),
    'ask-partnership-form': of('partnership', { as: /Réseau Vilaine/ }),
    'ask-partnership-revoked': of('partnership', { then: revoked }),
    'ask-unknown': { path: '/invitation/nowhere', out: true },
    'ask-broken': { path: '/invitation/nowhere', out: true, idle: false,
      before: (page) => page.route('**/ext/v1/invitation-links/*', (route) => route.fulfill({ status: 503, contentType: 'application/json', body: '{"code":"unknown","description":""}' })),
      act: (page) => page.waitForTimeout(4000) },
  };
};
