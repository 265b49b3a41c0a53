// A customer's account as a person meets it: what stands there, a refused change, the end of the relation.
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Customer } from '../src/api/types';
import AccountTab from '../src/customers/AccountTab';
import SummaryTab from '../src/customers/SummaryTab';
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

describe('the account', () => {
  it('shows company, billing and the refused qualification with its reason', async () => {
    serve(routes);
    await show(<AccountTab customer={customer} />, { as });
    expect(await screen.findByText('732829320')).toBeInTheDocument();
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

  it('is read again once another person has changed it, and the open panel does not write over that unseen', async () => {
    let tag = 4;
    const { asked } = serve({
      ...routes,
      'GET /v1/customers/c1/profiles/billing': () => ({ ...profile, attributes: { etag: String(tag++) } }),
      'PUT /v1/customers/c1/profiles/billing': () => Response.json({ code: 2055, description: 'Ces informations ont changé depuis leur lecture.', data: [] }, { status: 400 }),
    });
    await show(<AccountTab customer={customer} />, { as });
    await userEvent.click(await screen.findByRole('button', { name: 'Mettre à jour la facturation' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Enregistrer' }));
    expect(await screen.findByText(/ont changé depuis leur lecture/)).toBeInTheDocument();
    await waitFor(() => expect(tag).toBe(6));
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    const sent = () => asked.filter((each) => each.method === 'PUT').map((each) => (each.body as typeof profile).attributes.etag);
    await waitFor(() => expect(sent()).toEqual(['4', '4']));
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
