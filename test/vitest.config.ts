/** The levels of the test suite, each run by its name: `vitest --project pure`. */
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;
const needsProcess = '**/*.process.test.ts';
const needsLab = '**/*.lab.test.ts';
const needsOwnLab = '**/*.own-lab.test.ts';
const needsDesktop = '**/*.desktop.test.ts';
const needsWine = '**/*.packaging.test.ts';

/** Importing everything anew for every file takes longer than the tests themselves; each must leave the process as it was. */
const oneProcess = {
  isolate: false,
  setupFiles: ['test/leave-nothing-behind.ts'],
};

export default defineConfig({
  root,
  test: {
    root,
    passWithNoTests: false,
    allowOnly: false,
    restoreMocks: true,
    unstubEnvs: true,
    maxWorkers: '100%',
    // It ends a wait for what never comes, nothing else: every other wait of a test takes as long as the machine does.
    expect: { poll: { timeout: 60_000 } },
    // Seconds on an idle machine, for the longest; but the levels run beside each other, on any machine. The first time, a file may wait
    // for the image of another level's directory, and then make its own.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // For the programs that tests start, as build/bootstrap does.
    env: { NODE_COMPILE_CACHE: `${root}.cache/compiled` },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: [
            needsProcess,
            needsLab,
            needsOwnLab,
            needsDesktop,
            needsWine,
            'test/scenarios/**',
            '**/node_modules/**',
          ],
          ...oneProcess,
        },
      },
      {
        extends: true,
        test: { name: 'scenario', include: ['test/scenarios/**/*.test.ts'], ...oneProcess },
      },
      {
        extends: true,
        test: { name: 'process', include: [`test/${needsProcess}`], ...oneProcess },
      },
      {
        extends: true,
        test: {
          name: 'lab',
          include: [`test/${needsLab}`],
          globalSetup: ['test/lab-for-tests.ts'],
          fileParallelism: false,
          ...oneProcess,
        },
      },
      {
        extends: true,
        test: {
          name: 'own-lab',
          include: [`test/${needsOwnLab}`],
          fileParallelism: false,
          ...oneProcess,
        },
      },
      {
        extends: true,
        test: {
          name: 'desktop',
          include: [`test/${needsDesktop}`],
          globalSetup: ['test/lab-for-tests.ts'],
          fileParallelism: false,
          ...oneProcess,
        },
      },
      {
        extends: true,
        test: {
          name: 'packaging',
          include: [`test/${needsWine}`],
          globalSetup: ['test/lab-for-tests.ts'],
          // Two installers are built first; each of them is installed, and Wine takes its time.
          testTimeout: 300_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'live',
          include: ['test/contract/tenant/tenant-contract.test.ts'],
          globalSetup: ['test/contract/tenant/live-set-up.ts'],
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'real-ad',
          include: ['test/contract/directory/directory-contract.lab.test.ts'],
          globalSetup: ['test/contract/directory/real-set-up.ts'],
        },
      },
    ],
  },
});
