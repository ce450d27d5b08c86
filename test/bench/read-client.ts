/** What reading a large domain costs the reader: the agent beside ldapsearch, the leanest there is, both from the same ready-made answers. */
import { join } from 'node:path';
import { z } from 'zod';
import { personAttributes, personFilter } from '../../agent-core/active-directory/changes/read-everything.ts';
import { contosoDomain } from '../lab/directory/domain.ts';
import { atMost, type Part } from './part.ts';
import { runProgram, startProgram } from './run-program.ts';

export interface ClientMeasured {
  /** Of the fastest reading of each. */
  readonly ratio: number;
  readonly seconds: number;
  readonly peerSeconds: number;
  readonly people: number;
  readonly peakMb: number;
}

const readSchema = z.object({ people: z.int(), seconds: z.number(), peakMb: z.number() });
const programPath = (name: string) => join(import.meta.dirname, name);

/** Turn by turn, so that whatever else the machine does hits both. */
export async function measureClient(people: number, turns: number): Promise<ClientMeasured> {
  const controller = await startProgram([programPath('replay-controller.ts'), String(people)]);
  try {
    const own: z.infer<typeof readSchema>[] = [];
    const peers: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      peers.push((await runProgram('ldapsearch', ldapsearchArgs(controller.line))).seconds);
      const { output } = await runProgram(process.execPath, [programPath('read-people.ts'), controller.line]);
      own.push(readSchema.parse(JSON.parse(output)));
    }
    const seconds = Math.min(...own.map((read) => read.seconds));
    const peerSeconds = Math.min(...peers);
    const read = Math.min(...own.map((each) => each.people));
    const peakMb = Math.max(...own.map((each) => each.peakMb));
    return { ratio: seconds / peerSeconds, seconds, peerSeconds, people: read, peakMb };
  } finally {
    await controller.stop();
  }
}

function ldapsearchArgs(port: string): readonly string[] {
  return [
    ...['-x', '-LLL', '-o', 'ldif_wrap=no', '-H', `ldap://127.0.0.1:${port}`, '-b', contosoDomain.baseDn],
    ...['-E', 'pr=1000/noprompt', personFilter, ...personAttributes],
  ];
}

const inTimes = (ratio: number) => `${ratio.toFixed(2)} x`;

export const readClient: Part = {
  name: 'readClient',
  measure: async () => {
    const { ratio, people } = await measureClient(50_000, 3);
    return {
      rows: [atMost(`reading ${people.toLocaleString('en')} people, of what ldapsearch takes`, ratio, 2, inTimes)],
      json: Number(ratio.toFixed(3)),
    };
  },
};
