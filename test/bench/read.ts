/** What a full read takes from a real controller: the agent beside ldapsearch, both asking the same; most of it is the controller's own time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Attribute, Change } from 'ldapts';
import { z } from 'zod';
import {
  groupFilter,
  groupPageSize,
  groupReadAttributes,
  personAttributes,
  personFilter,
  personPageSize,
} from '../../agent-core/active-directory/changes/read-everything.ts';
import { runtimeWords } from '../../agent-core/service-host/agent-program.ts';
import { withDirectory } from '../lab/directory/directory-connection.ts';
import type { LabFacts } from '../lab/lab-facts.ts';
import { pickLoopbackAddress } from '../lab/loopback-address.ts';
import { startLab } from '../lab/start-lab.ts';
import { bundleProgram } from './bundle-program.ts';
import { atLeast, atMost, type Part } from './part.ts';
import { runProgram } from './run-program.ts';

export interface ReadMeasured {
  /** Of the fastest reading of each. */
  readonly ratio: number;
  readonly objects: number;
  readonly members: number;
  readonly peakMb: number;
}

const readSchema = z.object({ objects: z.int(), members: z.int(), seconds: z.number(), peakMb: z.number() });

/** Turn by turn, so that whatever else the machine does hits both. */
export async function measureRead(lab: LabFacts, turns: number): Promise<ReadMeasured> {
  const dir = mkdtempSync(join(tmpdir(), 'bridgehead-bench-'));
  const program = await bundleProgram('read-directory.ts', dir);
  const own: z.infer<typeof readSchema>[] = [];
  const peers: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const people = await searchAs(lab, personPageSize, personFilter, personAttributes);
    const groups = await searchAs(lab, groupPageSize, groupFilter, groupReadAttributes);
    peers.push(people + groups);
    const { output } = await runProgram(process.execPath, [...runtimeWords, program, JSON.stringify(lab)]);
    own.push(readSchema.parse(JSON.parse(output)));
  }
  rmSync(dir, { recursive: true, force: true });
  const least = (numbers: readonly number[]) => Math.min(...numbers);
  return {
    ratio: least(own.map(({ seconds }) => seconds)) / least(peers),
    objects: least(own.map(({ objects }) => objects)),
    members: least(own.map(({ members }) => members)),
    peakMb: Math.max(...own.map(({ peakMb }) => peakMb)),
  };
}

/** LDAP_SERVER_EXTENDED_DN_OID in text form, as the agent asks: the answer is larger with it. */
const extendedNames = '!1.2.840.113556.1.4.529=::MAMCAQE=';

async function searchAs(
  lab: LabFacts,
  pageSize: number,
  filter: string,
  attributes: readonly string[],
): Promise<number> {
  const { baseDn, port, serviceAccount } = lab.directory;
  const { seconds } = await runProgram(
    'ldapsearch',
    [
      ...['-x', '-LLL', '-o', 'ldif_wrap=no', '-H', `ldaps://${lab.address}:${port}`, '-b', baseDn],
      ...['-D', serviceAccount.userPrincipalName, '-y', serviceAccount.passwordPath],
      ...['-E', `pr=${pageSize}/noprompt`, '-E', extendedNames, filter, ...attributes],
    ],
    { LDAPTLS_CACERT: lab.authorityCertificatePath, LDAPTLS_REQCERT: 'demand' },
  );
  return seconds;
}

/** One group of all people. */
export async function gatherEverybody(lab: LabFacts): Promise<void> {
  const { administrator, baseDn } = lab.directory;
  const group = `CN=Everybody,${baseDn}`;
  await withDirectory(lab, administrator, async (client) => {
    const filter = '(&(objectClass=user)(givenName=*))';
    const { searchEntries } = await client.search(baseDn, { scope: 'sub', filter, attributes: ['cn'], paged: true });
    await client.add(group, { objectClass: 'group', sAMAccountName: 'Everybody' });
    for (let start = 0; start < searchEntries.length; start += portion) {
      const values = searchEntries.slice(start, start + portion).map(({ dn }) => dn);
      const modification = new Attribute({ type: 'member', values });
      await client.modify(group, new Change({ operation: 'add', modification }));
    }
  });
}

/** Few enough for a controller to add them before anybody loses patience. */
const portion = 500;

const inTimes = (ratio: number) => `${ratio.toFixed(2)} x`;
const inMb = (megabytes: number) => `${Math.round(megabytes)} MB`;
const asCount = (count: number) => count.toLocaleString('en');

export const read: Part = {
  name: 'read',
  measure: async () => {
    const dir = mkdtempSync(join(tmpdir(), 'bridgehead-bench-'));
    const lab = await startLab({ dir, address: pickLoopbackAddress(), tenantPort: 0, seed: 50_000 });
    try {
      await gatherEverybody(lab);
      const { ratio, objects, members, peakMb } = await measureRead(lab, 3);
      const what = `a full read of ${asCount(objects)} objects and ${asCount(members)} memberships`;
      return {
        rows: [
          atMost(`${what}, of what ldapsearch takes`, ratio, 1.15, inTimes),
          atMost(`${what}: peak`, peakMb, 250, inMb),
          atLeast('memberships read', members, 49_000, asCount),
        ],
        json: Number(ratio.toFixed(3)),
      };
    } finally {
      await lab.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};
