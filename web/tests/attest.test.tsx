// Attesting a customer's acceptance: whoever is quick sends before the agreement's template has come.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import AttestPanel from '../src/agreements/AttestPanel';
import type { Customer } from '../src/api/types';
import { serve, show } from './render';

afterEach(() => vi.unstubAllGlobals());

const profile = { firstName: 'Théo', lastName: 'Fontaine', email: 'theo.fontaine@voilerie.example', culture: 'fr-FR' };
const customer = { id: 'c1', name: 'Voilerie', country: 'FR', profile } as unknown as Customer;

it('waits for the template before it is sent', async () => {
  let come: (template: unknown) => void = () => {};
  const closed = vi.fn();
  const { asked } = serve({
    'GET /ext/v1/agreement-templates/current': () => new Promise((resolve) => { come = resolve; }),
    'POST /v1/customers/c1/agreements': {},
  });
  const sent = () => asked.filter(({ method }) => method === 'POST');
  await show(<AttestPanel customer={customer} onClose={closed} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Attester' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(sent()).toEqual([]);
  come({ templateId: 't1' });
  await waitFor(() => expect(closed).toHaveBeenCalled());
  expect(sent()).toMatchObject([{ body: { templateId: 't1' } }]);
});
