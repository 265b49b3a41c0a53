// An agreement that no longer counts says why: its version has ended, or it stands and was accepted too long ago.
import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Acceptances } from '../src/agreements/Acceptances';
import type { Customer } from '../src/api/types';
import { serve, session, show } from './render';

afterEach(() => vi.unstubAllGlobals());

for (const [accepted, words] of [['2024-10', 'La version acceptée a pris fin'], ['2026-03', /date d’avant le 1er avril 2023/]] as const) {
  it(`accepted in version ${accepted} while 2026-03 is in force`, async () => {
    serve({ 'GET /ext/v1/customers/c1/agreement': { state: 'accepted', outdated: true, acceptances: [], invitations: [], current: { version: '2026-03' } } });
    const customer = { id: 'c1', name: 'Voilerie', agreement: { state: 'accepted', templateVersion: accepted }, profile: {} } as unknown as Customer;
    await show(<Acceptances customer={customer} />, { as: { ...session, permissions: { see_agreements: { allowed: true, reasons: [] } } } });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
}
