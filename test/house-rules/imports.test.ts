import { describe, expect, test } from 'vitest';
import { boxes, boxOf, forbiddenEdges } from './boxes.ts';
import { type Import, listImports, listLoadedBefore, listSourceFiles, readProjectFile } from './source-files.ts';

const sourceFiles = listSourceFiles();
const imports = sourceFiles.flatMap(listImports);

function whyForbidden({ from, to, isOwnFile }: Import): string | null {
  const box = boxOf(from);
  if (box === undefined) return `${from} is in no box`;
  if (!isOwnFile) {
    const isAllowed = box.packages?.some((pattern) => pattern.test(to)) ?? true;
    return isAllowed ? null : `${from} imports ${to}: ${box.why}`;
  }
  const edge = forbiddenEdges.find((forbidden) => from.startsWith(forbidden.from) && to.startsWith(forbidden.to));
  if (edge !== undefined) return `${from} imports ${to}: ${edge.why}`;
  const targetFolder = boxOf(to)?.folder ?? '(none)';
  const isAllowed = targetFolder === box.folder || box.mayImport.some((folder) => `${to}/`.startsWith(`${folder}/`));
  return isAllowed ? null : `${from} imports ${to}: ${box.why}`;
}

describe('who may import whom', () => {
  test('there is something to check in every box', () => {
    const filled = new Set(sourceFiles.map((path) => boxOf(path)?.folder));
    expect(boxes.map((box) => box.folder).filter((folder) => !filled.has(folder))).toEqual([]);
    expect(imports.length).toBeGreaterThan(300);
  });

  test('every import follows the layers', () => {
    expect(imports.map(whyForbidden).filter((reason) => reason !== null)).toEqual([]);
  });

  test.each([
    ['agent-core/sync/run.ts', 'node:fs', false],
    ['agent-core/contract/plan.ts', 'agent-core/sync/plan.ts', true],
    ['agent-core/entra/graph.ts', 'agent-core/active-directory/object-guid.ts', true],
    ['agent-core/cli/main.ts', 'agent-core/service/runner.ts', true],
    ['agent-core/service/main.ts', 'agent-core/cli/main.ts', true],
    ['electron/main.ts', 'agent-core/entra/graph.ts', true],
    ['renderer/bridge.ts', 'electron/main.ts', true],
    ['renderer/bridge.ts', 'node:fs', false],
    ['agent-core/storage/database.ts', 'test/lab/lab.ts', true],
    ['test/lab/expected-tenant.ts', 'agent-core/sync/user-mapping.ts', true],
  ])('the check would notice %s importing %s', (from, to, isOwnFile) => {
    expect(whyForbidden({ from, to, isOwnFile })).toContain(`${from} imports ${to}`);
  });

  test('ipcMain and ipcRenderer are each used in one file', () => {
    const usersOf = (name: string) =>
      sourceFiles.filter(
        (path) => !path.startsWith('test/') && new RegExp(`\\b${name}\\b`).test(readProjectFile(path)),
      );
    expect(usersOf('ipcMain')).toHaveLength(1);
    expect(usersOf('ipcRenderer')).toHaveLength(1);
  });

  test('only the desktop imports electron', () => {
    const users = new Set(imports.filter(({ to }) => to === 'electron').map(({ from }) => from.split('/')[0]));
    expect([...users].filter((folder) => folder !== 'electron' && folder !== 'test')).toEqual([]);
  });
});

test('the agent starts without what it needs only later: large packages make its start longer, and itself larger while it rests', () => {
  const loaded = loadedWith('agent-core/service/main.ts');
  expect(loaded.files.size).toBeGreaterThan(100);
  expect([...loaded.packages]).toContain('zod');
  const late = ['undici', '@azure/msal-node', '@peculiar/x509', 'reflect-metadata'];
  expect(late.filter((name) => loaded.packages.has(name))).toEqual([]);
});

function loadedWith(program: string) {
  const files = new Set([program]);
  const packages = new Set<string>();
  for (const path of files) {
    for (const { to, isOwnFile } of listLoadedBefore(path)) (isOwnFile ? files : packages).add(to);
  }
  return { files, packages };
}
