/** Lint and layout of every file; what was in order is not read again until a file of it, or a rule, has changed. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sourceDigest } from '../source-digest.ts';
import { programs, projectDir, type RunProgram } from './run-program.ts';

interface Linted {
  readonly dir: string;
  /** Remembers what was in order. */
  readonly stampPath: string;
}

const project: Linted = { dir: projectDir, stampPath: join(projectDir, '.cache', 'linted') };

/** What no rule is for: made by programs, and listed in .gitignore. */
const made = new Set(['.git', 'node_modules', '.cache', 'out', 'demo-output', 'test-output']);

export async function lint(run: RunProgram, { dir, stampPath }: Linted = project): Promise<boolean> {
  const entries = (await readdir(dir, { withFileTypes: true })).filter(
    ({ name }) => !made.has(name) && !name.endsWith('.log'),
  );
  const namesOf = (isFolder: boolean) =>
    entries.filter((entry) => entry.isDirectory() === isFolder).map(({ name }) => name);
  const digest = await sourceDigest(dir, namesOf(true), namesOf(false));
  if ((await readFile(stampPath, 'utf8').catch(() => null)) === digest) return true;
  const isGood = (await run(programs.biome, ['check', '--error-on-warnings', '.'])) === 0;
  if (!isGood) return false;
  await mkdir(dirname(stampPath), { recursive: true });
  await writeFile(stampPath, digest);
  return true;
}
