/** Before the contract meets a real tenant: reads what the person said, and hands it to the tests. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { liveTenantSchema } from './live-answers.ts';

export async function setup(project: TestProject): Promise<void> {
  const { BRIDGEHEAD_LIVE_ANSWERS: path, BRIDGEHEAD_LIVE_CONFIRM: confirmedName } = process.env;
  if (path === undefined || confirmedName === undefined) throw new Error('Start it with npm run test:live.');
  const { certificateFile, privateKeyFile, certificateAuthorityFile, ...answers } = liveTenantSchema.parse(
    JSON.parse(await readFile(path, 'utf8')),
  );
  const file = (name: string) => resolve(dirname(path), name);
  project.provide('liveTenant', {
    ...answers,
    certificatePem: await readFile(file(certificateFile), 'utf8'),
    privateKeyPath: file(privateKeyFile),
    certificateAuthorityPem:
      certificateAuthorityFile === undefined ? null : await readFile(file(certificateAuthorityFile), 'utf8'),
    confirmedName,
  });
}
