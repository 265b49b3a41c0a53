// A customer is added through the portal by the people whose job it is, and found again after a restart.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { dayBefore, newDomain, openBrowser, path, Person } from './person.mjs';
import { Server } from './server.mjs';

const server = new Server();
let browser;
before(async () => { [browser] = await Promise.all([openBrowser(), server.start()]); });
after(async () => { await browser?.close(); await server.end(); });

for (const language of ['fr', 'en']) {
  path(`the provider's sales agent adds a customer with a reseller and two offers, ${language}`, async () => {
    const person = await Person.at(browser, server, { language });
    const { page } = person;
    await person.signIn('indirectProvider', 'FR', ['SalesAgent']);
    const name = `Boulangeries ${newDomain('Kerouanton')}`;
    const domain = newDomain('kerouanton');
    await person.open('/customers');
    await person.link('onboarding.title').first().click();
    await page.waitForURL(/\/customers\/new\/account/);
    await correctNumber(person);

    await person.fillAccount({ name, domain, registrationNumber: '732 829 320' });
    await person.field('agreement.dateAgreed').fill(await dayBefore(person, 1));
    await person.text('onboarding.domain.reserved').waitFor();
    const resellerName = await chooseReseller(person);
    await person.button('onboarding.nextSubscriptions').click();
    await page.waitForURL(/\/customers\/new\/subscriptions/);
    const offers = await person.addOffers([25, 30]);
    await page.getByRole('complementary').getByText(person.t('onboarding.total.all')).waitFor();
    await person.button('onboarding.nextReview').click();
    await page.waitForURL(/\/customers\/new\/review/);
    for (const shown of [name, `${domain}.onmicrosoft.com`, resellerName, ...offers]) await page.getByText(shown).first().waitFor();
    await updateFromReview(person);

    const { link, customer } = await sendAndRestart(person, name, 'onboarding.done.receipt');
    // Leaving without the link asks once.
    const confirmation = page.url();
    await page.evaluate(() => window.history.back());
    await person.button('onboarding.done.stay').click();
    assert.equal(page.url(), confirmation);
    await finish(person, name);

    await person.open(`${customer}/subscriptions`);
    for (const offer of offers) await page.getByText(offer).first().waitFor();
    await person.open(`${customer}/agreement`);
    await page.getByText(person.t('common.state.accepted')).first().waitFor();
    await person.open(`${customer}/orders`);
    for (const offer of offers) await page.getByText(offer).first().waitFor();
    await findInList(person, name, resellerName);
    const stranger = await readLinkOnce(language, link, domain);
    assert.deepEqual([...person.trouble, ...stranger.trouble], []);
  });

  path(`the direct partner invites a customer: no purchase is possible and the page says why, ${language}`, async () => {
    const person = await Person.at(browser, server, { language });
    const { page } = person;
    await person.signIn('directBill', 'FR', ['SalesAgent']);
    const name = `Laiterie ${newDomain('Montjoly')}`;
    const domain = newDomain('montjoly');
    await person.open('/customers/new/account');
    await person.fillAccount({ name, domain });
    assert.equal(await person.field('resellerId').count(), 0, 'a direct partner has no resellers');
    await page.getByRole('radio', { name: person.t('onboarding.agreement.invited') }).check();
    await person.button('onboarding.nextSubscriptions').click();
    await page.waitForURL(/subscriptions/);
    await person.text('onboarding.invitedCartText').waitFor();
    await person.addOffers([5]);
    await person.button('onboarding.nextReview').click();
    await page.waitForURL(/review/);

    await person.text('onboarding.blocked.invited').waitFor();
    const submit = page.getByRole('button', { name: person.t('onboarding.send.do') });
    assert.equal(await submit.getAttribute('aria-disabled'), 'true');
    await submit.focus();
    await page.keyboard.press('Enter');
    assert.match(page.url(), /review/);
    await person.button('onboarding.blocked.keepCart').click();
    await person.text('onboarding.blocked.keptText').waitFor();

    const { link, customer } = await sendAndRestart(person, name, 'onboarding.done.invited');
    await finish(person, name);
    await page.getByText(person.t('common.state.invited')).first().waitFor();
    for (const tab of ['subscriptions', 'orders']) {
      await person.open(`${customer}/${tab}`);
      await person.text(tab === 'orders' ? 'customer.order.noneTitle' : 'customer.sub.noneTitle').waitFor();
    }
    // The cart waits there as long as a draft would.
    await person.text('customer.cart.title').waitFor();
    const [cart] = await (await page.request.get(`${server.base}/ext/v1${customer}/carts`)).json();
    const { businessTime } = await (await page.request.get(`${server.base}/ext/v1/sandbox/clock`)).json();
    assert.ok(Date.parse(cart.expirationTimestamp) - Date.parse(businessTime) > 29 * 86_400_000, cart.expirationTimestamp);
    await person.open(`${customer}/agreement`);
    await page.getByText(person.t('common.state.invited')).first().waitFor();
    await findInList(person, name, person.t('common.state.invited'));
    const stranger = await readLinkOnce(language, link, domain);
    assert.deepEqual([...person.trouble, ...stranger.trouble], []);
  });

  path(`an address of unusual form is kept with its reason, in the wizard and on the account, ${language}`, async () => {
    const person = await Person.at(browser, server, { language });
    const { page } = person;
    await person.signIn('directBill', 'FR', ['SalesAgent']);
    const name = `Relais ${newDomain('Rousset')}`;
    await person.open('/customers/new/account');
    await person.fillAccount({ name, domain: newDomain('rousset') });
    await page.getByRole('radio', { name: person.t('onboarding.agreement.invited') }).check();
    assert.equal(await person.field('addressOverride').count(), 0, 'an address of usual form needs no reason');
    await person.field('address.postalCode').fill('F-29000 X');
    await person.button('onboarding.nextSubscriptions').click();
    await page.getByRole('alert').waitFor();
    await person.field('addressOverride').fill('Secteur postal');
    await person.button('onboarding.nextSubscriptions').click();
    await page.waitForURL(/subscriptions/);
    await person.button('onboarding.nextReview').click();
    await page.waitForURL(/review/);
    await person.text('onboarding.review.override', { reason: 'Secteur postal' }).waitFor();
    const { customer } = await sendAndRestart(person, name, 'onboarding.done.invited');
    await person.open(`${customer}/account`);
    await page.getByText('F-29000 X').first().waitFor();
    await person.button('account.editBilling').click();
    await page.locator('[id="defaultAddress.postalCode"]').fill('2900');
    await person.button('common.save').click();
    await person.field('addressOverride').fill('Boîte militaire');
    await person.button('common.save').click();
    await person.text('account.saved').waitFor();
    await page.getByText(/2900\s+Quimper/).first().waitFor();
    assert.deepEqual(person.trouble, []);
  });
}

