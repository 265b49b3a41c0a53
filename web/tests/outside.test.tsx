// Outside providers: a button each, none where there are none, an answer that counts once, and what a refusal says.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OutsideCard } from '../src/access/OutsideCard';
import { OutsideButtons } from '../src/session/OutsideButtons';
import OutsideReturn from '../src/session/OutsideReturn';
import { address, serve, session, show } from './render';

const list = { 'GET /ext/v1/sign-in-providers': { items: [{ name: 'keycloak', label: 'Keycloak' }] } };
const back = <Routes><Route path="/signin/back" element={<OutsideReturn signedIn={false} />} /><Route path="*" element={<p>elsewhere</p>} /></Routes>;
const assign = vi.fn();

beforeEach(() => {
  sessionStorage.clear();
  assign.mockClear();
  vi.stubGlobal('location', { ...window.location, assign, search: '?code=c1&state=s1&iss=https%3A%2F%2Fsso.example', pathname: '/signin/back' });
});
afterEach(() => vi.unstubAllGlobals());

describe('outside sign-in', () => {
  it('leads to the provider, and remembers in this tab where to go on', async () => {
    const { asked } = serve({ ...list, 'POST /ext/v1/session/outside': { location: 'https://sso.example/authorize?x=1' } });
    await show(<OutsideButtons from="/customers" />);
    await userEvent.click(await screen.findByRole('button', { name: 'Se connecter avec Keycloak' }));
    await waitFor(() => expect(assign).toHaveBeenCalledWith('https://sso.example/authorize?x=1'));
    expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ provider: 'keycloak' });
    expect(sessionStorage.getItem('entrepot.after-sign-in')).toBe('/customers');
  });
  it('shows nothing where no provider is set up', async () => {
    serve({ 'GET /ext/v1/sign-in-providers': { items: [] } });
    await show(<OutsideButtons />);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
  it('says who must do what where the provider is away, although that is our 503', async () => {
    serve({ ...list, 'POST /ext/v1/session/outside': () => Response.json({ code: 'outside_unreachable', description: 'Keycloak ne répond pas. Réessayez.' }, { status: 503 }) });
    await show(<OutsideButtons />);
    await userEvent.click(await screen.findByRole('button', { name: /Keycloak/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Keycloak ne répond pas. Réessayez.');
  });
  it('hands the answer on once, and leads to the remembered page', async () => {
    sessionStorage.setItem('entrepot.after-sign-in', '/customers');
    const { asked } = serve({ 'POST /ext/v1/session/outside/answer': session });
    await show(back, { at: '/signin/back' });
    await screen.findByText('elsewhere');
    expect(address).toBe('/customers');
    const sent = asked.filter((each) => each.method === 'POST');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toEqual({ code: 'c1', state: 's1', iss: 'https://sso.example' });
  });
  it('goes on with a second factor where one is asked for', async () => {
    serve({ 'POST /ext/v1/session/outside/answer': { step: 'secondFactor', ticket: 't', expiresAt: '2099-01-01T00:00:00Z', choices: ['totp'], displayName: 'C', userName: 'c@a.fr' } });
    await show(back, { at: '/signin/back' });
    expect(await screen.findByLabelText(/Code à six chiffres/)).toBeInTheDocument();
  });
  it('lists linked accounts, and offers the providers that are not', async () => {
    serve({ ...list, 'GET /ext/v1/me/outside-accounts': { items: [{ id: 'a1', label: 'Entra', email: 'c@a.fr', createdAt: '2026-01-02T00:00:00Z' }] } });
    await show(<OutsideCard />);
    expect(await screen.findByRole('button', { name: /Dissocier.*Entra/ })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Associer Keycloak' })).toBeInTheDocument();
  });
});
