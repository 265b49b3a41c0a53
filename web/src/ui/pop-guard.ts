// The browser's back button, heard before the router hears it: listeners of the window run in the order they came.
let guard: ((event: PopStateEvent) => void) | undefined;

window.addEventListener('popstate', (event) => guard?.(event), true);

/** One page at a time may hold the way back. */
export const guardPop = (next: typeof guard): void => { guard = next; };
