// Fluent's heavy parts, each in its own chunk: loaded when a pointer or the focus comes near, or when opened.
import { lazy, Suspense } from 'react';
import { useFocusKeeper } from './focus-keeper';
import type { DialogProps } from './parts/DialogPart';
import type { PanelProps } from './parts/PanelPart';
import { useReturnFocus } from './use-return-focus';

const loadDialog = () => import('./parts/DialogPart');
const loadPanel = () => import('./parts/PanelPart');
const DialogPart = lazy(loadDialog);
const PanelPart = lazy(loadPanel);

export const prefetchDialog = () => { void loadDialog(); };
export const prefetchPanel = () => { void loadPanel(); };

/** A question or a short act over the page. Render it only while it is open. */
export function Dialog(props: DialogProps) {
  useFocusKeeper();
  useReturnFocus();
  return <Suspense fallback={null}><DialogPart {...props} /></Suspense>;
}

/** A panel from the right (full screen on a phone), from the left (menu), or a sheet from below. */
export function Panel(props: PanelProps) {
  useFocusKeeper();
  useReturnFocus();
  return <Suspense fallback={null}><PanelPart {...props} /></Suspense>;
}
