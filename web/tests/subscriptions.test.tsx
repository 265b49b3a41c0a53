// Changing a subscription: effects before saving, the whole resource in the PATCH, refusals at their field.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Subscription } from '../src/api/commerce-types';
import SubscriptionPanel from '../src/subscriptions/SubscriptionPanel';
import { underTheirBase } from '../src/subscriptions/subscriptions';
import { serve, show } from './render';

const subscription: Subscription = {
  id: 's1', offerName: 'Suite bureautique Entreprise', friendlyName: 'Siège', quantity: 25, creationDate: '2026-11-24T00:00:00Z',
  status: 'active', autoRenewEnabled: true, termDuration: 'P1Y', commitmentEndDate: '2027-11-24T00:00:00Z', attributes: { etag: 'e1' },
};
const path = '/v1/customers/c1/subscriptions/s1';

afterEach(() => vi.unstubAllGlobals());

describe('the panel', () => {
  it('shows what will change, then sends the whole resource', async () => {
    const { asked } = serve({ [`PATCH ${path}`]: { ...subscription, quantity: 30 }, 'GET /v1/customers/c1/subscriptions': { items: [] } });
    const closed = vi.fn();
    await show(<SubscriptionPanel customerId="c1" subscription={subscription} onClose={closed} />);
    const quantity = await screen.findByLabelText('Nombre de licences');
    await userEvent.clear(quantity);
    await userEvent.type(quantity, '30');
    expect(screen.getByText(/25 → 30\slicences/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('checkbox', { name: /Renouveler automatiquement/ }));
    expect(screen.getByText(/prendra fin le 24 nov\. 2027/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(asked.find((each) => each.method === 'PATCH')?.body).toEqual({ ...subscription, quantity: 30, autoRenewEnabled: false });
  });
  it('shows a refusal at its field and keeps what was typed', async () => {
    serve({ [`PATCH ${path}`]: () => Response.json({
      code: 3000, description: 'x', data: [{ field: 'quantity', code: 'range', rule: 'De 1 à 300 licences.', remedy: 'Créez une seconde ligne.' }],
    }, { status: 400 }) });
    await show(<SubscriptionPanel customerId="c1" subscription={subscription} onClose={() => {}} />);
    const quantity = await screen.findByLabelText('Nombre de licences');
    await userEvent.clear(quantity);
    await userEvent.type(quantity, '999');
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(quantity).toHaveAccessibleDescription('De 1 à 300 licences. Créez une seconde ligne.'));
    expect(quantity).toHaveValue('999');
    await userEvent.click(screen.getByRole('link', { name: /De 1 à 300/ }));
    expect(quantity).toHaveFocus();
  });
  it('does not send what is no number', async () => {
    const { asked } = serve({});
    await show(<SubscriptionPanel customerId="c1" subscription={subscription} onClose={() => {}} />);
    const quantity = await screen.findByLabelText('Nombre de licences');
    await userEvent.clear(quantity);
    await userEvent.type(quantity, '2,5');
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    expect(quantity).toBeInvalid();
    expect(asked).toEqual([]);
  });
});

describe('underTheirBase', () => {
  it('puts add-ons after what they extend', () => {
    const addOn = { ...subscription, id: 'a1', parentSubscriptionId: 's1' };
    const lone = { ...subscription, id: 's2', parentSubscriptionId: 'gone' };
    expect(underTheirBase([addOn, lone, subscription]).map((each) => each.id)).toEqual(['s2', 's1', 'a1']);
  });
});
