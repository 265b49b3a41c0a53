// How the portal is built, served while developing, and tested.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import type { PluginOption } from 'vite';
import { compress } from './tools/compress';
import { typo } from './tools/typo';

export default defineConfig(async ({ mode }) => {
  const plugins: PluginOption[] = [react(), typo(), compress()];
  if (mode === 'mock') plugins.push((await import('./mock/plugin')).mockServer());
  const server = process.env['ENTREPOT_URL'] ?? 'http://127.0.0.1:8080';
  return {
    plugins,
    build: {
      target: 'es2022',
      manifest: true,
      sourcemap: false,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
    },
    server: {
      host: '127.0.0.1',
      proxy: mode === 'mock' ? undefined : { '^/(ext/v1|v1|openapi.json)': { target: server } },
    },
    test: {
      environment: 'jsdom',
      include: ['tests/**/*.test.{ts,tsx}'],
      setupFiles: ['tests/setup.ts'],
      // What a test waits for comes or not; a busy machine is no failure.
      testTimeout: 30_000,
      env: { TZ: 'Europe/Paris' },
      css: { modules: { classNameStrategy: 'non-scoped' as const } },
    },
  };
});
