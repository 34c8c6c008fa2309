import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/evaluator/**', 'src/prover/**', 'lint-rules/**/*.ts'],
      reporter: ['text-summary', 'text'],
    },
  },
});
