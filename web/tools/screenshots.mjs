// Takes pictures of the portal's pages: node tools/screenshots.mjs <base url> <folder> [page …]; languages, themes, widths.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

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
  await page.locator('input[name=agreement]').first().check();
  await page.getByRole('button', { name: /^(Vérifier|Check)\s/ }).click();
  await page.locator('[aria-pressed=true]').first().waitFor({ timeout: 20_000 });
  await page.locator('main [aria-expanded=false]').first().click();
};
const made = async (page) => {
  await check(page);
  await page.getByRole('button', { name: /^(Créer|Make)\s/ }).click();
  await page.getByRole('button', { name: /^(Créer les clients|Make the customers)$/ }).click();
  await page.locator('a[href*=report]').waitFor({ timeout: 20_000 });
};
const pages = {
  signin: { path: '/signin', out: true },
  overview: { path: '/' },
  customers: { path: '/customers', act: async (page) => { await page.locator('[data-expander]').first().click().catch(() => {}); } },
  'customers-none': { path: '/customers?q=kerwan' },
  'customers-error': { path: '/customers?q=panne', act: (page) => page.waitForTimeout(1200) },
  'customers-menu': { path: '/customers', act: async (page, width) => {
    if (width < 641) await page.locator('header button').first().click();
    else await page.locator('td button[aria-haspopup=menu]').first().click();
  } },
  customer: { path: (id) => `/customers/${id}` },
  'customer-subscriptions': { path: (id) => `/customers/${id}/subscriptions` },
  'customer-panel': { path: (id) => `/customers/${id}/subscriptions`, act: async (page) => { await page.locator('main [data-change] button').first().click(); } },
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
  reviews: { path: '/operator/reviews' },
  wizard: { path: '/customers/new/account' },
  'wizard-subscriptions': { path: '/customers/new/subscriptions' },
  'wizard-review': { path: '/customers/new/review' },
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

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});
let findings = 0;
for (const language of languages) for (const width of widths) for (const theme of themes) {
  const context = await browser.newContext({
    viewport: { width, height: width < 641 ? 844 : 900 }, deviceScaleFactor: width < 641 ? 2 : 1,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB', timezoneId: 'Europe/Paris', colorScheme: theme, reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (thrown) => console.log(`  page error: ${thrown.message}`));
  page.on('console', (said) => { if (['error', 'warning'].includes(said.type()) && !/Failed to load resource/.test(said.text())) console.log(`  console: ${said.text().slice(0, 300)}`); });
  const shoot = async (name, one) => {
    const path = typeof one.path !== 'function' ? one.path : one.path.constructor.name === 'AsyncFunction' ? await one.path(page) : one.path(await firstCustomer(page));
    await page.goto(base + path);
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(250);
    if (one.act) { await one.act(page, width); await page.waitForLoadState('networkidle'); await page.waitForTimeout(450); }
    await page.mouse.move(0, 0);
    const file = `${name}-${language}-${theme}-${width}.png`;
    await page.screenshot({ path: join(folder, file), fullPage: process.env.FULL === '1' });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) console.log(`  ${file}: ${wide}px too wide`);
    if (process.env.AXE !== '0') {
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
      for (const each of violations) {
        findings += 1;
        console.log(`  ${file}: ${each.id}: ${each.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
      }
    }
  };
  const chosen = Object.entries(pages).filter(([name]) => !wanted.length || wanted.includes(name));
  for (const [name, one] of chosen.filter(([, one]) => one.out)) await shoot(name, one);
  await page.goto(`${base}/signin`);
  await page.locator('details').first().waitFor();
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
  await page.locator('button', { hasText: userName }).first().click();
  await page.waitForURL((url) => url.pathname !== '/signin');
  await page.waitForLoadState('networkidle');
  const csrf = (await (await page.request.get(`${base}/ext/v1/session`)).json()).csrfToken;
  await page.request.patch(`${base}/ext/v1/me/preferences`, { data: { language, theme }, headers: { 'X-CSRF-Token': csrf } });
  for (const [name, one] of chosen.filter(([, one]) => !one.out)) await shoot(name, one);
  await page.request.delete(`${base}/ext/v1/session`, { headers: { 'X-CSRF-Token': csrf } });
  await context.close();
}
await browser.close();
console.log(`${findings} axe findings`);
process.exit(findings ? 1 : 0);
