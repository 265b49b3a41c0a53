// A customer's page by role: what a role may not see has no tab, and its address says who may.
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import CustomerPage from '../src/customers/CustomerPage';
import { serve, session, show } from './render';

afterEach(() => vi.unstubAllGlobals());

const customer = {
  id: 'c1', name: 'Tannerie du Vercors', domain: 'tannerie.onmicrosoft.com', commerceId: 'x', country: 'FR', createdAt: '2026-11-01T00:00:00Z',
  status: 'under_review', delegated: true, profile: {}, figures: { subscriptions: 1, licenses: 2 }, agreement: { state: 'accepted' }, actions: {}, resellers: [],
};
const page = <Routes><Route path="/customers/:id/*" element={<CustomerPage />} /></Routes>;
const no = { allowed: false, reasons: [{ code: 'needs_role', message: 'Il faut le rôle Agent d’administration.' }] };
const users = { ...session, permissions: { ...session.permissions, see_account: no, see_orders: no } };

describe('the account of a customer', () => {
  it('has a tab for who may see it', async () => {
    serve({ 'GET /ext/v1/customers/c1': customer });
    await show(page, { at: '/customers/c1' });
    expect(await screen.findByRole('link', { name: 'Compte' })).toHaveAttribute('href', '/customers/c1/account');
    expect(screen.getAllByRole('link', { name: /Voir le compte/ }).length).toBeGreaterThan(0);
  });
  it('has neither a tab nor a way to it for who may not (portal-map.md 1, row 18)', async () => {
    serve({ 'GET /ext/v1/customers/c1': customer });
    await show(page, { at: '/customers/c1', as: users });
    expect(await screen.findByRole('link', { name: 'Résumé' })).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: /[Cc]ompte/ })).toBeNull();
  });
  it('says at its address who may see it, and asks the server for nothing of it', async () => {
    const { asked } = serve({ 'GET /ext/v1/customers/c1': customer });
    await show(page, { at: '/customers/c1/account', as: users });
    expect(await screen.findByText('Il faut le rôle Agent d’administration.')).toBeInTheDocument();
    expect(asked.filter((each) => /company|profiles|qualifications/.test(each.url.pathname))).toEqual([]);
  });
});

describe('the commitment of a customer', () => {
  const euros = (amount: string) => ({ amount, currency: 'EUR' });
  const told = /Tout est facturé d’avance/;
  it('says why nothing is left to bill beside a monthly amount', async () => {
    serve({ 'GET /ext/v1/customers/c1': { ...customer, exposure: { monthly: euros('461.60'), remaining: euros('0.00') } } });
    await show(page, { at: '/customers/c1' });
    expect(await screen.findByText(told)).toBeInTheDocument();
  });
  it('says nothing of it where something is left, or nothing was bought', async () => {
    serve({ 'GET /ext/v1/customers/c1': { ...customer, exposure: { monthly: euros('461.60'), remaining: euros('923.20') } } });
    await show(page, { at: '/customers/c1' });
    expect(await screen.findByText('Reste à facturer jusqu’aux échéances')).toBeInTheDocument();
    expect(screen.queryByText(told)).toBeNull();
  });
});
