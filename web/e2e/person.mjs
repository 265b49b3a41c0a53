// A person at a browser: signs in with one click, reads the words of one language, moves through the wizard.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
export const openBrowser = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });

/** SLOW=1500: each call of the portal waits up to so many milliseconds, so that answers come late and in another order. */
const slowMs = Number(process.env.SLOW ?? 0);

const catalogues = {};
function wordsOf(language, file) {
  const path = join(import.meta.dirname, '../src/i18n', language, `${file}.json`);
  return (catalogues[path] ??= JSON.parse(readFileSync(path, 'utf8')));
}

/** A text of the catalogue as a pattern: the build sets its spaces and apostrophes, values stand for themselves. */
export function said(language, key, values = {}, whole = true) {
  const [file, ...parts] = key.split('.');
  const text = parts.reduce((at, part) => at?.[part], wordsOf(language, file));
  if (typeof text !== 'string') throw new Error(`The catalogue has no ${key}.`);
  const pattern = text
    .replace(/\{\{(\w+)(, de)?[^}]*\}\}/g, (_, name, de) => (de ? '\u0001' : '') + (name in values ? values[name] : '\u0000'))
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\u0000/g, '.*')
    .replace(/\u0001/g, "(?:de |d’)")
    .replace(/['’]/g, "['’]")
    .replace(/"/g, '["“”]')
    .replace(/\.\\\.\\\./g, '.+')
    .replace(/\s+/g, '[\\s\u00a0\u202f]*');
  return new RegExp(whole ? `^${pattern}$` : pattern);
}

const results = join(import.meta.dirname, '../test-results');
let people = [];

/** A test that leaves a picture of every open page behind when it fails (test-results/). */
export function path(title, walk) {
  test(title, async () => {
    people = [];
    try {
      await walk();
    } catch (thrown) {
      mkdirSync(results, { recursive: true });
      const stem = title.replace(/\W+/g, '-').slice(0, 60);
      await Promise.all(people.map(({ page }, index) => page.screenshot({ path: join(results, `${stem}-${index}.png`) }).catch(() => {})));
      throw thrown;
    } finally {
      await Promise.all(people.map(({ page }) => page.context().close().catch(() => {})));
    }
  });
}

export class Person {
  constructor(page, base, language) {
    Object.assign(this, { page, base, language });
    this.trouble = [];
    people.push(this);
    page.on('pageerror', (thrown) => this.trouble.push(thrown.message));
    page.setDefaultTimeout(20_000);
  }

  static async at(browser, server, { language, theme = 'light', width = 1440 }) {
    const context = await browser.newContext({
      viewport: { width, height: width < 641 ? 844 : 900 }, locale: language === 'fr' ? 'fr-FR' : 'en-GB',
      timezoneId: 'Europe/Paris', colorScheme: theme, reducedMotion: 'reduce',
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.base });
    if (slowMs) await context.route(/\/(ext\/)?v1\//, (route) => setTimeout(() => void route.continue().catch(() => {}), Math.random() * slowMs));
    return new Person(await context.newPage(), server.base, language);
  }

  t(key, values, whole) { return said(this.language, key, values, whole); }
  button(key, values) { return this.page.getByRole('button', { name: this.t(key, values), exact: true }); }
  link(key, values) { return this.page.getByRole('link', { name: this.t(key, values), exact: true }); }
  field(name) { return this.page.locator(`[id="${name}"]`); }
  text(key, values) { return this.page.getByText(this.t(key, values, false)).first(); }
  open(path) { return this.page.goto(this.base + path); }

  /** One click on a seeded account: the first of this kind of organisation with these roles alone. */
  async signIn(kind, country, roles) {
    const { items } = await (await this.page.request.get(`${this.base}/ext/v1/sandbox/people`)).json();
    const tenant = items.find((each) => each.kind === kind && each.country === country);
    const who = tenant.people.find((each) => each.roles.length === roles.length && roles.every((role) => each.roles.includes(role)));
    await this.open('/signin');
    await this.choose(tenant, who);
    await this.page.waitForURL(`${this.base}/`);
    return { tenant, who };
  }

  /** One of the seeded people, on the sign-in page that is shown. */
  async choose(tenant, who) {
    const organisation = this.page.locator('details', { hasText: tenant.name }).first();
    await organisation.waitFor();
    if (!(await organisation.evaluate((details) => details.open))) await organisation.locator('summary').click();
    await organisation.getByRole('button', { name: new RegExp(who.displayName) }).first().click();
  }

  /** By the Tab key alone, as far as what is looked for. */
  async tabTo(locator) {
    const found = () => locator.evaluate((element) => element === document.activeElement, undefined, { timeout: 5000 });
    for (let presses = 0; presses < 80; presses += 1) {
      if (await found()) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`The Tab key does not lead to ${locator}.`);
  }

  /** What has the focus: its id, or its words. */
  focused() { return this.page.evaluate(() => (document.activeElement === document.body ? 'nothing' : document.activeElement.id || document.activeElement.textContent)); }

  async fillAccount({ name, domain, registrationNumber }) {
    await this.field('company.name').fill(name);
    if (registrationNumber) await this.field('company.registrationNumber').fill(registrationNumber);
    await this.field('company.domain').fill(domain);
    await this.field('address.addressLine1').fill('14, rue des Fours-Banaux');
    await this.field('address.postalCode').fill('29000');
    await this.field('address.city').fill('Quimper');
    await this.field('contact.firstName').fill('Solène');
    await this.field('contact.lastName').fill('Kerouanton');
    await this.field('contact.email').fill(`solene@${domain}.example`);
    await this.field('contact.phoneNumber').fill('02 98 55 01 27');
  }

  /** Adds the first offers that can be bought, with a quantity each; gives their names. */
  async addOffers(quantities) {
    await this.page.getByRole('searchbox').waitFor();
    const names = [];
    for (const quantity of quantities) {
      const add = this.page.locator('main li button:not([aria-disabled="true"])').filter({ hasText: this.t('onboarding.offer.add') }).nth(names.length ? 3 : 0);
      const row = add.locator('xpath=ancestor::li');
      const name = await row.getByRole('heading').textContent();
      await add.click();
      await this.page.getByLabel(this.t('common.quantityOf', { name })).fill(String(quantity));
      names.push(name);
    }
    return names;
  }

  async axe() {
    // As tall as the page: what a bar lies over at one place of scrolling is too small a target there alone.
    const usual = this.page.viewportSize();
    const height = await this.page.evaluate(() => document.documentElement.scrollHeight);
    if (height > usual.height) await this.page.setViewportSize({ ...usual, height: Math.min(height, 8000) });
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    await this.page.setViewportSize(usual);
    return violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`);
  }
}

/** A date typed as the form asks for it, before the sandbox's today. */
export async function dayBefore(person, days) {
  const { businessTime } = await (await person.page.request.get(`${person.base}/ext/v1/sandbox/clock`)).json();
  const [year, month, day] = new Date(Date.parse(businessTime) - days * 86_400_000).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
export const newDomain = (stem) => `${stem}-${Math.random().toString(36).slice(2, 8)}`;
