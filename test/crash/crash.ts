/**
 * `npm run test:crash`: a real agent is killed at every failpoint, and a few hundred times wherever chance wants, while the controller, the
 * network and the tenant fail besides. After each recovery the two sides and the tenant's journal say whether anything was lost,
 * doubled or wrongly deleted.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pickLoopbackAddress } from '../lab/loopback-address.ts';
import { startLab } from '../lab/start-lab.ts';
import { type CampaignOptions, type Judged, runCampaign } from './campaign.ts';
import { crashUsage, readCrashOptions } from './crash-options.ts';
import { closeStage, openStage } from './season.ts';

const tell = (text: string) => process.stdout.write(`${text}\n`);

const options = readCrashOptions(process.argv.slice(2));
if (options === null) {
  process.stderr.write(crashUsage);
  process.exitCode = 2;
} else {
  process.exitCode = await start(options);
}

async function start(wanted: CampaignOptions): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'bridgehead-crash-'));
  const lab = await startLab({ dir, address: pickLoopbackAddress(), tenantPort: 0, strict: true });
  const stage = await openStage(lab);
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interruption.abort());
  try {
    const judged = await runCampaign(stage, wanted, tellOne, interruption.signal);
    tell(tableOf(judged));
    return judged.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
  } finally {
    await closeStage(stage);
    await lab.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

function tellOne({ season, target, killing, killed, runs, wrong }: Judged): void {
  const moments = killing.deaths.map(({ nth }) => nth).join(', ');
  const besides = JSON.stringify(killing.trouble);
  tell(`season ${season}, ${target}, moment ${moments}: killed ${killed}, in step after ${runs} runs ${besides}`);
  for (const sentence of wrong) tell(`  WRONG ${sentence}`);
  if (wrong.length > 0) tell(`  after the edits ${JSON.stringify(killing.edits)}`);
}

function tableOf(judged: readonly Judged[]): string {
  const rows = [...Map.groupBy(judged, ({ target }) => target)].map(([target, ofTarget]) => {
    const killed = ofTarget.filter((one) => one.killed > 0);
    const killings = ofTarget.reduce((sum, one) => sum + one.killed, 0);
    const wrong = ofTarget.filter((one) => one.wrong.length > 0);
    const recovered = killed.filter((one) => one.wrong.length === 0);
    return [target, killings, killed.length, recovered.length, wrong.length];
  });
  const head = ['failpoint', 'killings', 'recoveries', 'in step', 'wrong'];
  return [head, ...rows]
    .map(
      ([name, ...numbers]) => `${String(name).padEnd(34)}${numbers.map((each) => String(each).padStart(11)).join('')}`,
    )
    .join('\n');
}
