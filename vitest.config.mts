import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Many tests start processes, and a machine may be busy: what hangs is found all the same.
  test: { testTimeout: 60_000, hookTimeout: 120_000 },
});
