// The mock's people, sessions, preferences, clock and overview.
import type { Overview, Permission, Role, Session, TenantKind } from '../src/api/types';
import { answer, refusal, type Routes } from './plugin';

type Person = { userId: string; displayName: string; userName: string; roles: Role[] };
type Tenant = { tenantId: string; name: string; kind: TenantKind; country: string; people: Person[] };

const person = (n: number, displayName: string, domain: string, ...roles: Role[]): Person => ({
  userId: `00000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`,
  displayName,
  userName: `${displayName.toLowerCase().normalize('NFD').replace(/[^a-z ]/g, '').replace(/ /g, '.')}@${domain}`,
  roles,
});

const tenants: Tenant[] = [
  { tenantId: 'a1000000-0000-4000-8000-000000000001', name: 'Armor Distribution', kind: 'indirectProvider', country: 'FR', people: [
    person(1, 'Yanis Benali', 'armor.example', 'GlobalAdmin', 'AdminAgent'),
    person(2, 'Camille Le Goff', 'armor.example', 'SalesAgent'),
    person(3, 'Inès Moreau', 'armor.example', 'AdminAgent'),
    person(4, 'Hugo Tanguy', 'armor.example', 'BillingAdmin'),
    person(5, 'Nora Kerbrat', 'armor.example', 'UserManagementAdmin'),
    person(6, 'Paul Riou', 'armor.example', 'HelpdeskAgent') ] },
  { tenantId: 'a1000000-0000-4000-8000-000000000002', name: 'Loire Numérique', kind: 'directBill', country: 'FR', people: [
    person(7, 'Agathe Roussel', 'loire-numerique.example', 'GlobalAdmin', 'AdminAgent'),
    person(8, 'Bastien Chauvet', 'loire-numerique.example', 'SalesAgent') ] },
  { tenantId: 'a1000000-0000-4000-8000-000000000003', name: 'Informatique du Ponant', kind: 'indirectReseller', country: 'FR', people: [
    person(9, 'Maëlle Piriou', 'ponant.example', 'SalesAgent') ] },
  { tenantId: 'a1000000-0000-4000-8000-000000000004', name: 'Cascade Cloud Partners', kind: 'directBill', country: 'US', people: [
    person(10, 'Grace Whitfield', 'cascade.example', 'GlobalAdmin', 'AdminAgent') ] },
];

const start = Date.now();
let offset = Date.parse('2026-11-24T13:32:00Z') - start;
const preferences = { language: '' as const, theme: '' as const, railCollapsed: false, shortcuts: true };
const byId = (userId: string) => tenants.flatMap((tenant) => tenant.people.map((who) => ({ tenant, who }))).find(({ who }) => who.userId === userId);
export const businessNow = () => new Date(Date.now() + offset).toISOString();
export const current = byId;

const yes: Permission = { allowed: true, reasons: [] };
const no = (message: string): Permission => ({ allowed: false, reasons: [{ code: 'needs_role', message, roles: ['AdminAgent', 'SalesAgent'] }] });

function sessionOf({ tenant, who }: { tenant: Tenant; who: Person }, language: string): Session {
  const seller = who.roles.some((role) => ['GlobalAdmin', 'AdminAgent', 'SalesAgent'].includes(role));
  const fr = language === 'fr';
  const add = seller || who.roles.includes('UserManagementAdmin') ? yes : no(fr
    ? 'Seul un agent d’administration ou un agent commercial peut ajouter un client. Demandez à Yanis Benali.'
    : 'Only an admin agent or a sales agent can add a customer. Ask Yanis Benali.');
  const sell = seller ? yes : no(fr
    ? 'Seul un agent d’administration ou un agent commercial peut modifier un abonnement. Demandez à Yanis Benali.'
    : 'Only an admin agent or a sales agent can change a subscription. Ask Yanis Benali.');
  return {
    user: { id: who.userId, displayName: who.displayName, userName: who.userName, email: who.userName },
    tenant: { id: tenant.tenantId, name: tenant.name, kind: tenant.kind, country: tenant.country, mpnId: '4390934',
      domain: 'armor.example', currency: tenant.country === 'US' ? 'USD' : 'EUR' },
    roles: who.roles,
    preferences,
    csrfToken: 'mock',
    sandbox: true,
    cloud: 'global',
    businessTime: businessNow(),
    permissions: {
      see_customers: yes, add_customer: add, attest_agreement: sell, see_agreements: yes, add_subscription: sell,
      change_subscription: sell, see_orders: yes, see_account: yes, see_catalog: yes, see_prices: yes, reissue_credentials: sell,
      change_clock: sell, see_resellers: tenant.kind === 'indirectProvider' ? yes : no(''),
    },
    administrators: [{ displayName: 'Yanis Benali', email: 'yanis.benali@armor.example' }],
  };
}

