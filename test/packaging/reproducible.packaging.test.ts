/** Whoever has the source can see that a package was made of it: the same source gives the same bytes, wherever they are built. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectDir } from '../house-rules/source-files.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bridgehead-twice-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** @returns the digest of every file, by its path */
async function build(script: string, name: string): Promise<Readonly<Record<string, string>>> {
  const outDir = join(dir, `${script.replaceAll('/', '-')}-${name}`);
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [join(projectDir, script), outDir], { env, cwd: dir });
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const digestOf = async (path: string) =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path.slice(outDir.length), await digestOf(path)])),
  );
}

test.each([
  ['the agent', 'build/agent/bundle-agent.ts'],
  ['the window', 'build/desktop/bundle-desktop.ts'],
  ['the service host', 'build/native/compile-host.ts'],
])('two builds of %s are the same', async (_name, script) => {
  const first = await build(script, 'first');
  expect(Object.keys(first).length).toBeGreaterThan(0);
  expect(await build(script, 'second, in a folder of another name')).toEqual(first);
});
