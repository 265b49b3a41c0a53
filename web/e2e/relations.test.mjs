// Agreements and relations by keyboard alone, with a server that dies in the middle of an act, and as a reseller of two providers.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { openBrowser, path, Person } from './person.mjs';
import { Server } from './server.mjs';

const server = new Server();
let browser;
before(async () => { [browser] = await Promise.all([openBrowser(), server.start()]); });
after(async () => { await browser?.close(); await server.end(); });

/** Tabs until the thing has the focus, as a person without a mouse does. */
async function tabTo(person, locator, most = 60) {
  const { page } = person;
  await locator.waitFor();
  for (let tries = 0; tries < most; tries += 1) {
    if (await locator.evaluate((one) => one === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not reach ${locator}`);
}
const focused = (person) => person.page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.tagName);
const items = async (person, path) => (await (await person.page.request.get(person.base + path)).json()).items;

path('attesting, inviting and starting a campaign by keyboard alone', async () => {
  const person = await Person.at(browser, server, { language: 'fr' });
  const { page } = person;
  await person.signIn('indirectProvider', 'FR', ['GlobalAdmin', 'AdminAgent']);
  const dialog = page.getByRole('dialog').last();
  const gone = () => dialog.waitFor({ state: 'detached' });

  const [customer] = await items(person, '/ext/v1/customers?agreement=invited&size=1');
  await person.open(`/customers/${customer.id}/agreement`);
  await tabTo(person, person.button('customer.attest'));
  await page.keyboard.press('Enter');
  await tabTo(person, person.field('phoneNumber'));
  await page.keyboard.press('Enter');
  await gone();
  await person.text('customer.agr.attested').waitFor();
  await page.waitForFunction(() => document.activeElement && document.activeElement !== document.body);

  await person.open('/resellers');
  const invite = person.button('relations.resellers.invite');
  await tabTo(person, invite);
  await page.keyboard.press('Enter');
  await tabTo(person, person.field('name'));
  await page.keyboard.type('Réseau de la Rance');
  await page.keyboard.press('Enter');
  await person.field('mail').waitFor();
  assert.match(await focused(person), person.t('relations.request.link'));
  assert.ok(await page.evaluate(() => Boolean(document.activeElement?.closest('[role=dialog]'))));
  await page.keyboard.press('Escape');
  await gone();
  await page.waitForFunction(() => document.activeElement !== document.body);
  assert.match(await focused(person), person.t('relations.resellers.invite'));

  // Its link ends only after a question, which starts on the safe answer.
  await tabTo(person, page.getByRole('button', { name: /Réseau de la Rance/ }).first());
  await page.keyboard.press('Enter');
  const revoke = person.button('relations.list.revoke').first();
  await tabTo(person, revoke);
  await page.keyboard.press('Enter');
  await person.text('relations.list.askText.revoke').waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'BUTTON');
  assert.match(await focused(person), person.t('relations.list.askKeep.revoke'));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('[role=dialog]').length === 1);
  await page.waitForFunction(() => document.activeElement?.tagName === 'BUTTON');
  assert.equal((await items(person, '/ext/v1/invitations?kind=partnership'))[0].state, 'open');
  await tabTo(person, revoke);
  await page.keyboard.press('Enter');
  await tabTo(person, person.button('relations.list.askDo.revoke').last());
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !document.querySelector('[role=dialog]'));
  assert.equal((await items(person, '/ext/v1/invitations?kind=partnership'))[0].state, 'revoked');

  await person.open('/settings/agreements');
  const start = person.button('relations.settings.start').first();
  await tabTo(person, start);
  await page.keyboard.press('Enter');
  await tabTo(person, person.field('name'));
  await page.keyboard.press('Enter');
  await person.text('relations.settings.nameMissing').waitFor();
  await tabTo(person, person.field('name'));
  await page.keyboard.type('Contrat de mars');
  await page.keyboard.press('Enter');
  await gone();
  await page.getByRole('rowheader', { name: 'Contrat de mars' }).waitFor();
  await page.waitForFunction(() => document.activeElement !== document.body);
  assert.match(await focused(person), person.t('relations.settings.start'));
  assert.deepEqual(person.trouble, []);
});

path('a server that dies in the middle: said plainly, nothing typed is lost, nothing is done twice', async () => {
  const person = await Person.at(browser, server, { language: 'en' });
  const { page } = person;
  await person.signIn('indirectProvider', 'FR', ['GlobalAdmin', 'AdminAgent']);
  const dialog = page.getByRole('dialog').last();
  /** The act is done, but its answer is lost with the server; then the same click again. */
  const dying = async (url, click) => {
    await page.route(url, async (route) => {
      if (route.request().method() === 'GET') return route.continue();
      await route.fetch();
      await server.stop();
      await route.abort();
    });
    await click();
    await person.text('problems.network').waitFor();
    await page.unroute(url);
    await click();
    await page.waitForTimeout(300);
    await person.text('problems.network').waitFor();
    await server.start();
    await click();
  };

  await person.open('/resellers');
  await person.button('relations.resellers.invite').click();
  await person.field('name').fill('Réseau du Couesnon');
  await dying('**/ext/v1/invitations', async () => {
    assert.equal(await person.field('name').inputValue(), 'Réseau du Couesnon');
    await dialog.getByRole('button', { name: person.t('relations.resellers.inviteDo') }).click();
  });
  await person.field('mail').waitFor();
  assert.equal((await items(person, '/ext/v1/invitations?kind=partnership')).filter((one) => one.recipient.name === 'Réseau du Couesnon').length, 1);

  await person.open('/settings/agreements');
  await person.button('relations.settings.start').click();
  await person.field('name').fill('Spring');
  await dying('**/ext/v1/agreement-campaigns', () => dialog.getByRole('button', { name: person.t('relations.settings.start') }).click());
  await dialog.waitFor({ state: 'detached' });
  assert.equal((await items(person, '/ext/v1/agreement-campaigns')).filter((one) => one.name === 'Spring').length, 1);

  const [customer] = await items(person, '/ext/v1/customers?agreement=invited&size=1');
  await person.open(`/customers/${customer.id}/agreement`);
  await person.button('customer.attest').click();
  await person.field('phoneNumber').fill('');
  await dying('**/v1/customers/*/agreements', () => dialog.getByRole('button', { name: person.t('customer.agr.submit') }).click());
  await dialog.waitFor({ state: 'detached' });
  const page2 = await (await page.request.get(`${person.base}/ext/v1/customers/${customer.id}/agreement`)).json();
  assert.equal(page2.acceptances.length, 1);
  assert.deepEqual(person.trouble, []);
});

path('a reseller of two providers chooses whose prices it reads and with whom it asks', async () => {
  const provider = await Person.at(browser, server, { language: 'fr' });
  const people = await (await provider.page.request.get(`${server.base}/ext/v1/sandbox/people`)).json();
  const reseller = people.items.find((one) => one.name === 'Réseau Vilaine');
  const agent = reseller.people.find((one) => one.roles.join() === 'SalesAgent');
  const person = await Person.at(browser, server, { language: 'fr', width: 390 });
  await person.page.request.post(`${server.base}/ext/v1/sandbox/sign-in`, { data: { userId: agent.userId } });
  await person.open('/catalog');
  await person.text('relations.catalog.chooseText').waitFor();
  const price = person.page.locator('main').getByText(/€/).first();
  assert.equal(await person.page.locator('main').getByText(/\d €/).count(), 0);
  const choice = person.page.getByLabel(person.t('relations.catalog.provider'));
  await choice.selectOption({ label: 'Armor Distribution' });
  const armor = await price.textContent();
  await choice.selectOption({ label: 'Loire Distribution' });
  await person.text('relations.catalog.ownPrices', { name: 'Loire Distribution' }).waitFor();
  assert.notEqual(await price.textContent(), armor);
  assert.deepEqual(await person.axe(), []);

  await person.open('/customers/request-relationship');
  await person.button('relations.request.make').click();
  await person.page.getByRole('link', { name: person.t('relations.request.providerMissing') }).waitFor();
  await person.field('other').selectOption({ label: 'Loire Distribution' });
  await person.button('relations.request.make').click();
  assert.match(await person.field('mail').inputValue(), /avec Loire Distribution/);
  assert.deepEqual(person.trouble, []);
});
