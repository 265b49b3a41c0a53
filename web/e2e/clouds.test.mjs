// The account's life, and the US Government cloud: the main job without agreement and reseller; pages that are not there.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { newDomain, openBrowser, path, Person } from './person.mjs';
import { Server } from './server.mjs';

const government = new Server('demo', '--cloud', 'usgov');
const server = new Server();
let browser;
before(async () => { [browser] = await Promise.all([openBrowser(), government.start(), server.start()]); });
after(async () => { await browser?.close(); await government.end(); await server.end(); });

for (const language of ['fr', 'en']) {
  path(`the US Government cloud: a customer with an offer, without an agreement, ${language}`, async () => {
    const person = await Person.at(browser, government, { language });
    const { page } = person;
    await person.signIn('directBill', 'US', ['SalesAgent']);
    const name = `Prairie ${newDomain('District')}`;
    await person.open('/customers/new/account');
    await person.text('onboarding.usgov.agreement').waitFor();
    assert.equal(await person.field('company.qualification').count(), 0);
    assert.equal(await page.locator('#section-agreement, #section-reseller').count(), 0);
    await person.field('company.name').fill(name);
    await person.field('company.domain').fill(newDomain('prairie'));
    await person.field('address.addressLine1').fill('12 Station Road');
    await person.field('address.city').fill('Lincoln');
    await person.field('address.state').selectOption('NE');
    await person.field('address.postalCode').fill('68502');
    await person.field('contact.firstName').fill('Ana');
    await person.field('contact.lastName').fill('Lee');
    await person.field('contact.email').fill('clerk@prairie.example');
    await person.button('onboarding.nextSubscriptions').click();
    await page.waitForURL(/\/customers\/new\/subscriptions/);
    const offers = await person.addOffers([5]);
    await person.button('onboarding.nextReview').click();
    await page.waitForURL(/\/customers\/new\/review/);
    assert.equal(await page.locator('#review-agreement').count(), 0);
    await page.locator('button:not([aria-disabled="true"])').filter({ hasText: person.t('onboarding.send.do') }).click();
    await page.waitForURL(/\/customers\/new\/done/);
    await page.getByText(person.t('onboarding.done.title', { name })).waitFor();
    const customer = await page.getByRole('link', { name: person.t('onboarding.done.toCustomer') }).getAttribute('href');
    await person.open(`${customer}/subscriptions`);
    for (const offer of offers) await page.getByText(offer).first().waitFor();
    assert.equal(await page.getByRole('link', { name: person.t('customer.agreement'), exact: true }).count(), 0);
    await person.open('/gov/validations');
    await person.text('government.notHere').waitFor();
    assert.deepEqual(person.trouble, []);
  });

  path(`education is asked for, refused, corrected, approved; the relation ends, ${language}`, async () => {
    const person = await Person.at(browser, server, { language });
    const { page } = person;
    await person.signIn('directBill', 'FR', ['GlobalAdmin', 'AdminAgent']);
    const { csrfToken } = await (await page.request.get(`${person.base}/ext/v1/session`)).json();
    const domain = newDomain('lycee');
    const made = await page.request.post(`${person.base}/v1/customers`, {
      headers: { 'X-CSRF-Token': csrfToken },
      data: {
        companyProfile: { domain: `${domain}.onmicrosoft.com` },
        billingProfile: { email: `gestion@${domain}.fr`, culture: 'fr-FR', language: 'fr', companyName: `Lycée ${domain}`,
          defaultAddress: { firstName: 'A', lastName: 'B', addressLine1: '1 rue', city: 'Gap', postalCode: '05000', country: 'FR' } },
      },
    });
    const { id } = await made.json();
    await person.open(`/customers/${id}/account`);
    await person.button('account.ask').click();
    await person.button('account.askSend').click();
    await person.text('account.vettingOf.InReview').waitFor();
    await person.open('/operator/reviews');
    await page.getByRole('button', { name: person.t('review.refuseOf', { name: `Lycée ${domain}` }) }).click();
    await person.field('refusal-reason').fill('Not in the register.');
    await page.getByRole('alertdialog').getByRole('button', { name: person.t('review.refuse') }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' }); // answered, as below
    await person.open(`/customers/${id}/account`);
    await page.getByText('Not in the register.').waitFor();
    await person.button('account.askAgain').click();
    await person.button('account.askSend').click();
    await person.text('account.vettingOf.InReview').waitFor(); // answered: leaving before would give the asking up
    await person.open('/operator/reviews');
    await page.getByRole('button', { name: person.t('review.approveOf', { name: `Lycée ${domain}` }) }).click();
    await page.getByText(person.t('review.none')).waitFor();
    await person.open(`/customers/${id}/account`);
    await person.text('account.vettingOf.Approved').waitFor();

    await person.button('account.endRelation').click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('textbox').fill(domain);
    await dialog.getByRole('button', { name: person.t('account.endRelation') }).click();
    await page.waitForURL(/\/customers$/);
    await person.open(`/customers/${id}`);
    await person.text('shell.notFoundTitle').waitFor();
    assert.deepEqual(person.trouble, []);
  });
}
