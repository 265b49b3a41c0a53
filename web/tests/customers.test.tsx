// The customer list as a person meets it: rows, search in the address, one open row, empty, failed, refused.
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CustomerRow } from '../src/api/types';
import Customers from '../src/customers/Customers';
import { address, serve, session, show } from './render';

const row = (name: string, more: Partial<CustomerRow> = {}): CustomerRow => ({
  id: name.toLowerCase(), name, domain: `${name.toLowerCase()}.example`, country: 'FR', agreement: 'accepted', status: 'active',
  licenses: 5, monthly: { amount: '1046.20', currency: 'EUR' }, createdAt: '2026-11-23T00:00:00Z', ...more,
});
const list = [row('Kerouanton', { reseller: { id: 'r1', name: 'Informatique du Ponant' } }), row('Halles', { agreement: 'invited' })];
const list_route = 'GET /ext/v1/customers';

afterEach(() => vi.unstubAllGlobals());

describe('the list', () => {
  it('shows each customer with its exceptions and its amount', async () => {
    serve({ [list_route]: { items: list } });
    await show(<Customers />, { at: '/customers' });
    const halles = (await screen.findByRole('link', { name: 'Halles' })).closest('tr')!;
    expect(within(halles).getByText('Invitation envoyée')).toBeInTheDocument();
    expect(within(halles).getByText('Client direct')).toBeInTheDocument();
    expect(within(halles).getByText(/^1\s046,20\s€$/)).toBeInTheDocument();
    expect(screen.getByText('Clients 1 à 2, par nom')).toBeInTheDocument();
  });
  it('has no column of dashes for who may see no price, and no orders for who may not see them', async () => {
    serve({ [list_route]: { items: [row('Halles', { monthly: undefined })] } });
    const permissions = { ...session.permissions, see_orders: { allowed: false, reasons: [] } };
    await show(<Customers />, { at: '/customers', as: { ...session, permissions } });
    await userEvent.click(await screen.findByRole('button', { name: /^Détails/ }));
    expect(screen.queryByText(/Par mois/)).toBeNull();
    expect(await screen.findByRole('navigation', { name: /Accès rapides/ })).toBeInTheDocument();
    expect(screen.queryByText('Historique des commandes')).toBeNull();
  });
  it('offers a reseller, who adds nobody, what it may do instead', async () => {
    serve({ [list_route]: { items: [] } });
    const permissions = { ...session.permissions, request_relationship: { allowed: true, reasons: [] }, add_customer: { allowed: false, reasons: [{ code: 'not_for_resellers', message: 'x' }] } };
    await show(<Customers />, { at: '/customers', as: { ...session, tenant: { ...session.tenant, kind: 'indirectReseller' }, permissions } });
    expect(await screen.findByText(/vos fournisseurs indirects ajoutent/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Demander une relation' })).toBeInTheDocument();
    expect(screen.queryByText('Ajouter un client')).toBeNull();
  });
  it('searches as one types, from two characters, and keeps it in the address', async () => {
    const { asked } = serve({ [list_route]: { items: list } });
    await show(<Customers />, { at: '/customers' });
    await userEvent.type(await screen.findByRole('searchbox'), 'k');
    await new Promise((go) => setTimeout(go, 350));
    expect(address).toBe('/customers');
    await userEvent.type(screen.getByRole('searchbox'), 'er');
    await waitFor(() => expect(address).toBe('/customers?q=ker'));
    await waitFor(() => expect(asked.at(-1)?.url.searchParams.get('q')).toBe('ker'));
  });
  it('reads search and filters from the address', async () => {
    const { asked } = serve({ [list_route]: { items: [] } });
    await show(<Customers />, { at: '/customers?q=kerwan&agreement=invited' });
    expect(await screen.findByText(/Aucun client ne correspond à «\skerwan\s» avec les filtres/)).toBeInTheDocument();
    expect(Object.fromEntries(asked.find((each) => each.url.pathname === '/ext/v1/customers')!.url.searchParams)).toEqual({ q: 'kerwan', agreement: 'invited', size: '50' });
    await userEvent.click(screen.getByRole('button', { name: 'Effacer la recherche et les filtres' }));
    await waitFor(() => expect(address).toBe('/customers'));
  });
  it('turns pages by the server’s cursors', async () => {
    serve({ [list_route]: (url: URL) => (url.searchParams.get('cursor') ? { items: [row('Zinc')], previous: '' } : { items: list, next: 'n1' }) });
    await show(<Customers />, { at: '/customers' });
    await userEvent.click(await screen.findByRole('button', { name: 'Suivants' }));
    expect(await screen.findByRole('link', { name: 'Zinc' })).toBeInTheDocument();
    expect(address).toBe('/customers?cursor=n1&from=3');
    await userEvent.click(screen.getByRole('button', { name: 'Précédents' }));
    await waitFor(() => expect(address).toBe('/customers'));
  });
  it('opens one row at a time', async () => {
    serve({ [list_route]: { items: list } });
    await show(<Customers />, { at: '/customers' });
    const one = await screen.findByRole('button', { name: 'Détails de Kerouanton' });
    const other = screen.getByRole('button', { name: 'Détails de Halles' });
    await userEvent.click(one);
    expect(one).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('kerouanton', { selector: 'code' })).toBeInTheDocument();
    await userEvent.click(other);
    expect(one).toHaveAttribute('aria-expanded', 'false');
    expect(other).toHaveAttribute('aria-expanded', 'true');
  });
});

describe('in place of the list', () => {
  it('the first use offers each way to begin once, with what it costs in time', async () => {
    serve({ [list_route]: { items: [] } });
    const yes = { allowed: true, reasons: [] };
    await show(<Customers />, { at: '/customers', as: { ...session, permissions: { ...session.permissions, request_relationship: yes, import_customers: yes } } });
    expect(await screen.findByRole('heading', { name: 'Aucun client pour le moment' })).toBeInTheDocument();
    for (const way of ['Ajouter un client', 'Demander une relation', 'Importation en masse']) {
      expect(screen.getByRole('heading', { name: way })).toBeInTheDocument();
      expect(screen.getAllByRole('link', { name: way })).toHaveLength(1);
    }
    expect(screen.getByText('Environ 4 minutes')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Exporter la liste des clients' })).toBeNull();
  });
  it('a failure says what is safe, can be retried, and names its code', async () => {
    let broken = true;
    serve({ [list_route]: () => (broken
      ? Response.json({ code: 'database_unavailable', description: 'x' }, { status: 503, headers: { 'MS-CorrelationId': 'b1f4c7e2-0a93-4c1d' } })
      : { items: list }) });
    await show(<Customers />, { at: '/customers' });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Vos données ne sont pas touchées');
    expect(alert).toHaveTextContent('code database_unavailable, corrélation b1f4c7e2-0a93-4c1d');
    expect(screen.getByRole('searchbox')).toBeEnabled();
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await screen.findByRole('link', { name: 'Halles' })).toBeInTheDocument();
  });
  it('a refusal says who can grant it', async () => {
    serve({ [list_route]: () => Response.json({ code: 'forbidden', description: '' }, { status: 403 }) });
    const permissions = { ...session.permissions, see_customers: { allowed: false, reasons: [{ code: 'needs_role', message: 'Il faut le rôle Agent commercial.' }] } };
    await show(<Customers />, { at: '/customers', as: { ...session, permissions } });
    expect(await screen.findByText('Il faut le rôle Agent commercial.')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'yanis@armor.example' })).toBeInTheDocument();
  });
  it('what is not for this kind of organisation names nobody who could grant it', async () => {
    serve({ [list_route]: () => Response.json({ code: 'forbidden', description: '' }, { status: 403 }) });
    const permissions = { ...session.permissions, see_customers: { allowed: false, reasons: [{ code: 'not_for_resellers', message: 'Son fournisseur s’en charge.' }] } };
    await show(<Customers />, { at: '/customers', as: { ...session, permissions } });
    expect(await screen.findByRole('heading', { name: 'Cette page n’est pas ouverte à votre organisation' })).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'yanis@armor.example' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Demander l’accès' })).toBeNull();
  });
  it('a blocked act stays focusable and says why', async () => {
    serve({ [list_route]: { items: list } });
    const permissions = { ...session.permissions, add_customer: { allowed: false, reasons: [{ code: 'needs_role', message: 'Demandez à Yanis Benali.' }] } };
    await show(<Customers />, { at: '/customers', as: { ...session, permissions } });
    const button = await screen.findByRole('button', { name: 'Ajouter un client' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(/Demandez à Yanis Benali\./);
    button.focus();
    expect(button).toHaveFocus();
  });
});
