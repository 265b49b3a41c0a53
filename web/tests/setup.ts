// What jsdom lacks and every component test needs.
import '@testing-library/jest-dom/vitest';
import { vi } from 'vitest';

vi.stubGlobal('matchMedia', (query: string) => ({
  matches: false, media: query, addEventListener: () => {}, removeEventListener: () => {},
}));
