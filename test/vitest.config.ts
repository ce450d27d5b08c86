/** The levels of the test suite, each run by its name: `vitest --project pure`. */
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;
const needsLab = '**/*.lab.test.ts';
const needsDesktop = '**/*.desktop.test.ts';

export default defineConfig({
  root,
  test: {
    root,
    passWithNoTests: false,
    allowOnly: false,
    restoreMocks: true,
    projects: [
      {
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: [needsLab, needsDesktop, 'test/scenarios/**', '**/node_modules/**'],
        },
      },
      { test: { name: 'scenario', include: ['test/scenarios/**/*.test.ts'] } },
      {
        test: {
          name: 'lab',
          include: [`test/${needsLab}`],
          globalSetup: ['test/lab-for-tests.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'desktop',
          include: [`test/${needsDesktop}`],
          globalSetup: ['test/lab-for-tests.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'live',
          include: ['test/contract/tenant/tenant-contract.test.ts'],
          globalSetup: ['test/contract/tenant/live-set-up.ts'],
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'real-ad',
          include: ['test/contract/directory/directory-contract.lab.test.ts'],
          globalSetup: ['test/contract/directory/real-set-up.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