/** A wrong number is told at its field, in the summary and in the index; the link leads to the field. */
async function correctNumber(person) {
  const { page } = person;
  await person.field('company.registrationNumber').fill('732 829 321');
  await person.button('onboarding.nextSubscriptions').click();
  await page.getByRole('alert').waitFor();
  await page.getByRole('alert').getByRole('link').filter({ hasText: /SIREN/ }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'company.registrationNumber');
}

async function chooseReseller(person) {
  await person.field('resellerId').click();
  const reseller = person.page.locator('[role="option"]:not([aria-disabled="true"])').first();
  const name = (await reseller.locator('span span').first().textContent()).trim();
  await reseller.click();
  return name;
}

/** Update leads to the section and back to the review, nothing lost. */
async function updateFromReview(person) {
  const { page } = person;
  await page.getByRole('button', { name: person.t('onboarding.review.update') }).first().click();
  await person.field('address.addressLine2').fill('Bâtiment B');
  await person.button('onboarding.backToReview').click();
  await page.getByText('Bâtiment B').waitFor();
}

/** Submits, restarts the server, and finds the confirmation as it was: its link, and the customer it leads to. */
async function sendAndRestart(person, name, agreement) {
  const { page } = person;
  const shown = async () => {
    await page.getByText(person.t('onboarding.done.title', { name })).waitFor();
    await person.text(agreement).waitFor();
    return page.locator('code', { hasText: '/secret/' }).textContent();
  };
  await page.locator('button:not([aria-disabled="true"])').filter({ hasText: person.t('onboarding.send.do') }).click();
  await page.waitForURL(/\/customers\/new\/done/);
  const link = await shown();
  await server.restart();
  await page.reload();
  assert.equal(await shown(), link);
  const customer = await page.getByRole('link', { name: person.t('onboarding.done.toCustomer') }).getAttribute('href');
  return { link, customer };
}

