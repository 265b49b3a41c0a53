// From an empty production folder to a signed-in administrator with a second factor; then an invitation and a passkey.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { openBrowser, path, Person, said } from './person.mjs';
import { Server } from './server.mjs';
import { code } from './totp.mjs';

const server = new Server('serve');
let browser;
before(async () => { [browser] = await Promise.all([openBrowser(), server.start()]); });
after(async () => { await browser?.close(); await server.end(); });

async function someone(language) {
  const context = await browser.newContext({ locale: language === 'fr' ? 'fr-FR' : 'en-GB', viewport: { width: 1280, height: 900 } });
  return new Person(await context.newPage(), server.base, language);
}

const field = (page, name) => page.locator(`#${name}`);
const press = (person, key) => person.page.getByRole('button', { name: said(person.language, key) }).click();
const heading = (person, key, values) => person.page.getByRole('heading', { level: 1, name: said(person.language, key, values) }).waitFor();

async function enrol(person) {
  await heading(person, 'session.enrol.title');
  await person.page.locator('details summary').click();
  const secret = (await person.page.locator('details code').innerText()).replace(/\s/g, '');
  await field(person.page, 'code').fill('000000');
  await press(person, 'session.enrol.done');
  await person.page.getByRole('alert').first().waitFor();
  await field(person.page, 'code').fill(code(secret));
  await press(person, 'session.enrol.done');
  await heading(person, 'session.recovery.title');
  assert.equal(await person.page.locator('ul code').count(), 10);
  await person.page.locator('#kept').check();
  await press(person, 'session.recovery.done');
  await heading(person, 'shell.overview');
  return secret;
}

path('a fresh deployment gets its organisation, and a colleague', async () => {
  const anne = await someone('fr');
  const { page } = anne;
  const link = /http\S+\/setup#\S+/.exec(server.said)?.[0];
  assert.ok(link, 'the link is printed');
  await page.goto(link);
  await heading(anne, 'session.setup.title');
  assert.ok(!page.url().includes('#'), 'the word is taken out of the address');
  await press(anne, 'session.setup.make');
  await page.getByRole('alert').first().waitFor();
  await field(page, 'organisation').fill('Armor Distribution');
  await field(page, 'country').selectOption('FR');
  await field(page, 'domain').fill('armor');
  await field(page, 'firstName').fill('Anne');
  await field(page, 'lastName').fill('Kermarrec');
  await field(page, 'email').fill('anne@armor.fr');
  await field(page, 'password').fill('galet bruine chaloupe tamaris');
  await press(anne, 'session.setup.make');
  await enrol(anne);

  // A colleague, invited.
  await page.goto(`${server.base}/settings/users`);
  await heading(anne, 'access.users.title');
  await page.getByRole('button', { name: said('fr', 'access.users.invite') }).first().click();
  await field(page, 'firstName').fill('Camille');
  await field(page, 'lastName').fill('Le Goff');
  await field(page, 'userName').fill('camille@armor.fr');
  await field(page, 'language').selectOption('en');
  await field(page, 'role-SalesAgent').check();
  await press(anne, 'access.users.makeLink');
  const invitation = await page.locator('code', { hasText: '/join#' }).first().innerText();

  const camille = await someone('en');
  await camille.page.goto(invitation);
  await field(camille.page, 'password').fill('password12345');
  await press(camille, 'session.join.choose');
  await camille.page.getByRole('alert').first().waitFor();
  await field(camille.page, 'password').fill('falaise embrun genet chalutier');
  await press(camille, 'session.join.choose');
  await heading(camille, 'session.enrol.title');

  // A passkey instead of a phone: Chromium's own, in software.
  const devtools = await camille.page.context().newCDPSession(camille.page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await press(camille, 'session.enrol.passkey');
  await heading(camille, 'session.recovery.title');
  await camille.page.locator('#kept').check();
  await press(camille, 'session.recovery.done');
  await heading(camille, 'shell.overview');
  await camille.page.context().clearCookies();
  await camille.page.goto(`${server.base}/signin`);
  await field(camille.page, 'userName').fill('camille@armor.fr');
  await field(camille.page, 'password').fill('falaise embrun genet chalutier');
  await press(camille, 'session.signIn');
  await press(camille, 'session.factor.usePasskey');
  await heading(camille, 'shell.overview');

  // The link works once.
  const again = await someone('en');
  await again.page.goto(invitation);
  await heading(again, 'session.join.over');
  assert.deepEqual([...anne.trouble, ...camille.trouble, ...again.trouble], []);
});
