// Imports: columns are each one field's, a row is put right in place, what runs is followed, undoing is asked about.
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Import, ImportColumn, ImportRow } from '../src/api/import-types';
import ImportPage from '../src/imports/ImportPage';
import Imports from '../src/imports/Imports';
import { address, serve, session, show } from './render';

afterEach(() => vi.unstubAllGlobals());

const yes = { allowed: true, reasons: [] };
const as = { ...session, permissions: { ...session.permissions, import_customers: yes, attest_agreement: yes } };
const column = (field: string, en: string, fr: string, required = false): ImportColumn => ({ field, en, fr, required, also: [], example: { en: '', fr: '' } });
const columns = [
  column('company.name', 'Company name', 'Nom de la société', true), column('company.country', 'Country/region', 'Pays/région', true),
  column('company.domain', 'Primary domain name', 'Nom de domaine principal', true), column('contact.email', 'Email', 'Adresse e-mail', true),
];
const none = { staged: 0, ready: 0, problem: 0, created: 0, failed: 0, undone: 0 };
const one: Import = {
  id: 'i1', name: 'clients.csv', format: 'csv', stage: 'mapping', begunBy: 'Camille Le Goff', createdAt: '2026-11-24T13:32:00Z', changedAt: '2026-11-24T13:32:00Z',
  headings: ['Société', 'Mél', 'Remarque'], plan: { columns: ['company.name', 'contact.email', '-'], country: '', culture: '', reseller: '', dateAgreed: '', dateOrder: 'dayFirst' },
  missingColumns: ['company.domain'], sample: [['Moulin', 'a@moulin.fr', ''], ['Scierie', 'b@scierie.fr', 'x']], counts: { ...none, staged: 2 }, rows: 2,
};
const wrong: ImportRow = {
  number: 3, state: 'problem', values: { 'company.name': 'Scierie', 'contact.email': 'b@@scierie' }, fixed: [],
  problems: [{ field: 'contact.email', code: 'email_malformed', rule: 'Cette adresse est mal formée.', remedy: 'Corrigez-la.', message: 'Cette adresse est mal formée. Corrigez-la.', warning: false }],
};
const fixed: Import = { ...one, stage: 'ready', counts: { ...none, ready: 1, problem: 1 } };
const page = <Routes><Route path="/customers/import/:id" element={<ImportPage />} /></Routes>;
const base = { 'GET /ext/v1/imports/columns': columns, 'GET /ext/v1/countries': { items: [{ code: 'FR', name: 'France' }] }, 'GET /ext/v1/partnerships': { items: [] } };

describe('an upload', () => {
  it('sends the file as it is and leads to its columns', async () => {
    const sent: RequestInit[] = [];
    const { asked } = serve({ 'GET /ext/v1/imports': { items: [] } });
    const before = fetch;
    vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
      if (init.method !== 'POST') return before(path, init);
      sent.push(init);
      return Response.json(one, { status: 201 });
    });
    await show(<Imports />, { at: '/customers/import', as });
    const file = new File(['Société;Mél\n'], 'clients.csv', { type: 'text/csv' });
    await userEvent.upload(document.getElementById('import-file') as HTMLInputElement, file);
    await waitFor(() => expect(address).toBe('/customers/import/i1'));
    expect(sent[0]?.body).toBe(file);
    expect((sent[0]?.headers as Record<string, string>)['Content-Type']).toBe('text/csv');
    expect(asked.length).toBeGreaterThan(0);
  });
});

