// The focus is never left on nothing: it goes to the heading nearest to what went away.
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { useFocusNet } from '../src/ui/focus-net';

function Page() {
  useFocusNet();
  const [gone, setGone] = useState(false);
  const [all, setAll] = useState(false);
  return (
    <main>
      <h1 data-page-title tabIndex={-1}>Importation</h1>
      <section>
        <h2>Rapport</h2>
        {!gone && <button type="button" onClick={() => setGone(true)}>Annuler</button>}
      </section>
      {!all && <section><h2>Autre</h2><button type="button" onClick={() => setAll(true)}>Tout fermer</button></section>}
      <input aria-label="Nom" />
    </main>
  );
}

describe('the focus', () => {
  it('goes to the heading of the part whose button is gone', async () => {
    render(<Page />);
    await userEvent.click(screen.getByRole('button', { name: 'Annuler' }));
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Rapport' })).toHaveFocus());
  });
  it('goes to the title of the page when the part went too', async () => {
    render(<Page />);
    await userEvent.click(screen.getByRole('button', { name: 'Tout fermer' }));
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Importation' })).toHaveFocus());
  });
  it('is left where the person put it', async () => {
    render(<Page />);
    await userEvent.click(screen.getByRole('button', { name: 'Annuler' }));
    await userEvent.click(screen.getByLabelText('Nom'));
    await new Promise((go) => setTimeout(go, 250));
    expect(screen.getByLabelText('Nom')).toHaveFocus();
  });
});
