// What is typed between Ctrl+K and the palette's first appearance, so that no letter is lost or taken for a shortcut.
let waiting = false;
let letters = '';

export function awaitPalette(): void {
  waiting = true;
  letters = '';
}

/** True when the key was kept for the palette. */
export function keepForPalette(event: KeyboardEvent): boolean {
  // Once the page says that the palette does not come, the keys are for its buttons.
  if (document.querySelector('[data-part-missing]')) waiting = false;
  if (!waiting || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key.length === 1) letters += event.key;
  if (event.key === 'Backspace') letters = letters.slice(0, -1);
  return event.key.length === 1 || event.key === 'Backspace';
}

export function takeTyped(): string {
  waiting = false;
  return letters;
}
