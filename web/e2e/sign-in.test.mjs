// Ways to sign in beside the password: a passkey and an authenticator app of my account, and an outside provider.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { openBrowser, path, Person } from './person.mjs';
import { Provider } from './provider.mjs';
import { Server } from './server.mjs';
import { code } from './totp.mjs';

const provider = new Provider();
const folder = mkdtempSync(join(tmpdir(), 'entrepot-providers-'));
const file = join(folder, 'providers.json');
const server = Server.named('demo', '--sign-in-providers', file);
const domain = 'belledonne-cloud.onmicrosoft.com';
let browser;
let tenant;

before(async () => {
  await provider.start();
  writeFileSync(join(folder, 'secret'), `${provider.client.secret}\n`);
  writeFileSync(file, JSON.stringify({
    providers: [{ name: 'ours', label: 'Ours', issuer: provider.issuer, clientId: provider.client.id, clientSecretFile: join(folder, 'secret'), tenant: domain }],
  }));
  [browser] = await Promise.all([openBrowser(), server.start()]);
  tenant = JSON.parse(readFileSync(join(server.data, 'sandbox.json'), 'utf8')).tenants.find((each) => each.domain === domain);
});
after(async () => {
  await browser?.close();
  await server.end();
  await provider.stop();
  rmSync(folder, { recursive: true, force: true });
});

const account = (role) => tenant.users.find((each) => each.roles.length === 1 && each.roles[0] === role);
const heading = (person, key) => person.page.getByRole('heading', { level: 1, name: person.t(key) }).waitFor();

async function withPassword(person, user) {
  await person.open('/signin');
  await person.field('userName').fill(user.upn);
  await person.field('password').fill(user.password);
  await person.button('session.signIn').click();
}

async function signOut(person) {
  await person.page.context().clearCookies();
}

path('a passkey is added in my account, signs in, and is removed', async () => {
  const person = await Person.at(browser, server, { language: 'fr' });
  const user = account('SalesAgent');
  const devtools = await person.page.context().newCDPSession(person.page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await withPassword(person, user);
  await heading(person, 'shell.overview');
  await person.open('/account');
  await person.button('access.factors.addPasskey').click();
  // The first factor brings its recovery codes.
  await person.page.locator('#kept').check();
  await person.button('session.recovery.done').click();
  const remove = person.button('access.factors.removeOf', { name: '.*' });
  await person.page.getByRole('button', { name: /^Supprimer/ }).first().waitFor();

  await signOut(person);
  await withPassword(person, user);
  await heading(person, 'session.factor.title');
  await person.button('session.factor.usePasskey').click();
  await heading(person, 'shell.overview');

  await person.open('/account');
  await remove.or(person.page.getByRole('button', { name: /^Supprimer/ })).first().click();
  await person.page.getByRole('dialog').or(person.page.getByRole('alertdialog')).getByRole('button', { name: person.t('access.factors.remove') }).click();
  await person.text('access.factors.removed').waitFor();
  await person.text('access.factors.none').waitFor();

  await signOut(person);
  await withPassword(person, user);
  await heading(person, 'shell.overview');
  assert.deepEqual(person.trouble, []);
});

path('an authenticator app is added in my account; its code, and a recovery code, are asked for', async () => {
  const person = await Person.at(browser, server, { language: 'en' });
  const user = account('HelpdeskAgent');
  await withPassword(person, user);
  await heading(person, 'shell.overview');
  await person.open('/account');
  await person.button('access.factors.add').click();
  await person.page.locator('details summary').click();
  const secret = (await person.page.locator('details code').innerText()).replace(/\s/g, '');
  await person.field('code').fill(code(secret));
  await person.button('session.enrol.done').click();
  await person.page.locator('ul code').first().waitFor();
  const recovery = await person.page.locator('ul code').first().innerText();
  await person.page.locator('#kept').check();
  await person.button('session.recovery.done').click();

  await signOut(person);
  await withPassword(person, user);
  await heading(person, 'session.factor.title');
  await person.field('code').fill('000000');
  await person.button('session.factor.prove').click();
  await person.page.getByRole('alert').first().waitFor();
  // The code of the moment was used at enrolment: the one that follows counts too.
  await person.field('code').fill(code(secret, 1));
  await person.button('session.factor.prove').click();
  await heading(person, 'shell.overview');

  await signOut(person);
  await withPassword(person, user);
  await person.button('session.factor.useRecovery').click();
  await person.field('code').fill(recovery);
  await person.button('session.factor.prove').click();
  await heading(person, 'shell.overview');
  assert.deepEqual(person.trouble, []);
});

async function outside(person, choice = '#go') {
  await person.page.getByRole('button', { name: person.t('session.outside.go', { provider: 'Ours' }) }).click();
  await person.page.waitForURL(`${provider.issuer}/**`);
  await person.page.locator(choice).click();
}

path('an outside provider signs in who has a verified address, and leads to the page that was asked for', async () => {
  const person = await Person.at(browser, server, { language: 'fr' });
  const user = account('AdminAgent');
  provider.person = { sub: 'one', email: user.upn, email_verified: false };
  await person.open('/customers');
  await outside(person);
  await person.page.getByRole('alert').getByText('garantit pas').waitFor();
  assert.ok(!person.page.url().includes('code='), 'the code is taken out of the address');
  await person.link('session.outside.again').click();
  await outside(person, '#refuse');
  await person.page.getByRole('alert').getByText('access_denied').waitFor();

  provider.person.email_verified = true;
  await person.open('/customers');
  await outside(person);
  await person.page.waitForURL(`${server.base}/customers`);
  await person.page.getByRole('heading', { level: 1 }).first().waitFor();

  await person.open('/account');
  await person.page.getByRole('button', { name: person.t('access.outside.unlinkOf', { provider: 'Ours' }) }).click();
  await person.text('access.outside.unlinked').waitFor();
  // And linked again from here.
  await person.page.getByRole('button', { name: person.t('access.outside.link', { provider: 'Ours' }) }).click();
  await person.page.waitForURL(`${provider.issuer}/**`);
  await person.page.locator('#go').click();
  await person.page.waitForURL(`${server.base}/account`);
  await person.page.getByRole('button', { name: person.t('access.outside.unlinkOf', { provider: 'Ours' }) }).waitFor();
  assert.deepEqual(await person.axe(), []);

  // A second use of the same answer, from the history.
  await person.open('/signin/back?code=old&state=old');
  await person.page.getByRole('alert').getByText('navigateur').waitFor();
  assert.deepEqual(person.trouble, []);
});

path('a provider that is away is said to be, and the password goes on working', async () => {
  const person = await Person.at(browser, server, { language: 'en' });
  await server.restart();  // it remembers nothing of the provider
  await provider.stop();
  await person.open('/signin');
  await person.page.getByRole('button', { name: person.t('session.outside.go', { provider: 'Ours' }) }).click();
  await person.page.getByRole('alert').getByText('does not answer').waitFor();
  await withPassword(person, account('BillingAdmin'));
  await heading(person, 'shell.overview');
  assert.deepEqual(person.trouble, []);
});
