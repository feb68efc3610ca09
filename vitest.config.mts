import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { tries } from './test/support/tries.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These need programs that npm does not install: `npm run test:outside`.
    exclude: process.env.OUTSIDE ? [] : ['**/*.outside.test.ts'],
    // Files share the modules that they load: those keep no state.
    isolate: false,
    maxWorkers: availableParallelism(),
    // Many tests start processes, and a machine may be busy: what hangs is found all the same.
    testTimeout: tries(60_000, 1_200_000),
    hookTimeout: 120_000,
  },
});
