/** Builds a part of the product into a folder of out/, by a program of its own. Unchanged source is not built again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceDigest } from './source-digest.ts';

const projectDir = join(import.meta.dirname, '..');
const stampName = 'source-digest';

export interface Part {
  /** Of its folder below out/. */
  readonly name: string;
  /** The folders that it is made of. */
  readonly sources: readonly string[];
  /** The script that is told the folder to write to. */
  readonly bundler: string;
  /** What else it is told; a part that is made in several ways has a name for each. */
  readonly words?: readonly string[];
  /** Variables of the environment that it reads. */
  readonly variables?: readonly string[];
  /** Variables that it is given, whatever they are outside. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface PartBuild {
  readonly dir: string;
  readonly wasBuilt: boolean;
}

/** What is being built is put aside and takes its place when it is complete, so that a build that fails leaves the last good one. */
export async function buildPart(part: Part): Promise<PartBuild> {
  const { name, sources, bundler, words = [], variables = [], environment = {} } = part;
  const dir = join(projectDir, 'out', name);
  const read = variables.map((variable) => environment[variable] ?? process.env[variable] ?? '');
  const told = [...words, ...read, ...Object.entries(environment).flat()];
  const digest = [await sourceDigest(projectDir, sources), ...told].join('\n');
  const isBuilt = async () => (await readFile(join(dir, stampName), 'utf8').catch(() => undefined)) === digest;
  if (await isBuilt()) return { dir, wasBuilt: false };

  const freshDir = `${dir}-${process.pid}`;
  try {
    await runBundler(bundler, [freshDir, ...words], environment);
    await writeFile(join(freshDir, stampName), digest);
    // Somebody else may have built the same meanwhile, and started a program from it.
    if (await isBuilt()) return { dir, wasBuilt: true };
    await rm(dir, { recursive: true, force: true });
    await rename(freshDir, dir);
  } finally {
    await rm(freshDir, { recursive: true, force: true });
  }
  return { dir, wasBuilt: true };
}

/** In a process of its own: a test runner's environment would make it a build for development. */
async function runBundler(
  script: string,
  words: readonly string[],
  environment: NonNullable<Part['environment']>,
): Promise<void> {
  const bundler = spawn(process.execPath, [script, ...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment, NODE_ENV: 'production' },
  });
  const [code] = await once(bundler, 'exit');
  if (code !== 0) throw new Error(`${script} could not build; what is wrong stands above.`);
}
