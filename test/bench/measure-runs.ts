/** A program: runs again and again over a prepared folder, with everything a run writes down, and says what each run cost. */
import { join } from 'node:path';
import { releaseMemory } from '../../agent-core/service/release-memory.ts';
import { systemClock } from '../../agent-core/service/system-clock.ts';
import { createApprovals } from '../../agent-core/storage/approvals.ts';
import { openCacheDatabase } from '../../agent-core/storage/cache-database.ts';
import { createEscrowStore } from '../../agent-core/storage/escrow-store.ts';
import { createGuardHistory } from '../../agent-core/storage/guard-history.ts';
import { createLinks } from '../../agent-core/storage/links.ts';
import { openRecordDatabase } from '../../agent-core/storage/record-database.ts';
import { createOwnDeletions, createRunHistory, createSignInBlocks } from '../../agent-core/storage/run-history.ts';
import { createUnknownChanges } from '../../agent-core/storage/unknown-changes.ts';
import type { Intent } from '../../agent-core/sync/apply.ts';
import type { RememberedObject } from '../../agent-core/sync/directory-memory.ts';
import { run } from '../../agent-core/sync/run.ts';
import type { TenantReader } from '../../agent-core/sync/tenant.ts';
import { runIdFor } from '../builders/identifiers.ts';
import { rememberedDirectory, tenantIn } from './bench-sides.ts';
import { benchSettings, domain, domainGuid } from './bench-world.ts';
import { directoryOf } from './generated-directory.ts';
import { peakMemoryMb } from './peak-memory.ts';
import type { MeasuredRun } from './runs.ts';

const dir = process.argv[2] ?? '';
const changes = Number(process.argv[3]);
/** So often the same people change, and each time to something else: an agent runs for weeks, and the first runs after a large one are dearer. */
const rounds = 15;
const now = systemClock.now();
const cache = openCacheDatabase(join(dir, 'cache.db'), now);
const record = openRecordDatabase({
  path: join(dir, 'record.db'),
  backupsDir: join(dir, 'backups'),
  now,
  isNewRecordWanted: false,
});
if (record.kind !== 'open') throw new Error(record.problem.detail);
const { database } = record;
const directory = rememberedDirectory(cache.directories);
const graphTenant = tenantIn(dir);
const history = createRunHistory(database, systemClock);
const kept = {
  links: createLinks(database),
  blocks: createSignInBlocks(database),
  deletions: createOwnDeletions(database),
  guardHistory: createGuardHistory(database),
  approvals: createApprovals(database),
  unknown: createUnknownChanges(database),
  escrows: createEscrowStore(database),
};

/** How long the tenant took to answer: what is done with an answer is the agent's own. */
let answerMs = 0;
const answering = async <Answer>(answer: () => Promise<Answer>): Promise<Answer> => {
  const startedMs = performance.now();
  const answered = await answer();
  answerMs += performance.now() - startedMs;
  return answered;
};
/** What is done with a page is the agent's own. */
const besidesShowing =
  <Shown>(show: (shown: readonly Shown[]) => void) =>
  (shown: readonly Shown[]) => {
    const startedMs = performance.now();
    show(shown);
    answerMs -= performance.now() - startedMs;
  };
const tenant: TenantReader = {
  ...graphTenant,
  followUsers: (since, show, signal) => answering(() => graphTenant.followUsers(since, besidesShowing(show), signal)),
  followGroups: (since, show, signal) => answering(() => graphTenant.followGroups(since, besidesShowing(show), signal)),
  readMembers: (group, signal) => answering(() => graphTenant.readMembers(group, signal)),
};

let settings = benchSettings;
const measured: MeasuredRun[] = [];
async function measure(name: string, intent: Intent): Promise<void> {
  answerMs = 0;
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  const begun = history.begin(runIdFor(measured.length + 1), systemClock.now(), 'the bench');
  if (!begun.ok) throw new Error(begun.problem.detail);
  const report = await run(
    {
      settings,
      directories: [directory],
      tenant,
      remembered: cache.remembered,
      intent,
      seen: cache.seen,
      ...kept,
      triesWaiting: false,
      quarantineBefore: null,
      log: begun.value,
      clock: systemClock,
      onStep: () => {},
    },
    new AbortController().signal,
  );
  const [trouble] = report.problems;
  if (trouble !== undefined) throw new Error(`${trouble.title} ${trouble.detail}`);
  const { user, system } = process.cpuUsage(cpuBefore);
  const planned = Object.values(report.counts.planned).reduce((sum, count) => sum + count, 0);
  measured.push({
    name,
    cpuMs: Math.round((user + system) / 1000),
    besidesMs: Math.round(performance.now() - startedMs - answerMs),
    peakMb: Math.round(peakMemoryMb()),
    planned,
  });
  releaseMemory(cache.shrink, planned > 0);
}

/** As DirSync would tell it. @param title that they have from now on */
function changeSome(title: string): void {
  const memory = cache.directories.of(domain);
  const position = memory.position();
  if (position === null) throw new Error('the folder was prepared with a position');
  const objectGuids = directoryOf(changes).map(({ objectGuid }) => objectGuid);
  const users = cache.remembered.over([domain]).users(objectGuids);
  const objects = users.map(({ objectGuid, attributes }): RememberedObject => {
    const { distinguishedName: _, ...others } = attributes;
    const name = `CN=${attributes.cn?.[0]}`;
    return { objectGuid, kind: 'user', parent: domainGuid, name, attributes: { ...others, title: [title] } };
  });
  memory.change({ removed: [], objects, members: [] }, position);
}

/** Nothing is to be written where nothing has changed. */
const applying: Intent = { kind: 'apply', writer: graphTenant };
await measure('nothing remembered', applying);
await measure('nothing changed', applying);
settings = { ...settings, schedule: { ...settings.schedule, intervalSeconds: settings.schedule.intervalSeconds + 1 } };
await measure('judged anew', applying);
for (let round = 1; round <= rounds; round += 1) {
  changeSome(`Changed ${round}`);
  await measure('some changed', { kind: 'preview' });
}
process.stdout.write(`${JSON.stringify({ runs: measured })}\n`);
cache.close();
database.close();