async function finish(person, name) {
  await person.button('onboarding.done.copy').click();
  await person.button('onboarding.done.finish').click();
  await person.page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
  await person.page.getByRole('heading', { level: 1, name }).waitFor();
}

async function findInList(person, name, beside) {
  await person.open(`/customers?q=${encodeURIComponent(name.split(' ')[1].slice(0, 8))}`);
  const row = person.page.getByRole('row').filter({ has: person.page.getByRole('link', { name }) });
  await row.getByText(beside).first().waitFor();
}

/** The link shows the password once. */
async function readLinkOnce(language, link, domain) {
  const stranger = await Person.at(browser, server, { language });
  await stranger.page.goto(link);
  await stranger.button('secret.reveal').click();
  await stranger.page.getByText(`admin@${domain}.onmicrosoft.com`).waitFor();
  await stranger.page.reload();
  await stranger.page.getByRole('heading', { name: stranger.t('secret.readTitle') }).waitFor();
  return stranger;
}

path('a draft outlives the server, is resumed by a colleague, deleted and put back', async () => {
  const person = await Person.at(browser, server, { language: 'fr' });
  const { page } = person;
  await person.signIn('indirectProvider', 'FR', ['SalesAgent']);
  const name = `Huilerie ${newDomain('Sainte')}`;
  await person.open('/customers/new/account');
  await person.field('company.name').fill(name);
  await person.field('company.domain').fill(newDomain('huilerie'));
  await page.getByText(person.t('onboarding.draft.saved')).first().waitFor();
  await server.restart();

  const colleague = await Person.at(browser, server, { language: 'en' });
  await colleague.signIn('indirectProvider', 'FR', ['AdminAgent']);
  await colleague.open('/customers/drafts');
  await colleague.page.getByRole('link', { name: colleague.t('drafts.resumeOf', { name }) }).click();
  await colleague.field('company.name').waitFor();
  assert.equal(await colleague.field('company.name').inputValue(), name);
  await colleague.field('address.city').fill('Quimper');
  await colleague.page.getByText(colleague.t('onboarding.draft.saved')).first().waitFor();
  await colleague.page.waitForTimeout(1200);

  // Typed meanwhile in the first browser: told who saved it, and both entries are kept.
  await person.field('contact.firstName').fill('Solène');
  await person.button('onboarding.draft.resume').click();
  await page.waitForFunction(() => document.getElementById('address.city')?.value === 'Quimper');
  assert.equal(await person.field('contact.firstName').inputValue(), 'Solène');

  await page.waitForTimeout(1200);
  await person.open('/customers/drafts');
  await page.getByRole('button', { name: person.t('drafts.deleteOf', { name }) }).click();
  await person.button('common.undo').click();
  await page.getByRole('button', { name: person.t('drafts.deleteOf', { name }) }).waitFor();
  await page.waitForFunction((text) => document.activeElement.textContent.includes(text), name);
  assert.deepEqual([...person.trouble, ...colleague.trouble], []);
});

