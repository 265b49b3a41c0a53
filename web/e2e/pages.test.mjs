// Every page of the portal, in both themes, wide and on a phone: nothing scrolls sideways, axe finds nothing.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { dayBefore, newDomain, openBrowser, path, Person } from './person.mjs';
import { Server } from './server.mjs';

const server = new Server();
let browser;
before(async () => { [browser] = await Promise.all([openBrowser(), server.start()]); });
after(async () => { await browser?.close(); await server.end(); });

async function judge(person, page, found) {
  await person.page.waitForLoadState('networkidle');
  await person.page.waitForTimeout(300);
  found.push(...(await person.axe()).map((finding) => `${page}: ${finding}`));
  const wide = await person.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) found.push(`${page}: ${wide} px too wide`);
  // A page with room below what it shows has nothing to scroll to.
  const long = await person.page.evaluate(() => {
    const shown = Math.max(0, ...[...document.querySelectorAll('#main *')].map((each) => each.getBoundingClientRect().bottom));
    return shown && shown + scrollY < innerHeight - 220 ? document.documentElement.scrollHeight - innerHeight : 0;
  });
  if (long > 0) found.push(`${page}: scrolls by ${long} px into nothing`);
}

async function openAll(person, addresses, found) {
  for (const address of addresses) {
    await person.open(address);
    await judge(person, address, found);
  }
}

/** What a search says it looks through is read whole. */
async function placeholders(person, addresses, found) {
  for (const address of addresses) {
    await person.open(address);
    await person.page.locator('main input[type=search]').waitFor();
    const cut = await person.page.locator('main input[type=search]').evaluate((input) => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(input);
      const canvas = document.createElement('canvas').getContext('2d');
      canvas.font = font;
      return Math.ceil(canvas.measureText(input.placeholder).width - (input.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)));
    });
    if (cut > 0) found.push(`${address}: ${cut} px of the search's words are cut`);
  }
}

/** Menus stand open over their page; on a phone a row has none. */
async function openMenus(person, found) {
  const { page } = person;
  await person.open('/customers');
  await page.waitForLoadState('networkidle');
  for (const menu of ['td button[aria-haspopup=menu]', 'header button[aria-haspopup=menu]']) {
    const button = page.locator(menu).filter({ visible: true }).first();
    if (!(await button.count())) continue;
    await button.click();
    await page.getByRole('menu').waitFor();
    await judge(person, `menu of ${menu}`, found);
    // Nothing lies over an entry: what the pointer meets there is the menu's.
    const covered = await page.getByRole('menuitem').evaluateAll((entries) => entries.filter((entry) => {
      const { left, top, width, height } = entry.getBoundingClientRect();
      return !entry.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    }).map((entry) => entry.textContent));
    if (covered.length) found.push(`menu of ${menu}: out of the pointer's reach: ${covered.join(', ')}`);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    if (!(await button.evaluate((one) => one === document.activeElement))) found.push(`menu of ${menu}: the focus is not back`);
  }
}