const overview = (language: string): Overview => ({
  figures: [
    { name: 'customers', value: 180 },
    { name: 'active_subscriptions', value: 1284 },
    { name: 'licenses', value: 4864 },
    { name: 'monthly_revenue', value: 84212, money: { amount: '84212.40', currency: 'EUR' } },
    { name: 'customers_without_agreement', value: 6 },
  ],
  tasks: [
    { kind: 'cancellation_window_closing', count: 1, due: '2026-11-25T13:32:00Z', subject: 'Boulangeries Kerouanton', customerId: 'c0000000-0000-4000-8000-000000000001' },
    { kind: 'agreement_missing', count: 4, subject: 'Clinique vétérinaire des Halles', customerId: 'c0000000-0000-4000-8000-000000000003' },
    { kind: 'draft_expiring', count: 2, due: '2026-12-09T13:32:00Z', subject: 'Huilerie Montjoly', draftId: 'd0000000-0000-4000-8000-000000000001' },
    { kind: 'reseller_agreement_missing', count: 1, subject: 'Bureautique Meusienne' },
    { kind: 'invitation_expiring', count: 2, due: new Date(start + 5 * 86_400_000).toISOString(), subject: 'Moulin de Kerbris' },
    { kind: 'import_failed', count: 1, subject: 'clients.csv', importId: 'e0000000-0000-4000-8000-000000000001' },
  ],
  customersAdded: ['06', '07', '08', '09', '10', '11'].map((month, index) => ({ month: `2026-${month}`, count: [8, 5, 2, 14, 17, 9][index]! })),
  licensesByCategory: [
    { category: 'Enterprise', name: language === 'fr' ? 'Entreprise' : 'Enterprise', licenses: 2140 },
    { category: 'SmallBusiness', name: language === 'fr' ? 'Petite entreprise' : 'Small business', licenses: 1320 },
    { category: 'Security', name: language === 'fr' ? 'Sécurité' : 'Security', licenses: 764 },
    { category: 'Education', name: language === 'fr' ? 'Éducation' : 'Education', licenses: 640 },
  ],
});

const enter = (match: (who: Person) => boolean, language: string) => {
  for (const tenant of tenants) {
    const who = tenant.people.find(match);
    if (who) {
      return answer(201, sessionOf({ tenant, who }, language), who.userId);
    }
  }
  return refusal(401, 'sign_in_failed', language === 'fr'
    ? 'Le nom d’utilisateur ou le mot de passe ne correspond pas.' : 'The user name or password does not match.');
};

export const sessionRoutes: Routes = {
  'GET /ext/v1/deployment': () => ({ operatorName: 'Entrepot', sandbox: true, cloud: 'global', domainSuffixes: ['onmicrosoft.com', 'ccsctp.net'], version: '0.1.0' }),
  'GET /ext/v1/sandbox/people': () => ({ items: tenants }),
  'POST /ext/v1/sandbox/sign-in': ({ body, language }) => enter((who) => who.userId === body.userId, language),
  'POST /ext/v1/session': ({ body, language }) => enter((who) => who.userName === body.userName && body.password === 'mock', language),
  'GET /ext/v1/session': ({ language, userId }) => {
    const found = byId(userId);
    return found ? sessionOf(found, language) : refusal(401, 'not_signed_in', '');
  },
  'DELETE /ext/v1/session': () => answer(204, undefined, ''),
  'PATCH /ext/v1/me/preferences': ({ body }) => Object.assign(preferences, body),
  'GET /ext/v1/overview': ({ language }) => overview(language),
  'GET /ext/v1/sandbox/clock': () => ({ businessTime: businessNow(), realTime: new Date().toISOString(), offsetSeconds: Math.round(offset / 1000) }),
  'PUT /ext/v1/sandbox/clock': ({ body }) => {
    if (body.advance === 'P1D') offset += 86_400_000;
    if (body.businessTime) offset = Date.parse(body.businessTime) - Date.now();
    return { businessTime: businessNow(), realTime: new Date().toISOString(), offsetSeconds: Math.round(offset / 1000) };
  },
};
