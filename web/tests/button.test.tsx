// A button that starts something: the second click of a double click starts it no second time.
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Button } from '../src/ui/Button';
import { show } from './render';

describe('a double click', () => {
  it('starts once what a button starts', async () => {
    const start = vi.fn();
    await show(<Button busy={false} onClick={start}>Accepter</Button>);
    fireEvent.click(screen.getByRole('button'), { detail: 1 });
    fireEvent.click(screen.getByRole('button'), { detail: 2 });
    expect(start).toHaveBeenCalledTimes(1);
  });
  it('sends a form once', async () => {
    const send = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
    await show(<form onSubmit={send}><Button type="submit" busy={false}>Enregistrer</Button></form>);
    fireEvent.click(screen.getByRole('button'), { detail: 1 });
    fireEvent.click(screen.getByRole('button'), { detail: 2 });
    expect(send).toHaveBeenCalledTimes(1);
  });
  it('counts twice where a click only steps', async () => {
    const step = vi.fn();
    await show(<Button onClick={step}>Mois suivant</Button>);
    fireEvent.click(screen.getByRole('button'), { detail: 1 });
    fireEvent.click(screen.getByRole('button'), { detail: 2 });
    expect(step).toHaveBeenCalledTimes(2);
  });
});

describe('a button that is off', () => {
  for (const [why, off] of Object.entries({ busy: { busy: true }, blocked: { blocked: [{ message: 'Il manque un droit.' }] } })) {
    it(`sends no form while ${why}`, async () => {
      const send = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
      await show(<>
        <form id="one" onSubmit={send}><input aria-label="Nom" /></form>
        <Button type="submit" form="one" {...off}>Enregistrer</Button>
      </>);
      fireEvent.click(screen.getByRole('button', { name: /Enregistrer/ }), { detail: 1 });
      expect(send).not.toHaveBeenCalled();
    });
  }
});