/** The wizard's steps, with errors, suggestions, blockers and all. */
async function walkWizard(person, found) {
  const { page } = person;
  const name = `Verrerie ${newDomain('Josselin')}`;
  // A later step with nothing to stand on begins with the first.
  await person.open('/customers/new/subscriptions');
  await person.field('company.name').waitFor();
  await person.open('/customers/new/account');
  await judge(person, 'account', found);
  await person.button('onboarding.nextSubscriptions').click();
  await page.getByRole('alert').waitFor();
  await judge(person, 'account with errors', found);
  await person.fillAccount({ name, domain: newDomain('josselin') });
  await person.button('onboarding.agreement.updateSignatory').click();
  await person.field('agreement.dateAgreed').fill(await dayBefore(person, 1));
  await person.field('resellerId').click();
  await page.locator('[role="option"]').first().waitFor();
  await judge(person, 'account with the reseller list', found);
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: person.t('onboarding.agreement.invited') }).check();
  await person.button('onboarding.nextSubscriptions').click();
  await page.waitForURL(/subscriptions/);
  await person.addOffers([999_999]);
  await judge(person, 'subscriptions over a limit', found);
  await page.getByRole('textbox', { name: person.t('common.quantityOf') }).first().fill('10');
  await person.button('onboarding.nextReview').click();
  await page.waitForURL(/review/);
  await person.text('onboarding.blocked.invited').waitFor();
  await judge(person, 'review, blocked', found);
  await person.button('onboarding.blocked.keepCart').click();
  await page.locator('button:not([aria-disabled="true"])').filter({ hasText: person.t('onboarding.send.do') }).click();
  await page.waitForURL(/done/);
  await judge(person, 'confirmation', found);
  const link = await page.locator('code', { hasText: '/secret/' }).textContent();
  await person.button('onboarding.done.copy').click();
  await person.button('onboarding.done.finish').click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await judge(person, 'customer', found);
  const customer = new URL(page.url()).pathname;
  await openAll(person, ['subscriptions', 'agreement', 'orders'].map((tab) => `${customer}/${tab}`), found);
  await page.goto(link);
  await judge(person, 'secret link', found);
  await person.button('secret.reveal').click();
  await page.getByRole('heading', { name: person.t('secret.shownTitle') }).waitFor();
  await judge(person, 'secret shown', found);
  await page.reload();
  await judge(person, 'secret read', found);
}

for (const theme of ['light', 'dark']) {
  for (const width of [1440, 390]) {
    path(`${theme}, ${width} px`, async () => {
      const found = [];
      const person = await Person.at(browser, server, { language: theme === 'light' ? 'fr' : 'en', theme, width });
      await person.open('/signin');
      await judge(person, 'sign-in', found);
      await person.signIn('indirectProvider', 'FR', ['SalesAgent']);
      await judge(person, 'overview', found);
      await openAll(person, ['/customers', '/customers?q=zzzz', '/customers/drafts', '/accessibility', '/nowhere'], found);
      await openMenus(person, found);
      await walkWizard(person, found);
      await openAll(person, ['/customers/drafts'], found);
      assert.deepEqual([...found, ...person.trouble], []);
    });
  }
}

for (const width of [1440, 390]) {
  path(`settings and relations, ${width} px`, async () => {
    const found = [];
    const person = await Person.at(browser, server, { language: 'fr', width });
    await person.signIn('indirectProvider', 'FR', ['GlobalAdmin', 'AdminAgent']);
    await openAll(person, [
      '/settings/users', '/settings/profile', '/settings/agreements', '/settings/security', '/settings/apps', '/gov/validations', '/operator/reviews',
      '/account', '/resellers', '/catalog', '/customers/request-relationship',
    ], found);
    // An order's number stands on one line.
    const { items } = await (await person.page.request.get(`${server.base}/ext/v1/customers?size=50`)).json();
    await person.open(`/customers/${items.find((one) => one.licenses > 0).id}/orders`);
    const number = person.page.locator('section code').first();
    await number.waitFor();
    assert.equal(await number.evaluate((code) => code.getClientRects().length), 1);
    assert.deepEqual([...found, ...person.trouble], []);
  });
}

// 320: WCAG 1.4.10. 720: a laptop's window at 200 %.
for (const width of [320, 720]) {
  path(`${width} px: nothing scrolls sideways`, async () => {
    const found = [];
    const person = await Person.at(browser, server, { language: 'fr', width });
    await person.signIn('indirectProvider', 'FR', ['SalesAgent']);
    await openAll(person, ['/', '/customers', '/customers/new/account', '/customers/drafts', '/customers/import', '/customers/request-relationship'], found);
    if (width === 720) await placeholders(person, ['/customers', '/catalog'], found);
    await walkWizard(person, found);
    assert.deepEqual(found, []);
  });
}
