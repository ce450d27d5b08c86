/** A client of the tenant's lab door, from what is known of a running lab. The caller closes it. */
import { readFile } from 'node:fs/promises';
import type { LabFacts } from './lab-facts.ts';
import { createLabClient, type LabClient } from './tenant/lab-client.ts';

export async function openLabDoor(lab: LabFacts): Promise<LabClient> {
  return createLabClient({
    origin: lab.tenant.graphUrl,
    caPem: await readFile(lab.authorityCertificatePath, 'utf8'),
    key: (await readFile(lab.tenant.labKeyPath, 'utf8')).trim(),
  });
}
