// What the pictures' pages are brought to: the wizard filled, refused, sent; a list empty, late, broken; an import on its way.
export const either = (french, english) => new RegExp(`^(${french}|${english})$`.replaceAll(' ', '[\\s\\u00a0\\u202f]').replaceAll("'", "['’]"));
export const press = (page, french, english) => page.getByRole('button', { name: either(french, english) }).filter({ visible: true }).first().click({ timeout: 15_000 });

const answer = (page, url, how) => page.route(url, how);
const json = (body, status = 200) => (route) => route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
const settled = (page) => page.waitForLoadState('networkidle');

/** Rows that never come: the page as it waits. */
const late = (url) => ({ before: (page) => answer(page, url, () => {}), idle: false });
const broken = (url) => ({ before: (page) => answer(page, url, json({ code: 'unknown', description: '' }, 503)), act: (page) => page.waitForTimeout(1500), idle: false });
const empty = (url) => ({ before: (page) => answer(page, url, json({ items: [] })) });

const filled = {
  'company.name': 'Boulangeries Kerouanton', 'address.addressLine1': '14, rue des Fours-Banaux',
  'contact.firstName': 'Solène', 'contact.lastName': 'Kerouanton', 'contact.email': 'solene.kerouanton@boulangeries-kerouanton.example',
};
const french = { 'company.registrationNumber': '732 829 320', 'address.postalCode': '29000', 'address.city': 'Quimper', 'contact.phoneNumber': '02 98 55 01 27' };
const american = { 'address.postalCode': '10001', 'address.city': 'New York', 'contact.phoneNumber': '+1 212 555 0127' };
const at = (page, name) => page.locator(`[id="${name}"]`);

async function fill(page, more = {}) {
  await at(page, 'company.name').waitFor();
  const state = at(page, 'address.state');
  const isAmerican = await state.count() > 0;
  const domain = `kerouanton-${Date.now().toString(36)}`;
  const values = { ...filled, ...(isAmerican ? american : french), 'company.domain': domain, ...more };
  for (const [name, value] of Object.entries(values)) if (await at(page, name).count()) await at(page, name).fill(value);
  if (isAmerican) await state.selectOption('NY');
  const date = at(page, 'agreement.dateAgreed');
  if (await date.count()) {
    const { businessTime } = await (await page.request.get(`${new URL(page.url()).origin}/ext/v1/sandbox/clock`)).json();
    const [year, month, day] = businessTime.slice(0, 10).split('-');
    await date.fill(`${day}/${month}/${year}`);
    await date.blur();
  }
  await page.waitForTimeout(1300);
  await settled(page);
}
const invite = (page) => page.locator('input[value=invited]').check({ timeout: 2000 }).catch(() => {});
async function next(page, where) {
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(where, { timeout: 20_000 });
  await settled(page);
}
async function toCart(page) {
  await fill(page);
  await next(page, /subscriptions/);
  await page.getByRole('searchbox').waitFor();
}
async function putIn(page, count = 2, quantity = '25') {
  const adds = page.locator('main li button:not([aria-disabled="true"])').filter({ hasText: either('Ajouter', 'Add') });
  for (let index = 0; index < count; index += 1) {
    await adds.nth(index * 2).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(quantity);
  }
  await page.waitForTimeout(900);
  await settled(page);
}
async function toReview(page) {
  await toCart(page);
  await putIn(page);
  await next(page, /review/);
  await page.waitForTimeout(700);
}
const account = '/customers/new/account';

