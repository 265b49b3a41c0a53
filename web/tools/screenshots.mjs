// Takes pictures of the portal's pages: node tools/screenshots.mjs <base url> <folder> [page …]; languages, themes, widths.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { walkImport } from './screenshot-import.mjs';
import { linkStates } from './screenshot-links.mjs';
import { importStates, listStates, wizardStates } from './screenshot-states.mjs';

const [base = 'http://127.0.0.1:5173', folder = 'shots', ...wanted] = process.argv.slice(2);
const env = (name, usual) => (process.env[name] ?? usual).split(',');
const languages = env('LANGUAGES', 'fr,en');
const themes = env('THEMES', 'light,dark');
const widths = env('WIDTHS', '1440,390').map(Number);
const userName = process.env.WHO ?? 'Camille Le Goff';
mkdirSync(folder, { recursive: true });

const firstCustomer = async (page) => {
  const answer = await page.request.get(`${base}/ext/v1/customers?size=5&q=${process.env.CUSTOMER ?? ''}`);
  return (await answer.json()).items[0].id;
};
// A file of six customers, two of them wrong, taken as far as a step.
const upload = async (page) => {
  const at = Date.now().toString(36);
  const rows = ['Moulin de Kerbris', 'Scierie Vasseur', 'Atelier Kerneis', 'Verger de Saoû', 'Librairie du Port', 'Boulangerie des Fours-Banaux'].map((name, index) => [
    name, 'France', `${at}-${index}`, '14, rue des Fours-Banaux', 'Quimper', index === 1 ? '290' : '29000', 'Anne', 'Le Bris', index === 3 ? 'anne@@' : 'anne@kerbris.fr', 'à rappeler',
  ].join(';'));
  const text = ['Société;Pays;Domaine;Adresse;Ville;Code postal;Prénom;Nom;E-mail;Remarque', ...rows].join('\r\n');
  await page.setInputFiles('#import-file', { name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.waitForURL(/customers\/import\/.+/);
  await page.locator('footer, [class*=footer] button').last().waitFor();
};
const check = async (page) => {
  await upload(page);
  await page.locator('input[name=agreement]').first().check({ timeout: 2000 }).catch(() => {});
  await page.getByRole('button', { name: /^(Vérifier|Check)\s/ }).click();
  await page.locator('[aria-pressed=true]').first().waitFor({ timeout: 20_000 });
  await page.locator('main [aria-expanded=false]').first().click();
};
const made = async (page) => {
  await check(page);
  await page.getByRole('button', { name: /^(Créer|Create)\s/ }).click();
  await page.getByRole('button', { name: /^(Créer les clients|Create the customers)$/ }).click();
  await page.locator('a[href*=report]').waitFor({ timeout: 20_000 });
};
// An eligibility that was approved, with its code, and one that waits; two qualifications that wait.
async function eligibilities(page) {
  const { items } = await get(page, '/ext/v1/eligibilities');
  if (items.length) return;
  const own = await post(page, '/ext/v1/eligibilities', { subject: 'partner', body: 'federal', hasUsPresence: true });
  await post(page, `/ext/v1/operator/eligibilities/${own.eligibilityId}/decision`, { approve: true, maxCreates: 5 });
  for (const [organizationName, body] of [['Arsenal de Rochefort', 'federal'], ['Commune de Saint-Aubin-sur-Loire', 'local']]) {
    const { eligibilityId } = await post(page, '/ext/v1/eligibilities', { subject: 'customer', organizationName, body, country: 'US', hasUsPresence: true });
    if (body === 'federal') await post(page, `/ext/v1/operator/eligibilities/${eligibilityId}/decision`, { approve: true, maxCreates: 5 });
  }
}
async function qualifications(page) {
  const { items } = await get(page, '/ext/v1/operator/qualifications?size=25');
  if (items.length) return;
  const { items: customers } = await get(page, '/ext/v1/customers?size=6&agreement=accepted');
  for (const { id } of customers.slice(0, 2)) await post(page, `/v1/customers/${id}/qualifications`, { qualification: 'education', website: 'https://lycee-des-fours-banaux.example' });
}
const pages = {
  signin: { path: '/signin', out: true },
  overview: { path: '/' },
  customers: { path: '/customers', act: async (page) => { await page.locator('[data-expander]').first().click().catch(() => {}); } },
  'customers-none': { path: '/customers?q=kerwan' },
  'customers-menu': { path: '/customers', act: async (page, width) => {
    if (width < 641) await page.locator('header button').first().click();
    else await page.locator('td button[aria-haspopup=menu]').first().click();
  } },
  customer: { path: (id) => `/customers/${id}` },
  'customer-subscriptions': { path: (id) => `/customers/${id}/subscriptions` },
  'customer-panel': { path: (id) => `/customers/${id}/subscriptions`, act: async (page) => { await page.locator('main [data-change] button').first().click({ timeout: 3000 }); } },
  'customer-agreement': { path: (id) => `/customers/${id}/agreement` },
  'customer-orders': { path: (id) => `/customers/${id}/orders` },
  'customer-account': { path: (id) => `/customers/${id}/account` },
  'customer-billing-panel': { path: (id) => `/customers/${id}/account`, act: (page) => page.getByRole('button', { name: /Mettre à jour la facturation|Update billing/ }).click() },
  'customer-end-relation': { path: (id) => `/customers/${id}/account`, act: (page) => page.getByRole('button', { name: /Supprimer la relation|Remove the relationship/ }).click({ timeout: 2000 }).catch(() => {}) },
  imports: { path: '/customers/import' },
  'import-columns': { path: '/customers/import', act: upload },
  'import-check': { path: '/customers/import', act: check },
  'import-report': { path: '/customers/import', act: made },
  profile: { path: '/settings/profile' },
  'profile-panel': { path: '/settings/profile', act: (page) => page.getByRole('button', { name: /juridique|legal/i }).first().click({ timeout: 2000 }).catch(() => {}) },
  validations: { path: '/gov/validations' },
  'validations-codes': { path: '/gov/validations', before: eligibilities },
  reviews: { path: '/operator/reviews' },
  'reviews-waiting': { path: '/operator/reviews', before: qualifications },
  ...importStates({ upload, check, made }),
  wizard: { path: '/customers/new/account' },
  ...wizardStates,
  ...listStates,
  drafts: { path: '/customers/drafts' },
  'customers-export': { path: '/customers', act: async (page) => {
    await page.getByRole('button', { name: /Exporter|Export/ }).first().click();
    await page.waitForTimeout(300);
    await page.getByRole('menuitem').last().click();
    await page.getByRole('button', { name: /Télécharger|Download/ }).waitFor({ timeout: 15000 }).catch(() => {});
  } },
  'customers-export-menu': { path: '/customers', act: (page) => page.getByRole('button', { name: /Exporter|Export/ }).first().click() },
  request: { path: '/customers/request-relationship' },
  resellers: { path: '/resellers' },
  reseller: { path: async (page) => `/resellers/${(await (await page.request.get(`${base}/ext/v1/partnerships`)).json()).items[0].id}` },
  'reseller-terms': { path: async (page) => pages.reseller.path(page), act: (page) => page.getByRole('button', { name: /Modifier les conditions|Change the terms/ }).click({ timeout: 2000 }) },
  providers: { path: '/providers' },
  catalog: { path: '/catalog' },
  agreements: { path: '/settings/agreements' },
  'agreements-links': { path: '/settings/agreements', act: (page) => page.getByRole('button', { name: /Voir les liens|See links/ }).first().click({ timeout: 3000 }).catch(() => {}) },
  'my-partners': { path: '/my/partners' },
  palette: { path: '/customers', act: async (page) => { await page.keyboard.press('Control+k'); await page.keyboard.type('ke', { delay: 40 }); } },
  clock: { path: '/', act: (page) => page.locator('header button').filter({ hasText: /Bac à sable|Sandbox/ }).first().click({ timeout: 2000 }).catch(() => {}) },
  help: { path: '/', act: async (page) => { await page.keyboard.press('?'); } },
  accessibility: { path: '/accessibility' },
  'not-found': { path: '/nowhere' },
};

// What customers, partners and settings have besides: roles by WHO, links made on the way.
const csrfOf = async (page) => (await (await page.request.get(`${base}/ext/v1/session`)).json()).csrfToken;
const post = async (page, path, data) => {
  const answer = await page.request.post(base + path, { data, headers: { 'X-CSRF-Token': await csrfOf(page) } });
  if (!answer.ok()) console.log(`  POST ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
};
const press = (page, name, which = 'first') => page.getByRole('button', { name })[which]().click({ timeout: 3000 }).catch(() => {});
const ownId = async (page) => (await (await page.request.get(`${base}/ext/v1/session`)).json()).tenant.id;
const withAgreement = async (page, agreement) => (await (await page.request.get(`${base}/ext/v1/customers?size=5&agreement=${agreement}`)).json()).items[0]?.id;
const customerBy = async (page, agreement) => (await withAgreement(page, agreement)) ?? withAgreement(page, 'invited');
const agreementOf = (state) => async (page) => `/customers/${await customerBy(page, state)}/agreement`;
const linkOf = (kind, more = {}) => async (page) => new URL((await post(page, '/ext/v1/invitations', { kind, delegated: kind === 'relationship', sendMail: false, recipient: { name: 'Rozenn Le Bihan', email: 'rozenn@halle.example', language: 'fr' }, ...more })).link).pathname;
const account = (id) => `/customers/${id}/account`;
// A campaign that concerns somebody: customers whose one acceptance is too long ago (rules A15), most of them with a link.
const get = async (page, path) => (await page.request.get(base + path)).json();
async function campaign(page) {
  const { items: running } = await get(page, '/ext/v1/agreement-campaigns');
  if (running.some((one) => !one.endedAt && one.progress.invited)) return;
  const [none, invited] = await Promise.all(['none', 'invited'].map((state) => get(page, `/ext/v1/customers?size=8&agreement=${state}`)));
  const items = [...none.items, ...invited.items].slice(0, 8);
  const outdate = async (some) => {
    for (const { id } of some) {
      const { current } = await get(page, `/ext/v1/customers/${id}/agreement`);
      await post(page, `/v1/customers/${id}/agreements`, { templateId: current.templateId, dateAgreed: '2022-05-01', primaryContact: { firstName: 'Ana', lastName: 'Lemercier', email: 'ana@lemercier.example' } });
    }
  };
  await outdate(items.slice(0, 5));
  const { id } = await post(page, '/ext/v1/agreement-campaigns', { name: 'Contrats d’avant avril 2023', dueOn: new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10) });
  await post(page, `/ext/v1/agreement-campaigns/${id}/links`, { sendMail: false });
  await outdate(items.slice(5));
}
const ofCampaign = (name) => ({ path: '/settings/agreements', before: campaign, act: async (page) => {
  if (!name) return;
  await page.getByRole('button', { name }).first().click({ timeout: 5000 });
  await page.waitForTimeout(600);
} });
Object.assign(pages, {
  campaign: ofCampaign(),
  'campaign-links': ofCampaign(/Voir les liens|See (the )?links/),
  'campaign-remind': ofCampaign(/^(Relancer|Remind)/),
  'campaign-send': ofCampaign(/^(Créer et envoyer|Create and send)/),
  'campaign-end': ofCampaign(/^(Clore|End|Close)$/),
  'customer-company-panel': { path: account, act: (page) => press(page, /Mettre à jour la société|Update the company/) },
  'customer-qualification-panel': { path: account, act: (page) => press(page, /Demander une qualification|Request a qualification|Corriger et renvoyer|Correct and send/) },
  'customer-agreement-none': { path: agreementOf('none') },
  'customer-agreement-invited': { path: agreementOf('invited') },
  'agreement-attest': { path: agreementOf('none'), act: (page) => press(page, /^(Attester de son accord|Attest)/, 'last') },
  'agreement-attest-wrong': { path: agreementOf('none'), act: async (page) => {
    await press(page, /^(Attester de son accord|Attest)/, 'last');
    await page.locator('#firstName').fill('', { timeout: 3000 }).catch(() => {});
    await page.locator('#email').fill('rozenn', { timeout: 3000 }).catch(() => {});
    await page.getByRole('button', { name: /^(Attester|Attest)$/ }).last().click({ timeout: 3000 }).catch(() => {});
  } },
  'agreement-ask': { path: agreementOf('none'), act: (page) => press(page, /Inviter le client|Invite the customer/) },
  'agreement-asked': { path: agreementOf('none'), act: async (page) => {
    await press(page, /Inviter le client|Invite the customer/);
    await press(page, /Créer l.invitation|Create the invitation/, 'last');
  } },
  'own-summary': { path: async (page) => `/customers/${await ownId(page)}` },
  'own-subscriptions': { path: async (page) => `/customers/${await ownId(page)}/subscriptions` },
  'own-agreement': { path: async (page) => `/customers/${await ownId(page)}/agreement` },
  'own-orders': { path: async (page) => `/customers/${await ownId(page)}/orders` },
  'own-account': { path: async (page) => `/customers/${await ownId(page)}/account` },
  'my-partners-accept': { path: '/my/partners', act: (page) => press(page, /Lire et accepter|Read and accept|Accepter de nouveau|Accept again/) },
  'my-partners-withdraw': { path: '/my/partners', act: (page) => press(page, /Retirer les privilèges|Withdraw the privileges/) },
  'resellers-invite': { path: '/resellers', act: (page) => press(page, /Inviter un revendeur|Invite a reseller/) },
  'resellers-invited': { path: '/resellers', act: async (page) => {
    await press(page, /Inviter un revendeur|Invite a reseller/);
    await press(page, /Créer l.invitation|Create the invitation/, 'last');
  } },
  'resellers-link': { path: '/resellers', act: (page) => press(page, /Afficher le lien|Show the link/) },
  'reseller-unsigned': { path: async (page) => `/resellers/${(await (await page.request.get(`${base}/ext/v1/partnerships`)).json()).items.find((one) => !one.agreementSigned).id}` },
  'reseller-end': { path: async (page) => `/resellers/${(await (await page.request.get(`${base}/ext/v1/partnerships`)).json()).items[0].id}`, act: (page) => press(page, /Mettre fin|End the/) },
  'providers-answer': { path: '/providers', act: (page) => press(page, /Répondre|Answer/) },
  'providers-end': { path: '/providers', act: (page) => press(page, /Mettre fin|End the/) },
  'catalog-next': { path: '/catalog', act: (page) => press(page, /Voir le mois|Preview next/) },
  'catalog-none': { path: '/catalog?q=kerwan' },
  'agreements-start': { path: '/settings/agreements', act: (page) => press(page, /Ouvrir une campagne|Start a campaign/) },
  'agreements-campaign': { path: '/settings/agreements', act: async (page) => {
    await post(page, '/ext/v1/agreement-campaigns', { name: 'Contrat client 2026', dueOn: new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10) });
    await page.reload();
    await page.waitForLoadState('networkidle');
  } },
  'profile-panel-organization': { path: '/settings/profile', act: (page) => press(page, /jour l.organisation|Update the organization/) },
  'profile-panel-billing': { path: '/settings/profile', act: (page) => press(page, /jour la facturation|Update billing/) },
  'profile-panel-support': { path: '/settings/profile', act: (page) => press(page, /jour le support|Update support/) },
  'validations-ask': { path: '/gov/validations', act: (page) => press(page, /Demander une éligibilité|Request eligibility/) },
  // With LINK the page of an invitation as its reader sees it, signed in or (link-out) not yet.
  link: { path: async () => process.env.LINK ?? '/invitation/nowhere' },
  'link-out': { path: async () => process.env.LINK ?? '/invitation/nowhere', out: true },
  'link-wrong-kind': { path: linkOf('relationship') },
  'link-partnership': { path: linkOf('partnership', { delegated: false }) },
  standing: { path: async (page) => { const { url } = await (await page.request.get(`${base}/v1/customers/relationshiprequests`)).json(); const at = new URL(url); return at.pathname + at.search; } },
  'frame-account': { path: '/settings/profile', act: (page) => page.locator('header button[aria-haspopup=menu]').last().click() },
  'own-person': { path: '/account' },
  'own-users': { path: '/settings/users' },
  'own-security': { path: '/settings/security' },
  'frame-menu': { path: '/', act: (page, width) => (width < 641 ? page.locator('header button').first().click() : Promise.resolve()) },
  'frame-start-failed': { path: '/', act: async (page) => {
    await page.route('**/ext/v1/session', (route) => route.abort());
    await page.goto(`${base}/accessibility`);
    await page.waitForTimeout(6000);
    await page.unroute('**/ext/v1/session');
  } },
  // The last one: it stays narrow.
  'frame-narrow': { path: '/', act: (page) => press(page, /Réduire le menu|Collapse menu/) },
});

Object.assign(pages, linkStates(base), wanted.includes('import-many') ? { 'import-many': { path: '/customers/import', walk: walkImport } } : {});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});
let findings = 0;
for (const language of languages) for (const width of widths) for (const theme of themes) {
  const context = await browser.newContext({
    viewport: { width, height: width < 641 ? 844 : 900 }, deviceScaleFactor: width < 641 ? 2 : 1,
    isMobile: width < 641, hasTouch: width < 641,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB', timezoneId: 'Europe/Paris', colorScheme: theme, reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(12_000);
  page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
  page.on('pageerror', (thrown) => console.log(`  page error: ${thrown.message}`));
  page.on('console', (said) => { if (['error', 'warning'].includes(said.type()) && !/Failed to load resource/.test(said.text())) console.log(`  console: ${said.text().slice(0, 300)}`); });
  const shoot = async (name, one) => {
    const path = typeof one.path !== 'function' ? one.path : one.path.constructor.name === 'AsyncFunction' ? await one.path(page) : one.path(await firstCustomer(page));
    const rest = () => (one.idle === false ? page.waitForTimeout(900) : page.waitForLoadState('networkidle'));
    if (one.before) await one.before(page);
    // A page that is left with something unsaved asks first; the camera does not wait for an answer.
    await page.goto('about:blank');
    await page.goto(base + path);
    await (one.act ? page.waitForLoadState('networkidle') : rest());
    await page.waitForTimeout(250);
    if (one.act) {
      await one.act(page, width).catch((thrown) => console.log(`  ${name}-${language}-${theme}-${width}: ${thrown.message.split('\n')[0]}`));
      await rest();
      await page.waitForTimeout(450);
    }
    if (!one.walk) return picture(name, one);
    const call = (method, path, data) => csrfOf(page).then((csrf) => page.request.fetch(base + path, { method, data, headers: { 'X-CSRF-Token': csrf } }));
    await one.walk(page, { call, snap: (step) => picture(`${name}-${step}`, {}) });
  };
  const picture = async (name, one) => {
    await page.mouse.move(0, 0);
    const file = `${name}-${language}-${theme}-${width}.png`;
    // As tall as what it shows, so that what stays at the window's foot hides nothing in the middle.
    if (process.env.FULL === '1') {
      // Under a dialog the page is held still: a taller window would show it beside itself.
      const height = await page.evaluate(() => (document.querySelector('[role=dialog], [role=alertdialog]') ? 0 : document.documentElement.scrollHeight));
      if (height > page.viewportSize().height) await page.setViewportSize({ width, height: Math.min(height, 6000) });
      await page.waitForTimeout(250);
    }
    await page.screenshot({ path: join(folder, file) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) console.log(`  ${file}: ${wide}px too wide`);
    if (process.env.AXE !== '0') {
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
      for (const each of violations) {
        findings += 1;
        console.log(`  ${file}: ${each.id}: ${each.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
      }
    }
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    if (one.after) await one.after(page);
    await page.setViewportSize({ width, height: width < 641 ? 844 : 900 });
  };
  const chosen = Object.entries(pages).filter(([name]) => !wanted.length || wanted.includes(name));
  for (const [name, one] of chosen.filter(([, one]) => one.out)) await shoot(name, one);
  if (chosen.every(([, one]) => one.out)) { await context.close(); continue; }
  await page.goto(`${base}/signin`);
  await page.locator('details').first().waitFor();
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
  // A customer's person is none of those offered to click: WHO is then its user name, with PASSWORD.
  if (process.env.PASSWORD) {
    await page.locator('[id="userName"]').fill(userName);
    await page.locator('[id="password"]').fill(process.env.PASSWORD);
    await page.getByRole('button', { name: /^(Se connecter|Sign in)$/ }).click();
  } else await page.locator('button', { hasText: userName }).first().click();
  await page.waitForURL((url) => url.pathname !== '/signin');
  await page.waitForLoadState('networkidle');
  const csrf = (await (await page.request.get(`${base}/ext/v1/session`)).json()).csrfToken;
  await page.request.patch(`${base}/ext/v1/me/preferences`, { data: { language, theme, railCollapsed: false }, headers: { 'X-CSRF-Token': csrf } });
  for (const [name, one] of chosen.filter(([, one]) => !one.out)) await shoot(name, one).catch((thrown) => console.log(`  ${name}: ${thrown.message.split('\n')[0]}`));
  await page.request.delete(`${base}/ext/v1/session`, { headers: { 'X-CSRF-Token': csrf } });
  await context.close();
}
await browser.close();
console.log(`${findings} axe findings`);
process.exit(findings ? 1 : 0);
