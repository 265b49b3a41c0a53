// A customer's account as a person meets it: what stands there, a refused change, the end of the relation.
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Customer, Session } from '../src/api/types';
import AccountTab from '../src/customers/AccountTab';
import CustomerPage from '../src/customers/CustomerPage';
import SummaryTab from '../src/customers/SummaryTab';
import OrdersTab from '../src/orders/OrdersTab';
import { address, serve, session, show } from './render';

const yes = { allowed: true, reasons: [] };
const customer: Customer = {
  support: { name: 'Ponant' },
  id: 'c1', name: 'Tannerie du Vercors', domain: 'tannerie.onmicrosoft.com', commerceId: 'x', country: 'FR', createdAt: '2026-11-01T00:00:00Z',
  status: 'active', delegated: false, otherPartners: ['Armor Distribution'], profile: {}, figures: { subscriptions: 1, licenses: 2 },
};
const profile = {
  companyName: 'Maroquinerie', email: 'a@tannerie.fr', culture: 'fr-FR', language: 'fr',
  defaultAddress: { country: 'FR', addressLine1: '3 quai', city: 'Die', postalCode: '26150', firstName: 'Odile', lastName: 'Chabert' },
  attributes: { etag: '4' },
};
const france = {
  code: 'FR', name: 'France', cultures: [{ culture: 'fr-FR', language: 'fr', name: 'français (France)' }], fieldOrder: ['addressLine1', 'postalCode', 'city'],
  states: [], cityRequired: true, postalCodeRequired: true, registrationNumber: { use: 'optional', label: 'SIREN ou SIRET', example: '732 829 320' },
  vat: { use: 'optional', example: 'FR 44 732829320' },
};
const routes = {
  'GET /ext/v1/customers/c1/company': { legalName: 'Tannerie du Vercors', registrationNumber: '732829320' },
  'GET /v1/customers/c1/profiles/billing': profile,
  'GET /v1/customers/c1/qualifications': [{ qualification: 'Education', vettingStatus: 'Denied', vettingReason: 'Inconnue du registre.' }],
  'GET /ext/v1/customers/c1/relationship': { mayEnd: true, obstacles: [] },
  'GET /ext/v1/countries/FR': france,
  'GET /v1/customers/c1/managedservices': { items: [{ id: 's1', name: 'Suite Bureau' }] },
};
const as = { ...session, permissions: { ...session.permissions, edit_customer: yes, remove_relationship: yes, set_qualification: yes } };

afterEach(() => vi.unstubAllGlobals());

describe('the summary', () => {
  it('says that the customer withdrew the rights, and who else it works with', async () => {
    serve(routes);
    await show(<SummaryTab customer={customer} />, { as });
    expect(await screen.findByText('Retirés par le client')).toBeInTheDocument();
    expect(screen.getByText('Armor Distribution')).toBeInTheDocument();
  });
});

describe('the orders', () => {
  it('say to whom they are closed and who can open them, and ask the server nothing', async () => {
    const { asked } = serve(routes);
    const no = { allowed: false, reasons: [{ code: 'needs_role', message: 'Il faut le rôle Administrateur de facturation.' }] };
    await show(<OrdersTab customer={customer} />, { as: { ...session, permissions: { see_orders: no } } });
    expect(await screen.findByText('Il faut le rôle Administrateur de facturation.')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'yanis@armor.example' })).toBeInTheDocument();
    expect(asked.filter((each) => each.url.pathname.includes('orders'))).toEqual([]);
  });
});

