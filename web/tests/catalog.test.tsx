// The catalogue: an offer's terms stand from the shortest to the longest, whatever order they come in.
import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import Catalog from '../src/catalog/Catalog';
import { serve, session, show } from './render';

afterEach(() => vi.unstubAllGlobals());

it('lists the terms of an offer in order', async () => {
  const term = (termDuration: string, billingCycle: string) => ({ termDuration, billingCycle, unitPrice: { amount: '1.00', currency: 'EUR' } });
  const yes = { allowed: true, reasons: [] };
  serve({ 'GET /ext/v1/catalog': {
    items: [{
      catalogItemId: 'a', name: 'Suite', publisher: 'Atelier', category: { id: 'c', name: 'Entreprise' }, available: true, reasons: [], minimumQuantity: 25, maximumQuantity: 25,
      terms: [term('P3Y', 'annual'), term('P1Y', 'annual'), term('P1Y', 'monthly'), term('P1M', 'monthly')],
    }], facets: { categories: [] },
  } });
  await show(<Catalog />, { as: { ...session, permissions: { see_catalog: yes, see_prices: yes } } });
  const words = await screen.findAllByText(/^engagement/);
  expect(words.map((each) => each.textContent?.replace(/\s/g, ' '))).toEqual([
    'engagement 1 mois, facturé par mois', 'engagement 1 an, facturé par mois', 'engagement 1 an, facturé par an', 'engagement 3 ans, facturé par an',
  ]);
  expect(screen.getByText('25')).toBeInTheDocument();
});
