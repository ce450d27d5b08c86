/** What reading a large domain costs the reader: the agent beside ldapsearch, the leanest there is, both from the same ready-made answers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { contosoDomain } from '../lab/directory/domain.ts';
import { bundleProgram } from './bundle-program.ts';
import { atMost, type Part } from './part.ts';
import { runProgram, startProgram } from './run-program.ts';

export interface ClientMeasured {
  /** Of the fastest reading of each. */
  readonly ratio: number;
  readonly seconds: number;
  readonly peerSeconds: number;
  readonly objects: number;
  readonly members: number;
  readonly peakMb: number;
}

const readSchema = z.object({ objects: z.int(), members: z.int(), seconds: z.number(), peakMb: z.number() });

/** Turn by turn, so that whatever else the machine does hits both. */
export async function measureClient(people: number, turns: number): Promise<ClientMeasured> {
  const dir = mkdtempSync(join(tmpdir(), 'bridgehead-bench-'));
  const program = await bundleProgram('read-replay.ts', dir);
  const controller = await startProgram([join(import.meta.dirname, 'replay-controller.ts'), String(people)]);
  try {
    const own: z.infer<typeof readSchema>[] = [];
    const peers: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      peers.push((await askPeople(controller.line)) + (await askGroups(controller.line)));
      const { output } = await runProgram(process.execPath, [...runtimeWords, program, controller.line]);
      own.push(readSchema.parse(JSON.parse(output)));
    }
    const seconds = Math.min(...own.map((read) => read.seconds));
    const peerSeconds = Math.min(...peers);
    const objects = Math.min(...own.map((each) => each.objects));
    const members = Math.min(...own.map((each) => each.members));
    const peakMb = Math.max(...own.map((each) => each.peakMb));
    return { ratio: seconds / peerSeconds, seconds, peerSeconds, objects, members, peakMb };
  } finally {
    await controller.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

const askPeople = (port: string) => ask(port, personPageSize, [personFilter, ...personAttributes]);
const askGroups = (port: string) => ask(port, groupPageSize, [groupFilter, ...groupReadAttributes]);

async function ask(port: string, pageSize: number, what: readonly string[]): Promise<number> {
  const { seconds } = await runProgram('ldapsearch', [
    ...['-x', '-LLL', '-o', 'ldif_wrap=no', '-H', `ldap://127.0.0.1:${port}`, '-b', contosoDomain.baseDn],
    ...['-E', `pr=${pageSize}/noprompt`, ...what],
  ]);
  return seconds;
}

const inMb = (megabytes: number) => `${Math.round(megabytes)} MB`;
const inTimes = (ratio: number) => `${ratio.toFixed(2)} x`;

export const readClient: Part = {
  name: 'readClient',
  measure: async () => {
    const { ratio, objects, members, peakMb } = await measureClient(50_000, 3);
    const what = `reading ${objects.toLocaleString('en')} objects and ${members.toLocaleString('en')} memberships`;
    return {
      rows: [
        atMost(`${what}, of what ldapsearch takes`, ratio, 2, inTimes),
        atMost(`${what}: peak`, peakMb, 250, inMb),
      ],
      json: Number(ratio.toFixed(3)),
    };
  },
};
