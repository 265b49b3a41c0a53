// The catalogue: an offer's terms in order whatever order they come in; a reseller's prices by the provider it chooses.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import Catalog from '../src/catalog/Catalog';
import { address, serve, session, show } from './render';

afterEach(() => vi.unstubAllGlobals());

it('lists the terms of an offer in order, and of what is free only how long it lasts', async () => {
  const term = (termDuration: string, billingCycle: string) => ({ termDuration, billingCycle, unitPrice: { amount: '1.00', currency: 'EUR' } });
  const yes = { allowed: true, reasons: [] };
  serve({ 'GET /ext/v1/catalog': {
    items: [{
      catalogItemId: 'a', name: 'Suite', publisher: 'Atelier', category: { id: 'c', name: 'Entreprise' }, available: true, reasons: [], minimumQuantity: 25, maximumQuantity: 25,
      terms: [term('P3Y', 'annual'), term('P1Y', 'annual'), term('P1Y', 'monthly'), term('P1M', 'monthly')],
    }, {
      catalogItemId: 'b', name: 'Essai', publisher: 'Atelier', category: { id: 'c', name: 'Entreprise' }, available: true, reasons: [], minimumQuantity: 10, maximumQuantity: 10,
      terms: [{ ...term('P1M', 'one_time'), unitPrice: { amount: '0.00', currency: 'EUR' } }],
    }], facets: { categories: [] },
  } });
  await show(<Catalog />, { as: { ...session, permissions: { see_catalog: yes, see_prices: yes } } });
  const words = await screen.findAllByText(/facturé|^1 mois$/);
  expect(words.map((each) => each.textContent?.replace(/\s/g, ' '))).toEqual([
    '1 mois, facturé par mois', '1 an, facturé par mois', '1 an, facturé par an', '3 ans, facturé par an', '1 mois',
  ]);
  expect(screen.getByText('25')).toBeInTheDocument();
});

it('says of what is metered that it costs by usage, not that it costs nothing', async () => {
  const yes = { allowed: true, reasons: [] };
  serve({ 'GET /ext/v1/catalog': { facets: { categories: [] }, items: [{
    catalogItemId: 'u', name: 'Stockage', publisher: 'Atelier', category: { id: 'c', name: 'Entreprise' }, billing: 'usage', available: true, reasons: [], minimumQuantity: 1, maximumQuantity: 1,
    terms: [{ termDuration: 'P1M', billingCycle: 'monthly', unitPrice: { amount: '0.00', currency: 'EUR' } }],
  }] } });
  await show(<Catalog />, { as: { ...session, permissions: { see_catalog: yes, see_prices: yes } } });
  expect(await screen.findByText('selon la consommation')).toBeInTheDocument();
  expect(screen.queryByText(/0,00/)).toBeNull();
});

it('shows a reseller of two providers no price before it has chosen one, and then the price with that one', async () => {
  const yes = { allowed: true, reasons: [] };
  const partner = (id: string, name: string) => ({ id, name, kind: 'indirectProvider', state: 'active', country: 'FR', domain: '', email: '', agreementSigned: true, since: '2026-11-24T13:32:00Z', customers: 1 });
  serve({
    'GET /ext/v1/partnerships': { items: [partner('p1', 'Armor'), partner('p2', 'Loire')] },
    'GET /ext/v1/catalog': (url: URL) => {
      const provider = url.searchParams.get('provider');
      const unitPrice = provider && { unitPrice: { amount: provider === 'p1' ? '9.05' : '8.80', currency: 'EUR' } };
      return {
        items: [{ catalogItemId: 'a', name: 'Suite', publisher: 'Atelier', category: { id: 'c', name: 'Entreprise' }, available: true, reasons: [], minimumQuantity: 1, maximumQuantity: 9,
          terms: [{ termDuration: 'P1Y', billingCycle: 'monthly', ...unitPrice }] }],
        facets: { categories: [] }, ...(provider ? { providerId: provider } : {}),
      };
    },
  });
  await show(<Catalog />, { as: { ...session, tenant: { ...session.tenant, kind: 'indirectReseller' }, permissions: { see_catalog: yes, see_own_prices: yes } } });
  expect(await screen.findByText(/Choisissez un fournisseur pour voir/)).toBeInTheDocument();
  expect(screen.queryByText(/€/)).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText('Fournisseur'), 'Loire');
  expect(await screen.findByText(/8,80/)).toBeInTheDocument();
  expect(screen.getByText(/Vos prix : Loire/)).toBeInTheDocument();
  await userEvent.selectOptions(screen.getByLabelText('Fournisseur'), 'Armor');
  expect(await screen.findByText(/9,05/)).toBeInTheDocument();
  expect(address).toBe('/?provider=p1');
});
