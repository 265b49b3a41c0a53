// What jsdom lacks and every component test needs.
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach } from 'vitest';

// A part that is loaded when it is first opened may take seconds on a busy machine: what does not come at all still fails.
configure({ asyncUtilTimeout: 10_000 });

window.matchMedia = (query) => ({
  matches: false, media: query, onchange: null, addEventListener: () => {}, removeEventListener: () => {},
  addListener: () => {}, removeListener: () => {}, dispatchEvent: () => false,
});
window.scrollTo = () => {};
window.ResizeObserver ??= class { observe() {} unobserve() {} disconnect() {} };
Element.prototype.scrollIntoView = () => {};

afterEach(() => cleanup());

// What the portal does a moment after a part is gone (the focus returns, a word is spoken) still finds a page.
const later = setTimeout;
afterAll(() => new Promise<void>((done) => { later(done, 100); }));