describe('the tabs of a customer', () => {
  const page = <Routes><Route path="/customers/:id/*" element={<CustomerPage />} /></Routes>;
  const no = { allowed: false, reasons: [{ code: 'needs_role', message: 'Il faut le rôle Agent d’administration.' }] };
  const names = () => within(screen.getByRole('navigation', { name: 'Fiche client' })).getAllByRole('link').map((link) => link.textContent);

  it('leave out account and agreement for who only manages users, whose address says who has them', async () => {
    serve({ ...routes, 'GET /ext/v1/customers/c1': customer });
    const only: Session = { ...session, roles: ['UserManagementAdmin'], permissions: { see_customers: yes, see_agreements: yes, see_evidence: no, see_account: no } };
    await show(page, { at: '/customers/c1/account', as: only });
    expect(await screen.findByText(/Il faut le rôle Agent d’administration/)).toBeInTheDocument();
    expect(names()).toEqual(['Résumé', expect.stringContaining('Abonnements')]);
  });

  it('have nothing of what only a provider does for a reseller', async () => {
    serve({ ...routes, 'GET /ext/v1/customers/c1': customer });
    const provider = { allowed: false, reasons: [{ code: 'not_for_resellers', message: 'Un revendeur indirect ne peut pas faire cela.' }] };
    const reseller: Session = { ...session, tenant: { ...session.tenant, kind: 'indirectReseller' }, permissions: { see_customers: yes, see_agreements: yes, see_account: yes, edit_customer: provider, set_qualification: provider } };
    await show(page, { at: '/customers/c1/account', as: reseller });
    expect(await screen.findByText('Suite Bureau')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Mettre à jour|qualification/ })).toBeNull();
    expect(names()).toHaveLength(4);
  });
});

