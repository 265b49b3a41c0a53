// Parts that come late: asked for again while the server is away, given up in words, never at the cost of what was typed.
import { act, fireEvent, screen } from '@testing-library/react';
import type { ComponentType } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lazily } from '../src/ui/lazily';
import { show } from './render';

type Part = { default: ComponentType<{ onClose?: () => void }> };
const arrived: Part = { default: () => <p>Arrivé</p> };
const away = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

/** Fails so often, then comes. */
function server(failures: number) {
  let left = failures;
  const load = vi.fn<() => Promise<Part>>(async () => {
    left -= 1;
    return left < 0 ? arrived : away();
  });
  return Object.assign(load, { comesBack: () => { left = 0; } });
}

beforeEach(() => { vi.useFakeTimers({ shouldAdvanceTime: true }); });
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.head.replaceChildren();
});

it('asks again while the server restarts, and says so meanwhile', async () => {
  const load = server(3);
  const Late = lazily(load);
  await show(<Late />);
  await pass(500);
  expect(screen.getByRole('status')).toHaveTextContent(/ne répond pas/);
  await pass(3_000);
  expect(screen.getByText('Arrivé')).toBeVisible();
  expect(load).toHaveBeenCalledTimes(4);
});

it('gives up after about 30 seconds; trying again keeps what was typed', async () => {
  const load = server(1_000);
  const Late = lazily(load, { place: 'over' });
  const onClose = vi.fn();
  await show(<><input aria-label="Nom" /><Late onClose={onClose} /></>);
  fireEvent.change(screen.getByLabelText('Nom'), { target: { value: 'Kerouanton' } });
  await pass(20_000);
  expect(screen.queryByRole('alert')).toBeNull();
  await pass(15_000);
  expect(screen.getByRole('alert')).toHaveTextContent(/n.est pas arrivée/);
  const asked = load.mock.calls.length;
  await pass(60_000);
  expect(load).toHaveBeenCalledTimes(asked);

  load.comesBack();
  fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
  await pass(100);
  expect(screen.getByText('Arrivé')).toBeVisible();
  expect(screen.getByLabelText('Nom')).toHaveValue('Kerouanton');
  expect(onClose).not.toHaveBeenCalled();
});

it('can be closed while it does not come', async () => {
  const Late = lazily(server(1_000), { place: 'over' });
  const onClose = vi.fn();
  await show(<Late onClose={onClose} />);
  await pass(1_000);
  fireEvent.keyDown(document, { key: 'Escape' });
  fireEvent.click(screen.getByRole('button', { name: 'Annuler' }));
  expect(onClose).toHaveBeenCalledTimes(2);
});

it('offers to reload at once when another version is served', async () => {
  const entry = document.createElement('script');
  entry.type = 'module';
  entry.setAttribute('src', '/assets/index-old.js');
  document.head.append(entry);
  vi.stubGlobal('fetch', async () => new Response('<script type="module" src="/assets/index-new.js"></script>'));
  const Late = lazily(server(1_000));
  await show(<Late />);
  await pass(100);
  expect(screen.getByRole('alert')).toHaveTextContent(/mis à jour/);
  expect(screen.getByRole('button', { name: 'Recharger la page' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Réessayer' })).toBeNull();
});

it('asks again for a style sheet that was lost, before the part shows', async () => {
  const lost = document.createElement('link');
  lost.rel = 'stylesheet';
  lost.href = '/assets/late.css';
  document.head.append(lost);
  const Late = lazily(vi.fn<() => Promise<Part>>(async () => arrived).mockImplementationOnce(() => {
    lost.dispatchEvent(new Event('error'));
    return away();
  }));
  await show(<Late />);
  await pass(1_000);
  const fresh = [...document.querySelectorAll('link')].at(-1)!;
  expect(fresh).not.toBe(lost);
  expect(screen.queryByText('Arrivé')).toBeNull();
  fresh.dispatchEvent(new Event('load'));
  await pass(100);
  expect(screen.getByText('Arrivé')).toBeVisible();
  expect([...document.querySelectorAll('link')]).toEqual([fresh]);
});

it('is there at once when it was fetched ahead; a failure ahead of need is no failure', async () => {
  const load = server(1);
  const Late = lazily(load);
  Late.prefetch();
  await pass(10);
  Late.prefetch();
  await pass(10);
  await show(<Late />);
  expect(screen.getByText('Arrivé')).toBeVisible();
  expect(load).toHaveBeenCalledTimes(2);
});
