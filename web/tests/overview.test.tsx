// The overview's tasks: each says what it is, whom it is about, until when, and leads to where it is done.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Task, TaskKind } from '../src/api/types';
import { Tasks } from '../src/overview/Tasks';
import { ClockOffset } from '../src/ui/clock';
import { session, show } from './render';

const in5 = new Date(Date.now() + 5 * 86_400_000).toISOString();

const text = () => (screen.getByRole('listitem').textContent ?? '').replace(/\s/g, ' ');
const act = () => within(screen.getByRole('listitem')).getByRole('link');

describe('a task', () => {
  const cases: [Task, RegExp, string, RegExp][] = [
    [{ kind: 'invitation_expiring', count: 2, subject: 'Moulin de Kerbris', due: in5 },
      /2 invitations à des clients expirent bientôt/, '/customers/request-relationship', /Moulin de Kerbris et 1 autre.*Expire le/],
    [{ kind: 'invitation_expired', count: 1, subject: 'Atelier Kerneis' }, /1 invitation à un client a expiré sans réponse/, '/customers/request-relationship', /Atelier Kerneis\./],
    [{ kind: 'reseller_invitation_expiring', count: 1, due: in5 }, /1 invitation à un revendeur expire bientôt/, '/resellers', /Expire le/],
    [{ kind: 'reseller_invitation_expired', count: 3 }, /3 invitations à des revendeurs ont expiré sans réponse/, '/resellers', /Prolongez-le/],
    [{ kind: 'provider_invitation', count: 1, subject: 'Loire Distribution', due: in5 }, /Un fournisseur vous propose un partenariat/, '/providers', /Loire Distribution/],
    [{ kind: 'import_failed', count: 1, subject: 'clients.csv', importId: 'i1' }, /1 importation en échec/, '/customers/import/i1', /clients\.csv/],
    [{ kind: 'import_failed', count: 2, subject: 'clients.csv', importId: 'i1' }, /2 importations en échec/, '/customers/import', /clients\.csv et 1 autre/],
  ];
  it.each(cases.map((each) => [`${each[0].kind}, ${each[0].count}`, ...each] as const))('%s', async (_, task, title, to, more) => {
    await show(<Tasks tasks={[task]} />);
    expect(screen.getByRole('heading', { level: 3 }).textContent?.replace(/\s/g, ' ')).toMatch(title);
    expect(text()).toMatch(more);
    expect(act()).toHaveAttribute('href', to);
  });
  it('that ends in real time says its day on the clock that the page shows', async () => {
    const year = 365 * 86_400_000;
    await show(<ClockOffset.Provider value={year}><Tasks tasks={[{ kind: 'invitation_expiring', count: 1, due: in5 }, { kind: 'draft_expiring', count: 1, due: in5 }]} /></ClockOffset.Provider>);
    expect(screen.queryByText(/Aujourd/)).toBeNull();
    expect(screen.getAllByText(/Expire le/)).toHaveLength(2);
  });
  it('of a kind that this page does not know yet is left out', async () => {
    await show(<Tasks tasks={[{ kind: 'something_new' as TaskKind, count: 1 }]} />, { as: session });
    expect(screen.queryByRole('listitem')).toBeNull();
    expect(screen.getByText(/Rien à faire/)).toBeInTheDocument();
  });
});
