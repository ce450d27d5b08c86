/** Breaks of what is looked at before a package is given to anybody. */
import type { Sabotage } from './sabotages.ts';

export const installerSabotages: readonly Sabotage[] = [
  {
    breaks: 'the Electron that only tests run on is found in a package',
    file: 'build/installer/check-package.ts',
    find: "Buffer.from(registryRuntime.version, 'utf16le')",
    replace: "Buffer.from(electronVersion, 'utf16le')",
    project: 'pure',
    test: 'test/build/installer/check-package.test.ts',
  },
  {
    breaks: 'the window does not run as Node',
    file: 'build/installer/check-package.ts',
    find: '[FuseV1Options.RunAsNode, false]',
    replace: '[FuseV1Options.RunAsNode, true]',
    project: 'pure',
    test: 'test/build/installer/check-package.test.ts',
  },
  {
    breaks: 'what the registry sends for Windows is pinned by the lock file',
    file: 'build/windows/locked-package.ts',
    find: 'entry.integrity === undefined',
    replace: 'entry.version === null',
    project: 'pure',
    test: 'test/build/windows/locked-package.test.ts',
  },
];