export const wizardStates = {
  'wizard-errors': { path: account, act: async (page) => {
    await at(page, 'company.name').fill('!');
    await at(page, 'contact.email').fill('solene@');
    await page.keyboard.press('Control+Enter');
  } },
  'wizard-filled': { path: account, act: (page) => fill(page) },
  'wizard-unusual': { path: account, act: async (page) => { await fill(page, { 'address.postalCode': '2900', 'contact.phoneNumber': '12' }); await at(page, 'contact.email').focus(); } },
  'wizard-invited': { path: account, act: async (page) => { await fill(page); await invite(page); } },
  'wizard-signatory': { path: account, act: async (page) => { await fill(page); await press(page, 'Mettre à jour le signataire', 'Update the signatory'); } },
  'wizard-like': { path: account, act: async (page) => {
    const { items } = await (await page.request.get(`${new URL(page.url()).origin}/ext/v1/customers?size=1`)).json();
    await at(page, 'company.name').fill(items[0].name);
    await at(page, 'company.domain').fill(items[0].domain.split('.')[0]);
    await page.waitForTimeout(1500);
  } },
  'wizard-country': { path: account, act: async (page) => { await fill(page); await at(page, 'company.country').selectOption('BE').catch(() => {}); await page.waitForTimeout(600); } },
  'wizard-reseller': { path: account, act: async (page) => { await at(page, 'resellerId').click({ timeout: 3000 }).catch(() => {}); await page.waitForTimeout(600); } },
  'wizard-calendar': { path: account, act: async (page) => { await press(page, 'Choisir dans le calendrier', 'Choose in the calendar').catch(() => {}); await page.waitForTimeout(600); } },
  'wizard-leave': { path: account, act: async (page) => { await fill(page); await page.setViewportSize({ width: Math.max(700, page.viewportSize().width), height: 844 }); await press(page, 'Annuler', 'Cancel'); await page.waitForTimeout(500); } },
  'wizard-offline': { path: account, act: async (page) => {
    await fill(page);
    await page.context().setOffline(true);
    await at(page, 'address.addressLine2').fill('Bâtiment C');
    await page.waitForTimeout(1600);
  }, after: (page) => page.context().setOffline(false), idle: false },
  'wizard-empty-cart': { path: account, act: toCart },
  'wizard-cart': { path: account, act: async (page) => { await toCart(page); await putIn(page); } },
  'wizard-over': { path: account, act: async (page) => { await toCart(page); await putIn(page, 1, '99999'); } },
  'wizard-filters': { path: account, act: async (page, width) => {
    await toCart(page);
    if (width < 641) await press(page, 'Filtres', 'Filters'); else await page.getByRole('searchbox').fill('zzz');
    await page.waitForTimeout(900);
  } },
  'wizard-total': { path: account, act: async (page, width) => { await toCart(page); await putIn(page); if (width < 641) await page.locator('button[aria-haspopup=dialog]').filter({ hasText: /TTC|VAT/ }).click(); } },
  'wizard-invited-cart': { path: account, act: async (page) => { await fill(page); await invite(page); await next(page, /subscriptions/); await page.getByRole('searchbox').waitFor(); await putIn(page, 1); } },
  'wizard-ready': { path: account, act: toReview },
  'wizard-blocked': { path: account, act: async (page) => { await fill(page); await invite(page); await next(page, /subscriptions/); await page.getByRole('searchbox').waitFor(); await putIn(page, 1); await next(page, /review/); await page.waitForTimeout(700); } },
  'wizard-kept': { path: account, act: async (page) => { await wizardStates['wizard-blocked'].act(page); await press(page, 'Garder le panier pour plus tard', 'Keep the cart for later'); await page.waitForTimeout(700); } },
  'wizard-ask': { path: account, act: async (page) => { await toReview(page); await page.keyboard.press('Control+Enter'); await page.waitForTimeout(500); } },
  'wizard-done': { path: account, act: async (page) => { await toReview(page); await press(page, 'Envoyer', 'Submit'); await page.waitForURL(/done/); await page.waitForTimeout(600); } },
  'wizard-done-kept': { path: account, act: async (page) => { await wizardStates['wizard-kept'].act(page); await press(page, 'Envoyer', 'Submit'); await page.waitForURL(/done/); await page.waitForTimeout(600); } },
  'wizard-done-gone': { path: '/customers/new/done?request=none' },
};

