import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { version } from '../../agent-core/contract/version.ts';
import { listImports, listProjectFiles, listSourceFiles, projectDir, readProjectFile } from './source-files.ts';

const packageSchema = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
});
const manifest = packageSchema.parse(JSON.parse(readProjectFile('package.json')));
const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };

test('no declaration stands beside its source: those that a compiler wrote are never kept', () => {
  const declared = listProjectFiles().filter((path) => path.endsWith('.d.ts'));
  expect(declared.length).toBeGreaterThan(0);
  const sources = new Set(listProjectFiles());
  expect(declared.filter((path) => sources.has(path.replace(/\.d\.ts$/, '.ts')))).toEqual([]);
});

describe('packages', () => {
  test('every version is exact', () => {
    // The same package twice, in two versions, stands under another name the second time.
    const exact = /^(npm:[a-z0-9-]+@)?\d+\.\d+\.\d+$/;
    expect(Object.entries(all).filter(([, wanted]) => !exact.test(wanted))).toEqual([]);
  });

  test('the lock file names no registry host', () => {
    expect(readProjectFile('package-lock.json')).not.toMatch(/"resolved": "https?:/);
  });

  test('README says what each runtime dependency is for', () => {
    const readme = readProjectFile('README.md');
    const untold = Object.keys(manifest.dependencies).filter((name) => !readme.includes(`| \`${name}\` |`));
    expect(untold).toEqual([]);
  });

  test('every package that is imported is listed', () => {
    const names = listSourceFiles()
      .flatMap(listImports)
      .filter(({ to, isOwnFile }) => !isOwnFile && !to.startsWith('node:'))
      .map(({ to }) =>
        to
          .split('/')
          .slice(0, to.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect([...new Set(names)].filter((name) => all[name] === undefined)).toEqual([]);
  });

  test('the product calls itself by the version of package.json', () => {
    expect(version).toBe(manifest.version);
  });
});

describe('the top of the project', () => {
  const expected = [
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'agent-core',
    'build',
    'electron',
    'package-lock.json',
    'package.json',
    'renderer',
    'test',
    'tsconfig.json',
  ];

  test('holds what the design names and nothing else', () => {
    const found = new Set(listProjectFiles().map((path) => path.split('/')[0] ?? ''));
    expect([...found].filter((name) => !name.startsWith('.')).toSorted()).toEqual(expected);
  });

  test('every folder of README is there', () => {
    const tree = /```text\n([\s\S]*?)```/.exec(readProjectFile('README.md'))?.[1] ?? '';
    const named = [...tree.matchAll(/^([a-z-]+)\/ /gm)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(4);
    const folders = readdirSync(projectDir);
    expect(named.filter((name) => name !== undefined && !folders.includes(name))).toEqual([]);
  });
});
