// Fluent's heavy parts, each in its own chunk: loaded when a pointer or the focus comes near, or when opened.
import { useFocusKeeper } from './focus-keeper';
import { lazily } from './lazily';
import type { DialogProps } from './parts/DialogPart';
import type { PanelProps } from './parts/PanelPart';
import { useReturnFocus } from './use-return-focus';

// Never without the keeper: an act that ends at once would else leave the page hidden from screen readers.
const kept = <P,>(part: Promise<P>): Promise<P> => Promise.all([part, import('./parts/Keeper')]).then(([one]) => one);
const DialogPart = lazily(() => kept(import('./parts/DialogPart')), { place: 'over' });
const PanelPart = lazily(() => kept(import('./parts/PanelPart')), { place: 'over' });

export const prefetchDialog = DialogPart.prefetch;
export const prefetchPanel = PanelPart.prefetch;

/** A question or a short act over the page. Render it only while it is open. */
export function Dialog(props: DialogProps) {
  useFocusKeeper();
  useReturnFocus();
  return <DialogPart {...props} />;
}

/** A panel from the right (full screen on a phone), from the left (menu), or a sheet from below. */
export function Panel(props: PanelProps) {
  useFocusKeeper();
  useReturnFocus();
  return <PanelPart {...props} />;
}
