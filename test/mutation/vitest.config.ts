/**
 * The tests that are to notice: pure ones and stories. Those that try hundreds of worlds are left out: each mutant would cost seconds, and
 * what only they notice has no test that says what it is about.
 */
import { defineConfig } from 'vitest/config';

const root = new URL('../..', import.meta.url).pathname;

export default defineConfig({
  root,
  test: {
    root,
    include: ['test/agent-core/sync/**/*.test.ts', 'test/scenarios/**/*.test.ts'],
    exclude: ['**/*.property.test.ts', 'test/scenarios/killed.test.ts', 'test/scenarios/history.test.ts'],
    restoreMocks: true,
    isolate: false,
    testTimeout: 30_000,
  },
});
