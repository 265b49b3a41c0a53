// The mock's customers, their subscriptions, orders and agreements, and the provider's resellers.
import type { Customer, CustomerRow } from '../src/api/types';
import type { Subscription } from '../src/api/commerce-types';
import { answer, refusal, type Routes } from './plugin';

const id = (letter: string, n: number) => `${letter}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const resellers = [
  { id: id('b', 1), name: 'Informatique du Ponant', mpnId: '4390801', country: 'FR', agreementSigned: true, state: 'active', selectable: true, reasons: [], customers: 62 },
  { id: id('b', 2), name: 'Atlantique Services Numériques', mpnId: '4390802', country: 'FR', agreementSigned: true, state: 'active', selectable: true, reasons: [], customers: 48 },
  { id: id('b', 3), name: 'Bureautique Meusienne', mpnId: '4390803', country: 'FR', agreementSigned: false, state: 'active', selectable: false,
    reasons: [{ code: 'agreement_unsigned', message: 'Bureautique Meusienne n’a pas signé le contrat partenaire. Choisissez un autre revendeur ou relancez la signature.' }], customers: 0 },
];

const first = ['Boulangeries Kerouanton', 'Cabinet Morel-Duquesne & Associés', 'Clinique vétérinaire des Halles', 'Commune de Saint-Aubin-sur-Loire',
  'Domaine de Valcroze', 'Groupe scolaire Jeanne-Villepreux', 'Imprimerie Fabrègues', 'Laiterie du Val d’Ille', 'Menuiserie Garrec et Fils',
  'Pharmacie de la Cathédrale', 'Transports Le Bihan'];
const kinds = ['Atelier', 'Brasserie', 'Charpentes', 'Conserverie', 'Garage', 'Librairie', 'Maison', 'Pépinières', 'Scierie', 'Verrerie'];
const names = ['Aubrac', 'Béclère', 'Cormeray', 'Desnoyers', 'Estérel', 'Fontbonne', 'Guérande', 'Hardouin', 'Josselin', 'Kerguelen'];
const others = kinds.flatMap((kind) => names.map((name) => `${kind} ${name}`)).slice(0, 109);

export const customers: CustomerRow[] = [...first, ...others].map((name, index) => {
  const slug = name.toLowerCase().normalize('NFD').replace(/[^a-z0-9 ]/g, '').trim().replace(/ +/g, '-').slice(0, 27);
  const reseller = index % 3 === 2 || index === 3 || index === 4 ? undefined : resellers[index % 2];
  const licenses = index === 2 ? 0 : [96, 41, 0, 28, 12, 640, 22, 174, 9, 14, 132][index] ?? (index * 7) % 90;
  return {
    id: id('c', index + 1), name, domain: `${slug}.onmicrosoft.com`, country: 'FR',
    reseller: reseller && { id: reseller.id, name: reseller.name },
    agreement: index === 2 ? 'invited' as const : index % 17 === 8 ? 'none' as const : 'accepted' as const,
    status: index === 3 ? 'under_review' as const : 'active' as const,
    licenses, monthly: { amount: (licenses * 10.9).toFixed(2), currency: 'EUR' }, createdAt: '2026-11-23T10:12:00Z',
  };
}).sort((a, b) => a.name.localeCompare(b.name, 'fr'));

const fold = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

const subscription = (n: number, over: Partial<Subscription>): Subscription => ({
  id: id('e', n), offerName: 'Suite bureautique Entreprise', friendlyName: 'Siège et boutiques', quantity: 25, status: 'active',
  creationDate: '2026-11-24T10:00:00Z', effectiveStartDate: '2026-11-24T00:00:00Z', commitmentEndDate: '2027-11-24T00:00:00Z',
  autoRenewEnabled: true, billingType: 'license', billingCycle: 'monthly', termDuration: 'P1Y', unitType: 'Licenses', orderId: 'ord1',
  attributes: { etag: `e${n}`, objectType: 'Subscription' }, ...over,
});
const subscriptions: Subscription[] = [
  subscription(1, {}),
  subscription(2, { offerName: 'Archivage légal 10 ans', friendlyName: 'Archivage légal 10 ans', parentSubscriptionId: id('e', 1) }),
  subscription(3, { offerName: 'Protection des postes', friendlyName: 'Caisses et fournil', quantity: 30, billingCycle: 'annual', status: 'suspended' }),
  subscription(4, { offerName: 'Sauvegarde cloud 1 To', friendlyName: 'Comptabilité', quantity: 16, termDuration: 'P1M', autoRenewEnabled: false,
    commitmentEndDate: '2026-12-24T00:00:00Z', cancellationAllowedUntilDate: '2026-11-25T13:32:00Z' }),
];

function customer(row: CustomerRow): Customer {
  const person = { firstName: 'Solène', lastName: 'Kerouanton', email: 'solene@kerouanton.example' };
  return {
    id: row.id, name: row.name, domain: row.domain, commerceId: row.id, country: row.country, createdAt: row.createdAt, status: row.status, delegated: true,
    reseller: row.reseller, registrationNumber: '732829320',
    agreement: row.agreement === 'accepted'
      ? { state: 'accepted', signatory: person, dateAgreed: '2026-11-23T00:00:00Z', attestedBy: 'Camille Le Goff', templateVersion: '2026-03', templateId: id('f', 1) }
      : { state: row.agreement },
    profile: { ...person, culture: 'fr-FR', language: 'fr', companyName: row.name,
      defaultAddress: { country: 'FR', city: 'Quimper', addressLine1: '14, rue des Fours-Banaux', postalCode: '29000', ...person, phoneNumber: '+33298550127' } },
    support: { name: row.reseller?.name ?? 'Armor Distribution', email: 'support@armor-distribution.example' },
    figures: { subscriptions: row.licenses ? 4 : 0, licenses: row.licenses, monthly: row.monthly },
    nextEvent: row.licenses ? { kind: 'cancellation_window_ends', at: '2026-11-25T13:32:00Z', subscriptionId: id('e', 4), name: 'Sauvegarde cloud 1 To' } : undefined,
    resellers: row.reseller ? [{ ...row.reseller, mpnId: '4390801' }] : [],
    adminUserName: `admin@${row.domain}`, credentials: { linkStatus: 'unread' },
    actions: { add_subscription: { allowed: true, reasons: [] }, attest_agreement: { allowed: true, reasons: [] }, reissue_credentials: { allowed: true, reasons: [] } },
  };
}

export const customerRoutes: Routes = {
  'GET /ext/v1/customers': ({ query }) => {
    const q = fold(query.get('q') ?? '');
    if (q === 'panne') return refusal(504, 'upstream_timeout', 'No answer');
    const found = customers.filter((row) =>
      (!q || fold(row.name).split(/[\s’-]+/).some((_, index, words) => words.slice(index).join(' ').startsWith(q)) || row.domain.startsWith(q) || row.id === q)
      && (!query.get('reseller') || (query.get('reseller') === 'none' ? !row.reseller : row.reseller?.id === query.get('reseller')))
      && (!query.get('agreement') || row.agreement === query.get('agreement')));
    const from = Number(query.get('cursor') ?? 0);
    const size = Number(query.get('size') ?? 50);
    return {
      items: found.slice(from, from + size),
      next: from + size < found.length ? String(from + size) : undefined,
      previous: from > 0 ? String(Math.max(0, from - size)) : undefined,
    };
  },
  'GET /ext/v1/customers/{id}': ({ params }) => {
    const row = customers.find((each) => each.id === params['id']);
    return row ? customer(row) : refusal(404, 'not_found', '');
  },
  'POST /ext/v1/customers/{id}/credentials': ({ params }) =>
    answer(201, { secretLink: '/secret/mock-token', userName: `admin@${params['id']}`, expiresAt: '2026-12-01T13:32:00Z' }),
  'GET /v1/customers/{id}/subscriptions': ({ params }) => {
    const row = customers.find((each) => each.id === params['id']);
    const items = row?.licenses ? subscriptions : [];
    return { totalCount: items.length, items };
  },
  'GET /v1/customers/{id}/subscriptions/{sid}': ({ params }) => subscriptions.find((each) => each.id === params['sid']) ?? refusal(404, '400', ''),
  'PATCH /v1/customers/{id}/subscriptions/{sid}': ({ params, body, language }) => {
    const found = subscriptions.find((each) => each.id === params['sid']);
    if (!found) return refusal(404, '400', '');
    if (body.quantity > 2400) {
      return refusal(400, '3000', 'x', [{ field: 'quantity', code: 'quantity_range', rule: language === 'fr' ? 'De 1 à 2 400 licences pour cette offre.' : '1 to 2,400 licenses for this offer.', remedy: language === 'fr' ? 'Pour davantage, créez une seconde ligne.' : 'For more, add a second line.' }]);
    }
    return Object.assign(found, body);
  },
  'GET /v1/customers/{id}/orders': ({ params }) => {
    const row = customers.find((each) => each.id === params['id']);
    const items = row?.licenses ? [{ id: 'f1b2c3d4e5f6', currencyCode: 'EUR', billingCycle: 'monthly', creationDate: '2026-11-24T10:00:00Z', status: 'completed', totalPrice: 352.5,
      lineItems: subscriptions.slice(0, 2).map((each, index) => ({ lineItemNumber: index, offerId: 'CFQ7TTC0LH16:0001', subscriptionId: each.id, friendlyName: each.friendlyName, quantity: each.quantity, termDuration: 'P1Y', transactionType: 'New', pricing: { price: index ? 2.4 : 11.7, extendedPrice: index ? 60 : 292.5 } })) }] : [];
    return { totalCount: items.length, items };
  },
  'GET /v1/customers/{id}/agreements': ({ params }) => {
    const row = customers.find((each) => each.id === params['id']);
    const items = row?.agreement === 'accepted' ? [{ type: 'MicrosoftCustomerAgreement', templateId: id('f', 1), dateAgreed: '2026-11-23T00:00:00Z', userId: 'u', primaryContact: { firstName: 'Solène', lastName: 'Kerouanton', email: 'solene@kerouanton.example' } }] : [];
    return { totalCount: items.length, items };
  },
  'POST /v1/customers/{id}/agreements': ({ params, body }) => {
    const row = customers.find((each) => each.id === params['id']);
    if (row) row.agreement = 'accepted';
    return answer(201, body);
  },
  'GET /ext/v1/agreement-templates/current': () => ({ templateId: id('f', 1), version: '2026-03', title: 'Contrat client', language: 'fr-FR', documentUri: '/ext/v1/agreement-documents/x.pdf', sha256: 'x' }),
  'GET /ext/v1/resellers': ({ query }) => ({ items: resellers.filter((each) => fold(each.name).includes(fold(query.get('q') ?? ''))) }),
};