export const listStates = {
  'customers-filtered': { path: '/customers?agreement=none' },
  'customers-late': { path: '/customers', ...late('**/ext/v1/customers?*') },
  'customers-broken': { path: '/customers', ...broken('**/ext/v1/customers?*') },
  'customers-empty': { path: '/customers', ...empty('**/ext/v1/customers?*') },
  'customer-late': { path: (id) => `/customers/${id}`, ...late('**/ext/v1/customers/*') },
  'drafts-none': { path: '/customers/drafts', ...empty('**/ext/v1/drafts*') },
  'drafts-late': { path: '/customers/drafts', ...late('**/ext/v1/drafts*') },
  'drafts-broken': { path: '/customers/drafts', ...broken('**/ext/v1/drafts*') },
  'imports-none': { path: '/customers/import', ...empty('**/ext/v1/imports') },
  'imports-broken': { path: '/customers/import', ...broken('**/ext/v1/imports') },
  'request-none': { path: '/customers/request-relationship', ...empty('**/ext/v1/invitations*') },
  'request-wrong': { path: '/customers/request-relationship', act: async (page) => { await at(page, 'email').fill('ana@'); await press(page, 'Créer la demande', 'Create the request'); } },
  'request-made': { path: '/customers/request-relationship', act: async (page) => {
    await at(page, 'name').fill('Ana Lemercier');
    await at(page, 'email').fill('ana.lemercier@fournil-de-la-presquile.example');
    await page.locator('#delegated').check();
    await press(page, 'Créer la demande', 'Create the request');
    await page.locator('[id=mail]').waitFor();
  } },
  'request-panel': { path: '/customers/request-relationship', act: async (page) => {
    await page.locator('[aria-haspopup=dialog]').filter({ hasText: either('Afficher le lien', 'Show the link') }).first().click({ timeout: 5000 });
    await page.locator('[role=dialog] [id=mail]').waitFor();
  } },
};

/** Import states stand on its steps: `check` has rows looked at, `made` has a report. */
export const importStates = ({ upload, check, made }) => {
  // An import as the server would tell it while it works, which six rows are too few to see.
  const working = (stage, state) => async (page) => {
    const { items } = await (await page.request.get(`${new URL(page.url()).origin}/ext/v1/imports`)).json();
    const one = items.find((each) => each.stage === 'done') ?? items[0];
    const told = { ...one, rows: 48_210, stage, progress: { state, done: 21_337, total: 48_210, canPause: state === 'running', canResume: state === 'paused' || state === 'failed' } };
    await page.route(`**/ext/v1/imports/${one.id}`, json(told));
    await page.route(`**/ext/v1/imports/${one.id}/progress`, () => {});
    await page.goto(`${new URL(page.url()).origin}/customers/import/${one.id}`);
    await page.getByRole('progressbar').first().waitFor({ timeout: 8000 });
  };
  const ask = (page) => press(page, 'Créer \\d clients', 'Create \\d customers');
  return {
    'import-too-large': { path: '/customers/import', act: (page) => page.setInputFiles('#import-file', { name: 'clients-de-la-cooperative.csv', mimeType: 'text/csv', buffer: Buffer.alloc(26 * 1024 * 1024 + 1) }) },
    'import-not-text': { path: '/customers/import', act: async (page) => { await page.setInputFiles('#import-file', { name: 'clients.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK not a workbook') }); await page.waitForTimeout(800); } },
    'import-attested': { path: '/customers/import', act: async (page) => { await upload(page); await page.locator('input[value=attested]').check({ timeout: 3000 }).catch(() => {}); } },
    'import-ask': { path: '/customers/import', act: async (page) => { await check(page); await ask(page); await page.waitForTimeout(500); } },
    'import-checking': { path: '/customers/import', act: working('checking', 'running'), idle: false },
    'import-running': { path: '/customers/import', act: working('running', 'running'), idle: false },
    'import-paused': { path: '/customers/import', act: working('running', 'paused'), idle: false },
    'import-stopped': { path: '/customers/import', act: working('running', 'failed'), idle: false },
    'import-undoing': { path: '/customers/import', act: working('undoing', 'running'), idle: false },
    'import-undo': { path: '/customers/import', act: async (page) => { await made(page); await press(page, "Annuler l'importation", 'Undo the import'); await page.waitForTimeout(500); } },
    'import-undone': { path: '/customers/import', act: async (page) => {
      await made(page);
      await press(page, "Annuler l'importation", 'Undo the import');
      await page.getByRole('alertdialog').getByRole('button', { name: either("Annuler l'importation", 'Undo the import') }).click();
      await page.getByText(/Annulées?|Undone/).first().waitFor();
      await page.waitForTimeout(1500);
    } },
    'import-delete': { path: '/customers/import', act: async (page) => { await page.locator('main [aria-haspopup=dialog]').first().click({ timeout: 5000 }); await page.waitForTimeout(400); } },
  };
};