path('what was typed when the session ended is there after signing in again, for the same person alone', async () => {
  const person = await Person.at(browser, server, { language: 'fr' });
  const { page } = person;
  const { tenant, who } = await person.signIn('directBill', 'FR', ['SalesAgent']);
  const other = tenant.people.find((each) => each.roles.length === 1 && each.roles[0] === 'AdminAgent');
  const name = `Corderie ${newDomain('Morgat')}`;
  const sayAfterTheEnd = async (field, text) => {
    await person.field(field).waitFor();
    await page.waitForLoadState('networkidle');
    await page.context().clearCookies();
    await person.field(field).fill(text);
    await page.waitForURL(/signin/);
  };
  const unsent = () => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('entrepot.unsent')).length);
  // Before the server ever had anything of it.
  await person.open('/customers/new/account');
  await sayAfterTheEnd('company.name', name);
  await person.choose(tenant, who);
  await person.text('onboarding.draft.found').waitFor();
  assert.equal(await person.field('company.name').inputValue(), name);
  await page.getByText(person.t('onboarding.draft.saved')).first().waitFor();
  assert.equal(await unsent(), 0, 'what is saved is kept nowhere else');
  await page.waitForURL(/draft=/);

  // And over a draft that it has; the part that was saved and the part that was not.
  await sayAfterTheEnd('address.city', 'Crozon');
  await person.choose(tenant, who);
  await page.waitForFunction(() => document.getElementById('address.city')?.value === 'Crozon');
  assert.equal(await person.field('company.name').inputValue(), name);
  await page.getByText(person.t('onboarding.draft.saved')).first().waitFor();

  // Somebody else in this tab gets the draft as it was saved, and so does whoever comes after.
  await sayAfterTheEnd('contact.firstName', 'Solène');
  assert.equal(await unsent(), 1);
  await person.choose(tenant, other);
  await page.waitForFunction(() => document.getElementById('address.city')?.value === 'Crozon');
  assert.equal(await person.field('contact.firstName').inputValue(), '');
  assert.equal(await unsent(), 0);
  assert.deepEqual(person.trouble, []);
});

