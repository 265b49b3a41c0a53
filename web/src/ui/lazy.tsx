// Fluent's heavy parts, each in its own chunk: loaded when a pointer or the focus comes near, or when opened.
import { useFocusKeeper } from './focus-keeper';
import { lazily } from './lazily';
import type { DialogProps } from './parts/DialogPart';
import type { PanelProps } from './parts/PanelPart';
import { useReturnFocus } from './use-return-focus';

const DialogPart = lazily(() => import('./parts/DialogPart'), { place: 'over' });
const PanelPart = lazily(() => import('./parts/PanelPart'), { place: 'over' });

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
