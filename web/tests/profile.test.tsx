// The organization's own profile: two people with its form open write over nothing of each other.
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Profile from '../src/settings/Profile';
import { serve, session, show } from './render';

const yes = { allowed: true, reasons: [] };
const as = { ...session, permissions: { ...session.permissions, edit_profile: yes, edit_billing_profile: yes, see_profile: yes } };
const address = { country: 'FR', addressLine1: '12 quai de la Douane', city: 'Brest', postalCode: '29200' };
type Tagged = { attributes: { etag: string } };
const legal = { companyName: 'Armor Distribution', address, vettingStatus: 'authorized', primaryContact: { firstName: 'Anne', lastName: 'Kermarrec' }, attributes: { etag: '1' } };
const billing = { companyName: 'Armor', address, taxId: 'FR 44 732829320', billingDay: 5, billingCurrency: 'EUR', attributes: { etag: '1' } };
const support = { email: 'aide@armor.example', attributes: { etag: '1' } };

/** A server that keeps each profile by its version, as ours does. */
function house() {
  const kept: Record<string, Tagged> = { legalbusiness: legal, billing, support };
  const put = (kind: string) => (_: URL, init: RequestInit) => {
    const given = JSON.parse(String(init.body)) as Tagged;
    const now = kept[kind] as Tagged;
    if (given.attributes.etag !== now.attributes.etag) return Response.json({ code: 2055, description: 'Ces informations ont changé depuis leur lecture.', data: [] }, { status: 400 });
    return (kept[kind] = { ...given, attributes: { etag: String(Number(now.attributes.etag) + 1) } });
  };
  const answers: Parameters<typeof serve>[0] = {
    'GET /v1/profiles/organization': { companyName: 'Armor', defaultAddress: address, domain: 'armor.example', email: 'a@armor.example', language: 'fr', culture: 'fr-FR', tenantId: 't1' },
    'GET /ext/v1/profiles/address-overrides': [],
    'GET /ext/v1/countries/FR': {
      code: 'FR', name: 'France', cultures: [{ culture: 'fr-FR', language: 'fr', name: 'français (France)' }], fieldOrder: ['addressLine1', 'postalCode', 'city'],
      states: [], cityRequired: true, postalCodeRequired: true,
    },
  };
  for (const kind of Object.keys(kept)) {
    answers[`GET /v1/profiles/${kind}`] = () => kept[kind];
    answers[`PUT /v1/profiles/${kind}`] = put(kind);
  }
  return { ...serve(answers), kept };
}

afterEach(() => vi.unstubAllGlobals());

const fill = async (label: string | RegExp, text: string) => {
  const field = await screen.findByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, text);
  return field;
};
const save = () => userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));

describe('the profile of the organization, open twice', () => {
  const cases = [
    { edit: 'Mettre à jour le profil juridique', mine: [/Code postal/, '29210'], theirs: { ...legal, companyName: 'Armor Distribution SAS' }, kind: 'legalbusiness', told: /Armor Distribution SAS/,
      sent: { companyName: 'Armor Distribution SAS', address: { postalCode: '29210' } } },
    { edit: 'Mettre à jour la facturation', mine: [/Numéro de TVA/, 'FR 00 111111111'], theirs: { ...billing, taxId: 'FR 83 404833048', purchaseOrderNumber: 'BC-7' }, kind: 'billing',
      told: /FR 83 404833048 \(votre saisie\s: FR 00 111111111\)/, sent: { taxId: 'FR 00 111111111', purchaseOrderNumber: 'BC-7' } },
    { edit: 'Mettre à jour le support', mine: [/Téléphone|téléphone/, '+33 2 61 91 40 00'], theirs: { ...support, email: 'assistance@armor.example' }, kind: 'support',
      told: /assistance@armor\.example/, sent: { email: 'assistance@armor.example', telephone: '+33 2 61 91 40 00' } },
  ] as const;
  it.each(cases)('$kind', async ({ edit, mine, theirs, kind, told, sent }) => {
    const { asked, kept } = house();
    await show(<Profile />, { as });
    await userEvent.click(await screen.findByRole('button', { name: new RegExp(edit.replace('’', '.')) }));
    const field = await fill(mine[0], mine[1]);
    kept[kind] = { ...theirs, attributes: { etag: '2' } };
    await save();
    const notice = await screen.findByRole('alert');
    expect(await within(notice).findByText(/Ces informations ont changé pendant votre saisie/)).toBeInTheDocument();
    expect(await within(notice).findByText(told)).toBeInTheDocument();
    expect(field).toHaveValue(mine[1]);
    await userEvent.click(screen.getByRole('button', { name: 'Reprendre ma saisie sur la version actuelle' }));
    expect(screen.queryByRole('alert')).toBeNull();
    await save();
    await waitFor(() => expect(asked.filter((each) => each.method === 'PUT')).toHaveLength(2));
    expect(asked.filter((each) => each.method === 'PUT')[1]?.body).toMatchObject({ ...sent, attributes: { etag: '2' } });
    cleanup();
  });
});
