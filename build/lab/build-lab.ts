/** Builds the lab's programs into out/lab: a file for each, which starts in half the time of the source, and a lab is started often. */
import { join } from 'node:path';
import { buildPart, type Part, type PartBuild } from '../build-part.ts';

/** By their places below test/lab. */
export const labPrograms = ['tenant/main', 'directory/strict-proxy/main'] as const;

const part: Part = {
  name: 'lab',
  // bundle-lab.ts refuses whatever comes from elsewhere.
  sources: ['test/lab', 'build/lab', 'build/agent'],
  bundler: join(import.meta.dirname, 'bundle-lab.ts'),
};

let building: Promise<PartBuild> | null = null;

/** Once for everything that a process starts. */
export function buildLab(): Promise<PartBuild> {
  building ??= buildPart(part);
  return building;
}

/** @returns the path of its script */
export async function labProgramPath(name: (typeof labPrograms)[number]): Promise<string> {
  const { dir } = await buildLab();
  return join(dir, `${name}.mjs`);
}
