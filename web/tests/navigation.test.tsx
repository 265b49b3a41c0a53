// The menu: its order is fixed, settings are one entry at the foot, and what the person may not see is absent.
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PermissionName, Session } from '../src/api/types';
import { SettingsTabs } from '../src/access/SettingsTabs';
import { Rail } from '../src/app/Rail';
import Profile from '../src/settings/Profile';
import { useShortcuts } from '../src/app/use-shortcuts';
import { address, serve, session, show } from './render';

afterEach(() => vi.unstubAllGlobals());

const who = (kind: Session['tenant']['kind'], ...may: PermissionName[]): Session => ({
  ...session, tenant: { ...session.tenant, kind }, permissions: Object.fromEntries(may.map((name) => [name, { allowed: true, reasons: [] }])),
});
const rail = <Rail collapsed={false} canCollapse={false} onCollapse={() => {}} />;
const links = () => within(screen.getByRole('list')).getAllByRole('link').map((link) => link.textContent);
const everything: PermissionName[] = [
  'see_customers', 'add_customer', 'see_resellers', 'see_catalog', 'manage_users', 'see_profile', 'see_partner_agreement', 'see_security',
  'manage_apps', 'see_validation_codes', 'review_qualification',
];

describe('the rail', () => {
  it('keeps its order, with the resellers of a provider', async () => {
    serve({});
    await show(rail, { as: who('indirectProvider', ...everything) });
    expect(links()).toEqual(['Vue d’ensemble', 'Clients', 'Revendeurs indirects', 'Catalogue et tarifs', 'Brouillons', 'Paramètres']);
  });
  it('names the providers of an indirect reseller', async () => {
    serve({});
    await show(rail, { as: who('indirectReseller', ...everything) });
    expect(links()).toContain('Fournisseurs indirects');
    expect(links()).not.toContain('Revendeurs indirects');
  });
  it('leads to the first page of the settings that the person may see, and is current on each', async () => {
    serve({});
    await show(rail, { as: who('directBill', 'see_customers', 'see_security', 'manage_apps'), at: '/settings/apps/a1' });
    const settings = screen.getByRole('link', { name: 'Paramètres' });
    expect(settings).toHaveAttribute('href', '/settings/security');
    expect(settings).toHaveAttribute('aria-current', 'page');
  });
  it('has no settings for a person who may see none', async () => {
    serve({});
    await show(rail, { as: who('directBill', 'see_customers') });
    expect(links()).toEqual(['Vue d’ensemble', 'Clients']);
  });
  it("shows a customer's people their partners and their organisation", async () => {
    serve({});
    await show(rail, { as: who('customer', 'see_customers', 'see_catalog', 'see_profile', 'manage_apps') });
    expect(links()).toEqual(['Relations de partenariat', 'Mon organisation']);
  });
});

describe('the tabs of the settings', () => {
  it('are the pages the person may see', async () => {
    serve({});
    await show(<SettingsTabs />, { as: who('indirectProvider', ...everything), at: '/settings/users' });
    expect(links()).toEqual(['Utilisateurs', 'Profil de l’organisation', 'Contrats', 'Sécurité', 'Applications', 'Codes de validation', 'File de vérification']);
    expect(screen.getByRole('link', { name: 'Utilisateurs' })).toHaveAttribute('aria-current', 'page');
  });
  it('leave out what the government cloud does not have', async () => {
    serve({});
    await show(<SettingsTabs />, { as: { ...who('indirectProvider', ...everything), cloud: 'usgov' }, at: '/settings/users' });
    expect(links()).not.toContain('Codes de validation');
  });
  it('have no profile for the support desk, whose page says who has it', async () => {
    const { asked } = serve({});
    const as: Session = { ...who('indirectProvider', ...everything), roles: ['HelpdeskAgent'] };
    await show(<SettingsTabs />, { as, at: '/settings/agreements' });
    expect(links()).not.toContain('Profil de l’organisation');
    await show(<Profile />, { as });
    expect(screen.getByText(/Tout autre rôle y donne accès/)).toBeInTheDocument();
    expect(asked).toEqual([]);
  });
  it('are not there for a single page', async () => {
    serve({});
    await show(<SettingsTabs />, { as: who('directBill', 'see_security'), at: '/settings/security' });
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('the single keys', () => {
  const opened = vi.fn();
  function Keys() { useShortcuts(true, opened); return null; }
  it('work at once, not only when the page has stood for a while', async () => {
    serve({});
    // The clock of a document's events starts with the document.
    vi.spyOn(Event.prototype, 'timeStamp', 'get').mockReturnValue(300);
    await show(<Keys />, { as: who('indirectProvider', ...everything) });
    await userEvent.keyboard('?');
    expect(opened).toHaveBeenCalledWith('help');
    vi.restoreAllMocks();
  });
  it("lead a customer's person to no page of partners", async () => {
    serve({});
    await show(<Keys />, { as: who('customer', 'see_customers'), at: '/my/partners' });
    await userEvent.keyboard('gc');
    expect(address).toBe('/my/partners');
  });
});
