import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/reporter.ts'],
    // Times are for two busy cores: a limit that a healthy test can reach would say nothing about the code.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: '100%',
    allowOnly: false,
  },
});
