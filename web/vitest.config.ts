import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['web/src/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Two cores, shared.
    maxWorkers: 2,
    testTimeout: 20_000,
    restoreMocks: true,
  },
});
