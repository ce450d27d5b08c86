/** A program: reads everybody and every group from the lab's controller as the agent does, and says how long it took from its start. */
import { z } from 'zod';
import { readEverything } from '../../agent-core/active-directory/changes/read-everything.ts';
import { withDirectory } from '../lab/directory/directory-connection.ts';
import { peakMemoryMb } from './peak-memory.ts';

const placeSchema = z.object({
  address: z.string(),
  authorityCertificatePath: z.string(),
  directory: z.object({
    ...{ domainName: z.string(), host: z.string(), port: z.int() },
    serviceAccount: z.object({ userPrincipalName: z.string(), passwordPath: z.string() }),
  }),
});

const lab = placeSchema.parse(JSON.parse(process.argv[2] ?? ''));
const { domainName, serviceAccount } = lab.directory;
const startedMs = performance.now();
const read = await withDirectory(lab, serviceAccount, async (client) => {
  let [objects, members] = [0, 0];
  for await (const { entries } of readEverything(client, domainName)) {
    objects += entries.length;
    for (const entry of entries) members += entry.members?.length ?? 0;
  }
  return { objects, members };
});
const seconds = (performance.now() - startedMs) / 1000;
process.stdout.write(`${JSON.stringify({ ...read, seconds, peakMb: peakMemoryMb() })}\n`);