path('a silent server is asked what became of the sending before anything is sent again', async () => {
  const person = await Person.at(browser, server, { language: 'fr' });
  const { page } = person;
  await person.signIn('directBill', 'FR', ['SalesAgent']);
  const name = `Brasserie ${newDomain('Cormeray')}`;
  await person.open('/customers/new/account');
  await person.fillAccount({ name, domain: newDomain('cormeray') });
  await person.field('agreement.dateAgreed').fill(await dayBefore(person, 0));
  await person.button('onboarding.nextSubscriptions').click();
  await page.waitForURL(/subscriptions/);
  await person.button('onboarding.nextReview').click();
  await page.waitForURL(/review/);
  // The answer is lost on its way; what it says was done.
  let sent = 0;
  await page.route('**/ext/v1/onboardings', async (route) => {
    sent += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await person.button('onboarding.send.do').click();
  await page.waitForURL(/done/);
  await page.getByText(person.t('onboarding.done.title', { name })).waitFor();
  assert.equal(sent, 1);
  assert.deepEqual(person.trouble, []);
});

path('a domain taken meanwhile opens step 1 at the domain, with everything kept', async () => {
  const person = await Person.at(browser, server, { language: 'en' });
  const { page } = person;
  await person.signIn('directBill', 'FR', ['SalesAgent']);
  const name = `Scierie ${newDomain('Hardouin')}`;
  const domain = newDomain('hardouin');
  await person.open('/customers/new/account');
  await person.fillAccount({ name, domain });
  await person.field('agreement.dateAgreed').fill(await dayBefore(person, 0));
  await person.button('onboarding.nextSubscriptions').click();
  await page.waitForURL(/subscriptions/);
  await person.button('onboarding.nextReview').click();
  await page.waitForURL(/review/);
  const refused = { code: 'domain_taken', description: 'Taken.', source: 'Entrepot',
    data: [{ field: 'company.domain', code: 'domain_taken', rule: 'This domain is taken.', remedy: 'Choose another.' }] };
  await page.route('**/ext/v1/onboardings', (route) => route.fulfill({ status: 409, json: refused }), { times: 1 });
  await person.button('onboarding.send.do').click();
  await page.waitForURL(/account/);
  await person.text('onboarding.send.domainTaken').waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'company.domain');
  await page.getByText('This domain is taken. Choose another.').first().waitFor();
  assert.equal(await person.field('company.name').inputValue(), name);

  await person.field('company.domain').fill(newDomain('hardouin'));
  await person.text('onboarding.domain.reserved').waitFor();
  await person.button('onboarding.backToReview').click();
  await page.waitForURL(/review/);
  await person.button('onboarding.send.do').click();
  await page.waitForURL(/done/);
  assert.deepEqual(person.trouble, []);
});

path('a part asked for while the server restarts comes when it is back, and nothing typed is lost', async () => {
  const person = await Person.at(browser, server, { language: 'fr' });
  const { page } = person;
  await person.signIn('directBill', 'FR', ['SalesAgent']);
  const name = `Filature ${newDomain('Sarzeau')}`;
  await person.open('/customers/new/account');
  await person.field('company.name').fill(name);
  await page.getByText(person.t('onboarding.draft.saved')).first().waitFor();
  await server.stop();

  // Over the page: the calendar; what was typed stays under it.
  await person.button('common.openCalendar').first().click();
  await person.text('shell.part.waiting').waitFor();
  await server.start();
  await page.getByRole('dialog', { name: person.t('common.calendar') }).waitFor();
  assert.equal(await page.locator('[data-part-missing]').count(), 0);
  await page.keyboard.press('Escape');
  assert.equal(await person.field('company.name').inputValue(), name);

  // In the page: another page's own chunk and style sheet.
  await server.stop();
  await person.link('shell.customers').first().click();
  await person.text('shell.part.waiting').waitFor();
  await server.start();
  await page.getByRole('heading', { level: 1, name: person.t('shell.customers') }).waitFor();
  await page.getByRole('row').nth(3).waitFor();
  const unstyled = await page.evaluate(() => [...document.querySelectorAll('link[rel="stylesheet"]')].filter((link) => !link.sheet).length);
  assert.equal(unstyled, 0);
  assert.deepEqual(person.trouble, []);
});

path('a part that an upgrade took away offers to reload, and the rest of the page stands', async () => {
  const person = await Person.at(browser, server, { language: 'en' });
  const { page } = person;
  await person.signIn('directBill', 'FR', ['SalesAgent']);
  await person.open('/customers/new/account');
  await person.field('company.name').fill('Tuilerie');
  await page.route('**/assets/Calendar-*.js', (route) => route.fulfill({ status: 404, body: 'No such file.' }));
  await page.route(`${server.base}/`, (route) => route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/assets/index-next.js"></script>' }));
  await person.button('common.openCalendar').first().click();
  await person.text('shell.part.outdated').waitFor();
  await person.button('shell.reload').waitFor();
  assert.equal(await person.field('company.name').inputValue(), 'Tuilerie');
  assert.deepEqual(person.trouble, []);
});

path('two have the same form open: the second is told what changed, loses nothing and goes on', async () => {
  const person = await Person.at(browser, server, { language: 'fr' });
  const { page } = person;
  await person.signIn('directBill', 'FR', ['SalesAgent']);
  const [{ id }] = (await (await page.request.get(`${server.base}/ext/v1/customers?size=1`)).json()).items;
  const second = new Person(await page.context().newPage(), server.base, 'fr');
  const address = newDomain('rue');
  for (const [edit, field, mine, theirs] of [['editBilling', 'defaultAddress.addressLine2', address, 'email'], ['editCompany', 'legalName', `Forges ${address}`, 'vatNumber']]) {
    for (const each of [person, second]) {
      await each.open(`/customers/${id}/account`);
      await each.button(`account.${edit}`).click();
      await each.field(field).waitFor();
    }
    const changed = theirs === 'email' ? `compta@${address}.example` : '';
    await person.field(theirs).fill(changed);
    if (theirs === 'vatNumber') await person.field('legalName').fill(`Aciéries ${address}`);
    await person.button('common.save').click();
    await person.text('account.saved').waitFor();

    await second.field(field).fill(mine);
    await second.button('common.save').click();
    const told = second.page.getByRole('alert').filter({ hasText: second.t('common.stale.title', {}, false) });
    await told.getByText(changed || `Aciéries ${address}`).first().waitFor();
    assert.doesNotMatch(await told.textContent(), /abonnement/i);
    assert.equal(await second.field(field).inputValue(), mine);
    await second.button('common.stale.resume').click();
    await second.button('common.save').click();
    await second.text('account.saved').waitFor();
    await second.page.getByText(mine).first().waitFor();
    if (changed) await second.page.getByText(changed).first().waitFor();
  }
  assert.deepEqual([...person.trouble, ...second.trouble], []);
});