describe('the account', () => {
  it('shows company, billing and the refused qualification with its reason', async () => {
    serve(routes);
    await show(<AccountTab customer={customer} />, { as });
    expect(await screen.findByText('732 829 320')).toBeInTheDocument();
    expect(screen.getByText('Maroquinerie')).toBeInTheDocument();
    expect(await screen.findByText('Suite Bureau')).toBeInTheDocument();
    expect(await screen.findByText('Inconnue du registre.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Corriger et renvoyer' })).toBeInTheDocument();
  });

  it("shows a customer's own people no act of the partner, and speaks to them", async () => {
    serve({ ...routes, 'GET /v1/customers/c1/qualifications': [] });
    const no = { allowed: false, reasons: [{ code: 'x', message: 'Réservé au partenaire.' }] };
    await show(<AccountTab customer={customer} />, { as: {
      ...session, tenant: { ...session.tenant, id: 'c1', kind: 'customer' }, permissions: { edit_customer: no, set_qualification: no },
    } });
    expect(await screen.findByText('Votre organisation n’a pas de qualification spéciale.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Mettre à jour|Demander/ })).toBeNull();
  });

  it('is read again once another person has changed it: what they changed is told, what was typed stays, and goes on from there', async () => {
    let theirs = profile;
    const { asked } = serve({
      ...routes,
      'GET /v1/customers/c1/profiles/billing': () => theirs,
      'PUT /v1/customers/c1/profiles/billing': (_: URL, init: RequestInit) => {
        const body = JSON.parse(String(init.body)) as typeof profile;
        if (body.attributes.etag === theirs.attributes.etag) return body;
        return Response.json({ code: 2055, description: 'Ces informations ont changé depuis leur lecture.', data: [] }, { status: 400 });
      },
    });
    await show(<AccountTab customer={customer} />, { as });
    await userEvent.click(await screen.findByRole('button', { name: 'Mettre à jour la facturation' }));
    const name = await screen.findByLabelText('Nom sur les factures');
    await userEvent.clear(name);
    await userEvent.type(name, 'Ganterie');
    theirs = { ...profile, companyName: 'Sellerie', email: 'b@tannerie.fr', attributes: { etag: '5' } };
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    const told = await screen.findByRole('alert');
    expect(await within(told).findByText(/Sellerie \(votre saisie\s: Ganterie\)/)).toBeInTheDocument();
    expect(within(told).getByText(/b@tannerie\.fr/)).toBeInTheDocument();
    expect(name).toHaveValue('Ganterie');
    await userEvent.click(screen.getByRole('button', { name: 'Reprendre ma saisie sur la version actuelle' }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(name).toHaveValue('Ganterie');
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(asked.filter((each) => each.method === 'PUT')).toHaveLength(2));
    expect(asked.filter((each) => each.method === 'PUT')[1]?.body).toMatchObject({ companyName: 'Ganterie', email: 'b@tannerie.fr', attributes: { etag: '5' } });
  });

  it("sends the company's tag, so that a form opened earlier writes over nothing", async () => {
    const tags: (string | null)[] = [];
    serve({
      ...routes,
      'GET /ext/v1/customers/c1/company': { ...routes['GET /ext/v1/customers/c1/company'], attributes: { etag: 'a1' } },
      'PUT /ext/v1/customers/c1/company': (_: URL, init: RequestInit) => {
        tags.push(new Headers(init.headers).get('If-Match'));
        return { legalName: 'Tannerie' };
      },
    });
    await show(<AccountTab customer={customer} />, { as });
    await userEvent.click(await screen.findByRole('button', { name: 'Mettre à jour la société' }));
    await screen.findByLabelText('Dénomination sociale');
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(tags).toEqual(['a1']));
  });

  it('sends the whole billing profile with its tag, and tells what is refused at its field', async () => {
    const { asked } = serve({
      ...routes,
      'PUT /v1/customers/c1/profiles/billing': () => Response.json({
        code: 3000, description: 'x', data: [{ field: 'defaultAddress.postalCode', code: 'postal_code_malformed', message: 'Cinq chiffres.' }],
      }, { status: 400 }),
    });
    await show(<AccountTab customer={customer} />, { as });
    await userEvent.click(await screen.findByRole('button', { name: 'Mettre à jour la facturation' }));
    const code = await screen.findByLabelText('Code postal');
    await userEvent.clear(code);
    await userEvent.type(code, '2615');
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    expect((await screen.findAllByText('Cinq chiffres.')).length).toBeGreaterThan(0);
    const put = asked.find((each) => each.method === 'PUT');
    expect(put?.body).toMatchObject({ companyName: 'Maroquinerie', defaultAddress: { postalCode: '2615', country: 'FR' }, attributes: { etag: '4' } });
  });

  it('ends the relation only once the name was typed', async () => {
    const { asked } = serve({ ...routes, 'PATCH /v1/customers/c1': { id: 'c1' } });
    await show(<AccountTab customer={customer} />, { as, at: '/customers/c1/account' });
    await userEvent.click(await screen.findByRole('button', { name: 'Supprimer la relation' }));
    const dialog = await screen.findByRole('alertdialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Supprimer la relation' }));
    expect(asked.some((each) => each.method === 'PATCH')).toBe(false);
    await userEvent.type(within(dialog).getByRole('textbox'), 'tannerie');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Supprimer la relation' }));
    await waitFor(() => expect(address).toBe('/customers'));
    expect(asked.find((each) => each.method === 'PATCH')?.body).toEqual({ relationshipToPartner: 'none' });
  });

  it('says what stands in the way', async () => {
    serve({ ...routes, 'GET /ext/v1/customers/c1/relationship': { mayEnd: false, obstacles: [{ code: 'relation_has_active', message: '1 abonnement est actif.' }] } });
    await show(<AccountTab customer={customer} />, { as });
    expect(await screen.findByText('1 abonnement est actif.', { selector: 'li' })).toBeInTheDocument();
  });

  it('has neither qualification nor relation in the US Government cloud', async () => {
    const { asked } = serve(routes);
    await show(<AccountTab customer={customer} />, { as: { ...as, cloud: 'usgov' } });
    expect(await screen.findByText('Maroquinerie')).toBeInTheDocument();
    expect(screen.queryByText('Qualification spéciale')).not.toBeInTheDocument();
    expect(asked.some((each) => each.url.pathname.endsWith('/qualifications'))).toBe(false);
  });
});
