/** A program: reads everybody and every group from a controller as the agent does, and says how long it took and how much memory it needed. */
import { connect } from 'node:net';
import { Client } from 'ldapts';
import { readEverything } from '../../agent-core/active-directory/changes/read-everything.ts';
import { contosoDomain } from '../lab/directory/domain.ts';
import { peakMemoryMb } from './peak-memory.ts';

const port = Number(process.argv[2]);
const client = new Client({ url: `ldap://127.0.0.1:${port}`, createConnection: () => connect(port, '127.0.0.1') });
await client.bind('CN=nobody', 'nothing');
const startedMs = performance.now();
let [objects, members] = [0, 0];
for await (const { entries } of readEverything(client, contosoDomain.dnsName)) {
  objects += entries.length;
  for (const entry of entries) members += entry.members?.length ?? 0;
}
const seconds = (performance.now() - startedMs) / 1000;
await client.unbind();
process.stdout.write(`${JSON.stringify({ objects, members, seconds, peakMb: peakMemoryMb() })}\n`);
