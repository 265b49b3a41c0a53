// Apps and devices: a secret shown once, an app ended only after a question, a code typed any way, a request confirmed.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import AppPage from '../src/access/AppPage';
import type { App } from '../src/access/apps';
import Authorize from '../src/access/Authorize';
import Device from '../src/access/Device';
import { serve, session, show } from './render';

const app: App = {
  id: 'a1', name: 'Progiciel', kind: 'confidential', redirectUris: ['https://erp.example/retour'], fullAccess: true, permissions: [],
  reusableRefresh: false, createdAt: '2026-01-02T00:00:00Z', signIns: 0, certificates: [],
  secrets: [{ id: 's1', name: '2026', hint: 'abc', createdAt: '2026-01-02T00:00:00Z', expiresAt: '2099-01-02T00:00:00Z' }],
};
const administrator = { ...session, permissions: { ...session.permissions, manage_apps: { allowed: true, reasons: [] } } };
const page = <Routes><Route path="/settings/apps/:id" element={<AppPage />} /></Routes>;
const answers = { 'GET /ext/v1/apps/a1': app, 'GET /ext/v1/apps/a1/sign-ins': { items: [] } };

afterEach(() => vi.unstubAllGlobals());

describe('an app', () => {
  it('gets another secret, which is shown once', async () => {
    const { asked } = serve({ ...answers, 'POST /ext/v1/apps/a1/secrets': { id: 's2', secret: 'SECRET-ONCE', expiresAt: '2027-01-02T00:00:00Z' } });
    await show(page, { at: '/settings/apps/a1', as: administrator });
    await userEvent.click(await screen.findByRole('button', { name: 'Nouveau secret' }));
    await userEvent.type(await screen.findByLabelText(/À quoi il sert/), '2027');
    await userEvent.click(screen.getByRole('button', { name: 'Créer le secret' }));
    expect(await screen.findByText('SECRET-ONCE')).toBeInTheDocument();
    expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ name: '2027', days: 365 });
    await userEvent.click(screen.getByRole('button', { name: /conservé/ }));
    await waitFor(() => expect(screen.queryByText('SECRET-ONCE')).not.toBeInTheDocument());
  });
  it('is not revoked without a question that says what follows', async () => {
    const { asked } = serve({ ...answers, 'POST /ext/v1/apps/a1/revoke': () => new Response(null, { status: 204 }) });
    await show(page, { at: '/settings/apps/a1', as: administrator });
    await userEvent.click(await screen.findByRole('button', { name: 'Révoquer ses jetons' }));
    expect(asked.some((each) => each.method === 'POST')).toBe(false);
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(/dans la minute/);
    await userEvent.click(screen.getAllByRole('button', { name: 'Révoquer ses jetons' }).at(-1)!);
    await waitFor(() => expect(asked.some((each) => each.url.pathname.endsWith('/revoke'))).toBe(true));
  });
  it('says who may see it', async () => {
    serve(answers);
    const no = { allowed: false, reasons: [{ code: 'needs_role', message: "Il faut le rôle d'administrateur général." }] };
    await show(page, { at: '/settings/apps/a1', as: { ...session, permissions: { manage_apps: no } } });
    expect(await screen.findByText(/administrateur général/)).toBeInTheDocument();
  });
});

describe('a device', () => {
  it('is let in by its code, after a warning', async () => {
    const { asked } = serve({
      'GET /ext/v1/device-codes/bcdf-ghjk': { appName: 'PowerShell', state: 'pending', expiresAt: '2099-01-01T00:00:00Z' },
      'POST /ext/v1/device-codes/bcdf-ghjk': { appName: 'PowerShell', state: 'approved', expiresAt: '2099-01-01T00:00:00Z' },
    });
    await show(<Device />);
    await userEvent.click(screen.getByRole('button', { name: 'Suivant' }));
    expect(screen.getByLabelText('Code')).toBeInvalid();
    await userEvent.type(screen.getByLabelText('Code'), 'bcdf-ghjk');
    await userEvent.click(screen.getByRole('button', { name: 'Suivant' }));
    expect(await screen.findByText(/commencé cette connexion vous-même/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Autoriser' }));
    expect(await screen.findByText(/PowerShell continue/)).toBeInTheDocument();
    expect(asked.at(-1)?.body).toEqual({ allow: true });
  });
  it('says that a code is unknown, at its field', async () => {
    serve({ 'GET /ext/v1/device-codes/xx': () => Response.json({ code: 'device_code_unknown', description: "Aucun appareil n'attend." }, { status: 404 }) });
    await show(<Device />);
    await userEvent.type(screen.getByLabelText('Code'), 'xx');
    await userEvent.click(screen.getByRole('button', { name: 'Suivant' }));
    await waitFor(() => expect(screen.getByLabelText('Code')).toHaveAccessibleDescription(/Aucun appareil/));
  });
});

describe('an app that asks to sign in', () => {
  it('is refused where the person refuses', async () => {
    const { asked } = serve({
      'GET /ext/v1/authorizations': { appName: 'PowerShell', redirectHost: 'localhost:8400', mustConfirm: true },
      'POST /ext/v1/authorizations': () => Response.json({ code: 'x', description: 'Trop tard.' }, { status: 410 }),
    });
    await show(<Authorize />, { at: '/authorize?request=abc' });
    expect(await screen.findByText(/localhost:8400/)).toBeInTheDocument();
    expect(asked.some((each) => each.method === 'POST')).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Refuser' }));
    await waitFor(() => expect(asked.at(-1)?.body).toEqual({ request: 'abc', allow: false }));
    expect(await screen.findByText('Trop tard.')).toBeInTheDocument();
  });
});
