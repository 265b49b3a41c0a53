// Terms of a reseller: nothing for who may not see margins, and what is typed in French is sent as the server reads it.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { plainNumber } from '../src/relations/terms';
import { TermsCards } from '../src/relations/TermsCards';
import { serve, session, show } from './render';

afterEach(() => vi.unstubAllGlobals());

const yes = { allowed: true, reasons: [] };
const euros = (amount: string) => ({ amount, currency: 'EUR' });
const terms = {
  id: 'r1', name: 'Ponant', margin: '10.00', creditLimit: euros('500.00'), currency: 'EUR', subscriptions: 3, licenses: 30,
  atList: euros('700.00'), marginAmount: euros('70.00'), exposure: euros('630.00'), left: euros('-130.00'), attributes: { etag: 'v3' },
};

describe('the terms of a reseller', () => {
  it('are not asked for by who may not see margins', async () => {
    const { asked } = serve({});
    await show(<TermsCards side="resellers" id="r1" name="Ponant" />);
    expect(screen.queryByText('Conditions')).toBeNull();
    expect(asked).toHaveLength(0);
  });

  it('are sent with the version that was read', async () => {
    let sent: unknown;
    const { asked } = serve({
      'GET /ext/v1/resellers/r1/terms': terms,
      'PUT /ext/v1/resellers/r1/terms': (_url: URL, init: RequestInit) => { sent = (init.headers as Record<string, string>)['If-Match']; return terms; },
    });
    await show(<TermsCards side="resellers" id="r1" name="Ponant" />, { as: { ...session, permissions: { ...session.permissions, see_margins: yes, set_terms: yes } } });
    expect(await screen.findByText('La limite de crédit est dépassée')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /CSV pour Excel/ }).getAttribute('href')).toContain('/ext/v1/resellers/r1/statement.csv');
    await userEvent.click(screen.getByRole('button', { name: 'Modifier les conditions' }));
    const margin = await screen.findByLabelText('Marge');
    expect((margin as HTMLInputElement).value).toBe('10,00');
    await userEvent.clear(margin);
    await userEvent.type(margin, '12,5');
    const limit = screen.getByLabelText(/Limite de crédit/);
    await userEvent.clear(limit);
    await userEvent.type(limit, '1 500,50');
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(asked.find((each) => each.method === 'PUT')?.body).toEqual({ margin: '12.5', creditLimit: euros('1500.50') }));
    expect(sent).toBe('v3');
  });

  it('that somebody else set meanwhile are not written over, not even by saving once more', async () => {
    let theirs = terms;
    const tags: unknown[] = [];
    const { asked } = serve({
      'GET /ext/v1/resellers/r1/terms': () => theirs,
      'PUT /ext/v1/resellers/r1/terms': (_url: URL, init: RequestInit) => {
        const tag = (init.headers as Record<string, string>)['If-Match'];
        tags.push(tag);
        if (tag === theirs.attributes.etag) return theirs;
        return Response.json({ code: 2055, description: 'Ces informations ont changé depuis leur lecture.', data: [] }, { status: 400 });
      },
    });
    await show(<TermsCards side="resellers" id="r1" name="Ponant" />, { as: { ...session, permissions: { ...session.permissions, see_margins: yes, set_terms: yes } } });
    await userEvent.click(await screen.findByRole('button', { name: 'Modifier les conditions' }));
    const margin = await screen.findByLabelText('Marge');
    await userEvent.clear(margin);
    await userEvent.type(margin, '12,5');
    theirs = { ...terms, margin: '8.00', creditLimit: euros('900.00'), attributes: { etag: 'v4' } };
    const save = () => userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await save();
    expect(await screen.findByText(/8,00 \(votre saisie\s: 12,5\)/)).toBeInTheDocument();
    expect(screen.getByText(/900,00/, { selector: 'li' })).toBeInTheDocument();
    await save();
    await waitFor(() => expect(tags).toEqual(['v3', 'v3']));
    await userEvent.click(await screen.findByRole('button', { name: 'Reprendre ma saisie sur la version actuelle' }));
    await save();
    await waitFor(() => expect(tags).toEqual(['v3', 'v3', 'v4']));
    expect(asked.filter((each) => each.method === 'PUT').at(-1)?.body).toEqual({ margin: '12.5', creditLimit: euros('900.00') });
  });

  it('reads numbers as they are written in each language', () => {
    expect(plainNumber('1\u202f500,5', 'fr')).toBe('1500.5');
    expect(plainNumber('1,500.5', 'en')).toBe('1500.5');
    expect(plainNumber(' 12 %', 'fr')).toBe('12');
    expect(plainNumber('dix', 'fr')).toBe('dix');
  });
});
