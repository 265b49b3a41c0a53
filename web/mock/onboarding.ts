// The mock's countries, catalogue, onboardings, drafts and one-time links.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { customers, resellers } from './customers';
import { answer, refusal, type Call, type Routes } from './plugin';
import { businessNow, current } from './session';

const data = (file: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../../data', file), 'utf8'));
const countries: any[] = data('countries.json');
const shown = ['FR', 'BE', 'LU', 'DE', 'ES', 'IT', 'CH', 'GB', 'US', 'CA'];
const words = (call: { language: 'fr' | 'en' }, fr: string, en: string) => (call.language === 'fr' ? fr : en);
const cultureName = (culture: string, language: string) =>
  new Intl.DisplayNames([language], { type: 'language' }).of(culture) ?? culture;

function country(code: string, language: 'fr' | 'en') {
  const found = countries.find((each) => each.code === code);
  if (!found) return undefined;
  const { rules } = found;
  const number = rules.registrationNumber;
  return {
    code, name: found.name[language], currency: found.currency, timeZone: found.timeZone, callingCodes: found.callingCodes,
    cultures: found.cultures.map((culture: string) => ({ culture, language: culture.slice(0, 2), name: cultureName(culture, language) })),
    defaultCulture: found.defaultCulture, fieldOrder: rules.fieldOrder, cityRequired: rules.isCityRequired,
    stateRequired: rules.isStateRequired, states: rules.states.map((state: any) => ({ code: state.code, name: state.name[language] ?? state.name })),
    stateLabel: rules.stateLabel?.[language], postalCodeRequired: rules.isPostalCodeRequired, postalCodePattern: rules.postalCodeRegex,
    postalCodeExample: rules.postalCodeExample, phonePattern: rules.phoneNumberRegex, phoneExample: rules.phoneNumberExample,
    phoneRequired: rules.isPhoneRequired,
    registrationNumber: number.use === 'none' ? { use: 'none' } : { use: number.use, label: number.label[language], pattern: number.regex, example: number.example },
    vat: rules.isVatIdSupported ? { use: 'optional', label: words({ language }, 'Numéro de TVA', 'VAT number'), pattern: rules.vatIdRegex, example: rules.vatIdExample } : { use: 'none' },
  };
}

type Offer = [name: string, en: string, publisher: string, category: string, price: string, over?: Record<string, unknown>];
const categories: Record<string, [string, string]> = {
  Enterprise: ['Enterprise', 'Enterprise'], SmallBusiness: ['Small Business', 'Small Business'], Trial: ['Version d’essai', 'Trial'],
  Government: ['Secteur public', 'Government'], Education: ['Éducation', 'Education'],
};
const offers: Offer[] = [
  ['Suite bureautique Entreprise', 'Enterprise office suite', 'Atelier Nord', 'Enterprise', '11.70'],
  ['Archivage légal 10 ans', 'Legal archive, 10 years', 'Atelier Nord', 'Enterprise', '2.40', { addOnOf: [0] }],
  ['Conférence téléphonique', 'Telephone conferencing', 'Atelier Nord', 'Enterprise', '3.80', { addOnOf: [0] }],
  ['Messagerie Pro 50 Go', 'Pro mail 50 GB', 'Atelier Nord', 'SmallBusiness', '3.90', { term: 'P1M' }],
  ['Protection des postes', 'Endpoint protection', 'Sentinelle', 'Enterprise', '55.20', { cycle: 'annual', min: 5, max: 10000 }],
  ['Sauvegarde cloud 1 To', 'Cloud backup 1 TB', 'Kerguelen', 'SmallBusiness', '18.00', { term: 'P1M' }],
  ['Suite bureautique, version d’essai 30 jours', 'Office suite, 30-day trial', 'Atelier Nord', 'Trial', '0.00', { trial: true, term: 'P1M', max: 25, limit: 1 }],
  ['Classe numérique A3', 'Digital class A3', 'Atelier Nord', 'Education', '4.10', { reason: ['qualification_missing', 'Réservé aux clients dont la qualification « Éducation » est validée.', 'Only for customers with an approved "Education" qualification.'] }],
  ['Calcul à la demande', 'Compute on demand', 'Kerguelen', 'Enterprise', '0.12', { billing: 'usage', cycle: 'none', term: 'P1M', max: 1 }],
  ['Suite Administration', 'Administration suite', 'Atelier Nord', 'Government', '9.90', { reason: ['segment', 'Réservé aux administrations publiques.', 'Only for public administrations.'] }],
];
const itemId = (index: number) => `CFQ7TTC0LH${16 + index}:0001:CFQ7TTC0K${index}`;
const item = ([fr, en, publisher, category, price, over = {}]: Offer, index: number, language: 'fr' | 'en', currency: string): any => ({
  catalogItemId: itemId(index), offerId: `CFQ7TTC0LH${16 + index}`, name: words({ language }, fr, en), description: '', publisher,
  category: { id: category, name: words({ language }, ...categories[category]!) }, billing: over['billing'] ?? 'license',
  isTrial: Boolean(over['trial']), isAddOn: Boolean(over['addOnOf']), baseCatalogItemIds: ((over['addOnOf'] as number[]) ?? []).map(itemId),
  minimumQuantity: over['min'] ?? 1, maximumQuantity: over['max'] ?? 2400, limitPerCustomer: over['limit'],
  terms: [{ termDuration: over['term'] ?? 'P1Y', billingCycle: over['cycle'] ?? 'monthly', unitPrice: { amount: price, currency } },
    ...(index === 0 ? [{ termDuration: 'P1Y', billingCycle: 'annual', unitPrice: { amount: '140.40', currency } }] : [])],
  available: !over['reason'], reasons: over['reason'] ? [{ code: (over['reason'] as string[])[0], message: words({ language }, (over['reason'] as string[])[1]!, (over['reason'] as string[])[2]!) }] : [],
  cancellationDays: 7,
});
const items = (language: 'fr' | 'en', currency = 'EUR') => offers.map((offer, index) => item(offer, index, language, currency));

const cents = (amount: string) => Math.round(Number(amount) * 100);
const money = (value: number, currency: string) => ({ amount: (value / 100).toFixed(2), currency });
const usual = (call: Call, value: any) => new Intl.NumberFormat(call.language === 'fr' ? 'fr-FR' : 'en-GB', { style: 'currency', currency: value.currency }).format(value.amount);

function priced(call: Call, lines: any[], currency: string) {
  const all = items(call.language, currency);
  const flat = lines.flatMap((line) => [line, ...(line.addOns ?? [])]);
  const rows = flat.map((line, index) => {
    const found = all.find((each) => each.catalogItemId === line.catalogItemId);
    const term = found?.terms.find((each: any) => each.termDuration === line.termDuration && each.billingCycle === line.billingCycle) ?? found?.terms[0];
    const total = money(cents(term.unitPrice.amount) * line.quantity, currency);
    return { index, name: found?.name, unitPrice: term.unitPrice, quantity: line.quantity, termDuration: line.termDuration, billingCycle: line.billingCycle,
      total, arithmetic: `${line.quantity} × ${usual(call, term.unitPrice)} = ${usual(call, total)}` };
  });
  const sum = (only: (row: any) => boolean) => rows.filter(only).reduce((total, row) => total + cents(row.total.amount), 0);
  const subtotal = sum(() => true);
  const monthly = sum((row) => row.billingCycle === 'monthly');
  const tax = Math.round(subtotal * 0.2);
  const now = new Date(businessNow());
  const at = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
  return { currency, lines: rows, subtotal: money(subtotal, currency), taxRate: '20', tax: money(tax, currency), firstInvoice: money(subtotal + tax, currency),
    monthly: money(monthly, currency), yearly: money(monthly * 12 + sum((row) => row.billingCycle === 'annual'), currency), renewsAt: at(365), cancellableUntil: at(7) };
}

function judge(call: Call, scope: string) {
  const body = call.body;
  const problems: any[] = [];
  const add = (field: string, code: string, fr: string, en: string) => problems.push({ field, code, rule: words(call, fr, en), remedy: '', message: words(call, fr, en) });
  if (taken(body.company?.domain ?? '', body.draftId)) add('company.domain', 'domain_taken', 'Ce domaine est déjà pris.', 'This domain is taken.');
  if (/@armor\.example$/.test(body.contact?.email ?? '')) add('contact.email', 'own_domain', 'Cette adresse est dans votre domaine. Saisissez celle du client.', 'This address is in your own domain. Enter the customer’s.');
  const warnings = /\b(test|ets|sté|demo)\b/i.test(body.company?.name ?? '')
    ? [{ field: 'company.name', code: 'abbreviation', message: words(call, 'Ce nom paraît abrégé ou provisoire. Saisissez la dénomination sociale complète.', 'This name looks abbreviated or temporary. Enter the full legal name.') }] : [];
  const lines = body.lines ?? [];
  if (scope !== 'account') {
    if (body.agreement?.kind === 'invited' && lines.length) add('lines', '13605', 'Le client n’a pas encore accepté le contrat, donc aucune commande ne peut partir.', 'The customer has not accepted the agreement yet, so no order can go out.');
    lines.forEach((line: any, index: number) => (line.addOns ?? []).forEach((addOn: any, at: number) => {
      if (addOn.quantity > line.quantity) add(`lines[${index}].addOns[${at}].quantity`, 'addon_over_base', `${items(call.language).find((each) => each.catalogItemId === addOn.catalogItemId)?.name} : ${addOn.quantity} licences demandées, mais l’abonnement de base n’en compte que ${line.quantity}.`, `${addOn.quantity} licenses asked for, but the base subscription has only ${line.quantity}.`);
    }));
  }
  const reseller = resellers.find((each) => each.id === body.resellerId);
  return { valid: problems.length === 0, problems, warnings, quote: priced(call, lines, country(body.company?.country ?? 'FR', call.language)?.currency ?? 'EUR'),
    creates: [{ kind: 'customer', name: body.company?.domain }, { kind: 'relationship', name: [current(call.userId)?.tenant.name, reseller?.name].filter(Boolean).join(', ') },
      { kind: 'agreement', name: '' }, { kind: 'administrator', name: `admin@${body.company?.domain}` }, ...(lines.length ? [{ kind: 'order', name: '' }] : []), ...lines.map(() => ({ kind: 'subscription', name: '' }))] };
}

const draftList: any[] = [];
const results = new Map<string, any>();
const links = new Map<string, any>([['mock-token', { customerName: 'Boulangeries Kerouanton', status: 'unread', userName: 'admin@kerouanton.onmicrosoft.com' }]]);
const days = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString();
const taken = (domain: string, draft?: string) => customers.some((each) => each.domain === domain) 
  || draftList.some((each) => each.domain === domain && each.id !== draft);
const me = (call: Call) => ({ id: current(call.userId)?.who.userId ?? '', displayName: current(call.userId)?.who.displayName ?? '' });
const keep = (call: Call, draft: any, state: any) => Object.assign(draft, { state, title: state.company?.name ?? '', editedBy: me(call), updatedAt: new Date().toISOString(), expiresAt: days(30),
  domain: state.company?.domain, domainReservedUntil: state.company?.domain ? days(1) : undefined });

export const onboardingRoutes: Routes = {
  'GET /ext/v1/countries': ({ language, userId }) => ({ items: shown.filter((code) => current(userId)?.tenant.country !== 'US' || code === 'US')
    .map((code) => ({ code, name: country(code, language)!.name })).sort((a, b) => a.name.localeCompare(b.name)) }),
  'GET /ext/v1/countries/{code}': ({ params, language }) => country(params['code']!, language) ?? refusal(404, '1000', ''),
  'GET /ext/v1/domains/{domain}': (call) => {
    const domain = call.params['domain']!;
    const [label, ...suffix] = domain.split('.');
    if (taken(domain, call.query.get('draft') ?? undefined)) return { domain, status: 'taken', suggestions: ['-29', '-fr', '-groupe'].map((end) => `${label}${end}.${suffix.join('.')}`) };
    const held = draftList.find((each) => each.domain === domain);
    return { domain, status: held ? 'reserved_for_you' : 'available', reservedUntil: held?.domainReservedUntil, suggestions: [] };
  },
  'GET /ext/v1/agreement-templates/current': ({ query }) => ({ templateId: 'f0000000-0000-4000-8000-000000000001', version: '2026-03', title: 'Contrat client',
    language: query.get('language'), documentUri: '/ext/v1/agreement-documents/customer-2026-03.pdf', sha256: 'a3'.repeat(32) }),
  'GET /ext/v1/catalog': ({ query, language }) => {
    const all = items(language, query.get('currency') ?? 'EUR');
    const seen = new Map(all.map((each) => [each.category.id, each.category]));
    return { items: all, facets: { publishers: [...new Set(all.map((each) => each.publisher))], categories: [...seen.values()] } };
  },
  'POST /ext/v1/onboardings': async (call) => {
    if (call.query.get('dryRun')) return judge(call, call.query.get('scope') ?? 'all');
    if (results.has(call.requestId)) return answer(201, results.get(call.requestId));
    const { problems, quote } = judge(call, 'all');
    if (problems.length) return refusal(409, problems[0].code, problems[0].message, problems);
    const { body } = call;
    const token = randomUUID().slice(0, 13);
    const result = { customerId: customers[0]!.id, domain: body.company.domain, customerName: body.company.name, administrator: { userName: `admin@${body.company.domain}` },
      secretLink: `/secret/${token}`, secretLinkExpiresAt: days(7), agreement: { state: body.agreement.kind === 'attested' ? 'accepted' : 'invited' },
      orders: body.lines.length ? [{ id: 'f1b2c3d4e5f6', lines: quote.lines.length }] : [],
      subscriptions: quote.lines.map((line: any) => ({ id: randomUUID(), name: line.name, quantity: line.quantity })), quote };
    links.set(token, { customerName: body.company.name, status: 'unread', userName: result.administrator.userName });
    results.set(call.requestId, result);
    draftList.splice(draftList.findIndex((each) => each.id === body.draftId) >>> 0, 1);
    if (body.contact.lastName === 'Silence') await new Promise((go) => setTimeout(go, 60_000));
    return answer(201, result);
  },
  'GET /ext/v1/onboardings/by-request/{id}': ({ params }) => results.get(params['id']!) ?? refusal(404, '1000', ''),
  'GET /ext/v1/drafts': () => ({ items: [...draftList].reverse().map(({ state: _, ...row }) => row) }),
  'POST /ext/v1/drafts': (call) => {
    const draft = keep(call, { id: randomUUID(), version: 1, owner: me(call), createdAt: new Date().toISOString() }, call.body.state);
    draftList.push(draft);
    return answer(201, draft);
  },
  'GET /ext/v1/drafts/{id}': ({ params }) => draftList.find((each) => each.id === params['id']) ?? refusal(404, '1000', ''),
  'PUT /ext/v1/drafts/{id}': (call) => {
    const found = draftList.find((each) => each.id === call.params['id']);
    if (!found) return refusal(404, '1000', '');
    if (found.version !== call.body.version) return refusal(409, 'draft_changed', words(call, 'Camille Le Goff a enregistré ce brouillon.', 'Camille Le Goff saved this draft.'), [{ field: 'version', code: 'draft_changed' }]);
    found.version += 1;
    return keep(call, found, call.body.state);
  },
  'DELETE /ext/v1/drafts/{id}': ({ params }) => {
    const at = draftList.findIndex((each) => each.id === params['id']);
    if (at < 0) return refusal(404, '1000', '');
    draftList.splice(at, 1);
    return answer(204);
  },
  'POST /v1/customers/{id}/carts': ({ body }) => answer(201, { id: randomUUID(), ...body }),
  'GET /ext/v1/secret-links/{token}': ({ params }) => {
    const link = links.get(params['token']!);
    return link ? { customerName: link.customerName, status: link.status, expiresAt: days(7), readAt: link.readAt } : refusal(404, '1000', '');
  },
  'POST /ext/v1/secret-links/{token}/reveal': ({ params }) => {
    const link = links.get(params['token']!);
    if (!link || link.status !== 'unread') return refusal(410, 'secret_link_read', '');
    Object.assign(link, { status: 'read', readAt: new Date().toISOString() });
    return { userName: link.userName, password: 'Vent-Frais-Quai-4817', readAt: link.readAt };
  },
};