describe('earlier imports', () => {
  it('are deleted after a question', async () => {
    const { asked } = serve({ 'GET /ext/v1/imports': { items: [one] }, 'DELETE /ext/v1/imports/i1': {} });
    await show(<Imports />, { at: '/customers/import', as });
    await userEvent.click(await screen.findByRole('button', { name: 'Supprimer l’importation\u00a0: clients.csv' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(asked.some((each) => each.method === 'DELETE')).toBe(false);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Supprimer l’importation' }));
    await waitFor(() => expect(asked.some((each) => each.method === 'DELETE' && each.url.pathname === '/ext/v1/imports/i1')).toBe(true));
  });

  it('too large ones are told before they are sent', async () => {
    const { asked } = serve({ 'GET /ext/v1/imports': { items: [] } });
    await show(<Imports />, { at: '/customers/import', as });
    const file = new File(['x'], 'grand.csv', { type: 'text/csv' });
    Object.defineProperty(file, 'size', { value: 26 * 1024 * 1024 });
    await userEvent.upload(document.getElementById('import-file') as HTMLInputElement, file);
    expect(await screen.findByRole('alert')).toHaveTextContent(/25\sMo/);
    expect(asked.some((each) => each.method === 'POST')).toBe(false);
  });

  it('that are still being read show no columns yet', async () => {
    serve({ ...base, 'GET /ext/v1/imports/i1': { ...one, stage: 'reading' } });
    await show(page, { at: '/customers/import/i1', as });
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});

describe('steps', () => {
  it('lead back from the rows to the columns, and from there to another file', async () => {
    serve({ ...base, 'GET /ext/v1/imports/i1': fixed, 'GET /ext/v1/imports/i1/rows': { items: [wrong] } });
    await show(page, { at: '/customers/import/i1', as });
    await userEvent.click(await screen.findByRole('link', { name: 'Précédent' }));
    await waitFor(() => expect(address).toBe('/customers/import/i1?step=columns'));
    await userEvent.click(await screen.findByRole('link', { name: 'Précédent' }));
    await waitFor(() => expect(address).toBe('/customers/import'));
  });
});

describe('columns', () => {
  it('hold a field once, ask for the agreement, and send what holds for all rows', async () => {
    const { asked } = serve({ ...base, 'GET /ext/v1/imports/i1': one, 'PUT /ext/v1/imports/i1/plan': { ...one, stage: 'ready' }, 'GET /ext/v1/imports/i1/rows': { items: [] } });
    await show(page, { at: '/customers/import/i1', as });
    expect(await screen.findByText(/^Un champ obligatoire/)).toBeInTheDocument();
    const choice = () => screen.getByRole('combobox', { name: 'Champ de la colonne Remarque' });
    await userEvent.selectOptions(choice(), 'contact.email');
    expect((screen.getByRole('combobox', { name: 'Champ de la colonne Mél' }) as HTMLSelectElement).value).toBe('');
    await userEvent.click(screen.getByRole('button', { name: /^Vérifier\s2\slignes/ }));
    expect(asked.some((each) => each.method === 'PUT')).toBe(false);
    await userEvent.click(screen.getByRole('radio', { name: 'Inviter le client à accepter' }));
    await userEvent.click(screen.getByRole('button', { name: /^Vérifier\s2\slignes/ }));
    await waitFor(() => expect(asked.find((each) => each.method === 'PUT')?.body).toMatchObject({
      columns: ['company.name', '-', 'contact.email'], country: 'FR', agreement: 'invited', dateAgreed: '',
    }));
  });
});

describe('rows', () => {
  it('are put right where they stand, and run after a question', async () => {
    const running: Import = { ...fixed, stage: 'running', progress: { state: 'running', done: 0, total: 1, canPause: true, canResume: false } };
    let now = fixed;
    const { asked } = serve({
      ...base, 'GET /ext/v1/imports/i1': () => now, 'GET /ext/v1/imports/i1/rows': { items: [wrong] },
      'PATCH /ext/v1/imports/i1/rows/3': { ...wrong, state: 'ready', problems: [] }, 'POST /ext/v1/imports/i1/run': () => (now = running),
    });
    await show(page, { at: '/customers/import/i1', as });
    await userEvent.click(await screen.findByRole('button', { name: /^Ouvrir la ligne\s3/ }));
    const field = screen.getByLabelText('Adresse e-mail');
    await userEvent.clear(field);
    await userEvent.type(field, 'b@scierie.fr');
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer la ligne' }));
    await waitFor(() => expect(asked.find((each) => each.method === 'PATCH')?.body).toEqual({ values: { 'contact.email': 'b@scierie.fr' } }));
    await userEvent.click(screen.getByRole('button', { name: /^Créer\s1\sclient/ }));
    expect(asked.some((each) => each.method === 'POST')).toBe(false);
    await userEvent.click(await screen.findByRole('button', { name: 'Créer les clients' }));
    const bar = await screen.findByRole('progressbar');
    expect(bar).toHaveAttribute('value', '0');
    expect(screen.getByRole('button', { name: 'Suspendre' })).toBeInTheDocument();
  });
  it('that failed are run again, and undoing asks first', async () => {
    const done: Import = { ...one, stage: 'done', counts: { ...none, created: 4, failed: 2 } };
    const { asked } = serve({ ...base, 'GET /ext/v1/imports/i1': done, 'GET /ext/v1/imports/i1/rows': { items: [{ ...wrong, state: 'failed' }] },
      'POST /ext/v1/imports/i1/undo': { ...done, stage: 'undoing' }, 'POST /ext/v1/imports/i1/rerun': done });
    await show(page, { at: '/customers/import/i1', as });
    const report = await screen.findByRole('link', { name: /Télécharger le rapport/ });
    expect(report).toHaveAttribute('href', '/ext/v1/imports/i1/report?language=fr');
    await userEvent.click(screen.getByRole('button', { name: /^Exécuter\s2\slignes/ }));
    await waitFor(() => expect(asked.some((each) => each.url.pathname.endsWith('/rerun'))).toBe(true));
    await userEvent.click(screen.getByRole('button', { name: /^Annuler l.importation/ }));
    const dialog = await screen.findByRole('alertdialog');
    expect(asked.some((each) => each.url.pathname.endsWith('/undo'))).toBe(false);
    await userEvent.click(within(dialog).getByRole('button', { name: /^Annuler l.importation/ }));
    await waitFor(() => expect(asked.some((each) => each.url.pathname.endsWith('/undo'))).toBe(true));
  });
  it('run again say what that brought, and before they are counted what they are of', async () => {
    const done: Import = { ...one, rows: 9, stage: 'done', counts: { ...none, created: 4, failed: 2 } };
    const running: Import = { ...done, stage: 'running', counts: { ...none, created: 4, ready: 2 }, progress: { state: 'waiting', done: 0, total: 0, canPause: true, canResume: false } };
    let now = done;
    serve({ ...base, 'GET /ext/v1/imports/i1': () => now, 'GET /ext/v1/imports/i1/rows': { items: [] }, 'POST /ext/v1/imports/i1/rerun': () => (now = running) });
    await show(page, { at: '/customers/import/i1', as });
    await userEvent.click(await screen.findByRole('button', { name: /^Exécuter\s2\slignes/ }));
    expect(await screen.findByText(/^0\slignes sur\s2,/)).toBeInTheDocument();
    now = { ...done, counts: { ...none, created: 5, failed: 1 } };
    expect(await screen.findByText(/a créé\s1\sclient\..*1\sligne est en échec/, {}, { timeout: 5_000 })).toBeInTheDocument();
  });
  it('that are being made say when the server is away, and go on when it is back', async () => {
    const running: Import = { ...one, stage: 'running', progress: { state: 'running', done: 1, total: 2, canPause: true, canResume: false } };
    let answer: () => unknown = () => running;
    serve({ ...base, 'GET /ext/v1/imports/i1': () => answer(), 'GET /ext/v1/imports/i1/rows': { items: [] } });
    await show(page, { at: '/customers/import/i1', as });
    await screen.findByRole('progressbar');
    expect(screen.queryByText(/^Le serveur ne répond pas/)).toBeNull();
    answer = () => { throw new TypeError('no connection'); };
    expect(await screen.findByText(/^Le serveur ne répond pas/, {}, { timeout: 5_000 })).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toBeInTheDocument();
    answer = () => ({ ...running, stage: 'done', progress: { ...running.progress, state: 'done' }, counts: { ...none, created: 2 } });
    expect(await screen.findByRole('link', { name: /Télécharger le rapport/ }, { timeout: 5_000 })).toBeInTheDocument();
    expect(screen.queryByText(/^Le serveur ne répond pas/)).toBeNull();
  });
});
