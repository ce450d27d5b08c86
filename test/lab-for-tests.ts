/** One lab for all tests of a run, fresh from the seed, at an address of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { LabFacts } from './lab/lab-facts.ts';
import { pickLoopbackAddress } from './lab/loopback-address.ts';
import { startLab } from './lab/start-lab.ts';

declare module 'vitest' {
  interface ProvidedContext {
    lab: LabFacts;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'bridgehead-lab-'));
  const { stop, ...facts } = await startLab({ dir, address: pickLoopbackAddress(), tenantPort: 0, strict: true });
  project.provide('lab', facts);
  return async () => {
    await stop();
    await rm(dir, { recursive: true, force: true });
  };
}
