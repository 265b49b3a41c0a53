// A customer and two partners: both ask, it refuses one and accepts the other with delegated rights and agreement in the
// same act, later the second one too; it sees both and takes rights back.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { newDomain, openBrowser, path, Person } from './person.mjs';
import { Server } from './server.mjs';

const server = new Server();
let browser;
before(async () => { [browser] = await Promise.all([openBrowser(), server.start()]); });
after(async () => { await browser?.close(); await server.end(); });

async function call(person, method, path, data) {
  const { csrfToken } = await (await person.page.request.get(`${person.base}/ext/v1/session`)).json();
  const answer = await person.page.request.fetch(person.base + path, { method, headers: { 'X-CSRF-Token': csrfToken }, data });
  assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.text()) === '' ? undefined : answer.json();
}

/** A company whose relation has ended: nobody's customer, with a first administrator who can sign in. */
async function company(provider) {
  const domain = newDomain('halle');
  const { id, userCredentials } = await call(provider, 'POST', '/v1/customers', {
    companyProfile: { domain: `${domain}.onmicrosoft.com` },
    billingProfile: { email: `mairie@${domain}.fr`, culture: 'fr-FR', language: 'fr', companyName: `Halle ${domain}`,
      defaultAddress: { firstName: 'Rozenn', lastName: 'Le Bihan', addressLine1: '1 place des Halles', city: 'Quimper', postalCode: '29000', country: 'FR' } },
  });
  await call(provider, 'PATCH', `/v1/customers/${id}`, { relationshipToPartner: 'none' });
  return { id, name: `Halle ${domain}`, ...userCredentials };
}

/** Asks on the page, as a person does; gives the protected link. */
async function ask(person, { delegated }) {
  await person.open('/customers/request-relationship');
  await person.field('name').fill('Rozenn Le Bihan');
  if (delegated) await person.page.getByLabel(person.t('relations.request.delegated')).check();
  const made = person.page.waitForResponse((one) => one.url().endsWith('/ext/v1/invitations') && one.request().method() === 'POST');
  await person.button('relations.request.make').click();
  const { link } = await (await made).json();
  await person.text('relations.request.textTitle').waitFor();
  return link;
}

async function accept(person, link, asker, rights) {
  await person.page.goto(link);
  await person.page.getByRole('heading', { name: person.t('relations.ask.relationship', { name: asker }) }).waitFor();
  const grant = person.field('delegated');
  if (rights) await grant.check();
  else assert.equal(await grant.count(), 0);
  await person.page.getByRole('checkbox').last().check();
  await person.button('relations.ask.accept').click();
  await person.page.getByRole('heading', { name: person.t('relations.ask.acceptedTitle') }).waitFor();
}

for (const [language, width] of [['fr', 1440], ['en', 390]]) {
  path(`two partners ask one customer, ${language}, ${width}`, async () => {
    const provider = await Person.at(browser, server, { language });
    const { tenant: armor } = await provider.signIn('indirectProvider', 'FR', ['GlobalAdmin', 'AdminAgent']);
    const halle = await company(provider);
    const direct = await Person.at(browser, server, { language });
    const { tenant: belledonne } = await direct.signIn('directBill', 'FR', ['SalesAgent']);
    const [first, second] = [await ask(direct, { delegated: true }), await ask(provider, { delegated: false })];

    const customer = await Person.at(browser, server, { language, width });
    const { page } = customer;
    await page.goto(first);
    await customer.link('relations.ask.signIn').click();
    await customer.field('userName').fill(halle.userName);
    await customer.field('password').fill(halle.password);
    await customer.button('session.signIn').click();
    await page.getByRole('heading', { name: customer.t('relations.ask.relationship', { name: belledonne.name }) }).waitFor();
    assert.deepEqual(await customer.axe(), []);

    // The other one is refused first, and may ask again.
    await page.goto(second);
    await customer.button('relations.ask.refuse').click();
    await page.getByRole('heading', { name: customer.t('relations.ask.refusedTitle') }).waitFor();
    await page.goto(second);
    await customer.text('relations.ask.overText.refused').waitFor();

    await accept(customer, first, belledonne.name, true);
    const seen = await call(direct, 'GET', `/v1/customers/${halle.id}`);
    assert.equal(seen.allowDelegatedAccess, true);
    assert.equal((await call(direct, 'GET', `/v1/customers/${halle.id}/directSignedMicrosoftCustomerAgreementStatus`)).isSigned, true);

    await accept(customer, await ask(provider, { delegated: false }), armor.name, false);
    await customer.link('relations.ask.toPartners').click();
    await page.getByRole('heading', { name: belledonne.name }).waitFor();
    await page.getByRole('heading', { name: armor.name }).waitFor();
    assert.deepEqual(await customer.axe(), []);

    await customer.button('relations.mine.withdraw').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: customer.t('relations.mine.withdraw') }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await customer.button('relations.mine.withdraw').count(), 0);
    assert.equal((await call(direct, 'GET', `/v1/customers/${halle.id}`)).allowDelegatedAccess, false);
    assert.equal((await call(provider, 'GET', `/v1/customers/${halle.id}`)).id, halle.id);
    for (const person of [provider, direct, customer]) assert.deepEqual(person.trouble, []);
  });
}

path('a relationship is asked for, its text copied and the request taken back by the keyboard alone', async () => {
  const person = await Person.at(browser, server, { language: 'fr' });
  const { page } = person;
  const { keyboard } = page;
  await person.signIn('indirectProvider', 'FR', ['SalesAgent']);
  await person.open('/customers/request-relationship');
  const name = `Rozenn ${newDomain('lebihan')}`;
  await person.tabTo(person.field('name'));
  await keyboard.type(name);
  await person.tabTo(person.field('email'));
  await keyboard.type('rozenn@');
  await keyboard.press('Enter');
  await person.text('relations.request.emailBad').waitFor();
  assert.equal(await person.focused(), 'email');
  await keyboard.type('halle.example');
  await person.tabTo(person.field('delegated'));
  await keyboard.press('Space');
  await person.tabTo(person.button('relations.request.make'));
  await keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'made-title');
  await person.tabTo(person.button('relations.request.copyText'));
  await keyboard.press('Enter');
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\/invitation\//);

  const show = page.getByRole('button', { name: person.t('relations.list.showOf', { name }) });
  await person.tabTo(show);
  await keyboard.press('Enter');
  const panel = page.getByRole('dialog').filter({ has: page.locator('[id=mail]') });
  await panel.waitFor();
  await keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await page.waitForFunction((text) => document.activeElement.ariaLabel?.includes(text), name);
  await keyboard.press('Enter');
  await panel.waitFor();
  await person.tabTo(panel.getByRole('button', { name: person.t('relations.list.revoke') }));
  await keyboard.press('Enter');
  await person.text('relations.list.askText.revoke').waitFor();
  await person.tabTo(person.button('relations.list.askDo.revoke').last());
  await keyboard.press('Enter');
  await panel.waitFor({ state: 'detached' });
  await show.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement !== document.body);
  assert.deepEqual(person.trouble, []);
});
