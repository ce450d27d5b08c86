/** A program: runs again and again over a prepared folder, with everything a run writes down, and says what each run cost. */
import { join } from 'node:path';
import { succeed } from '../../agent-core/contract/result.ts';
import { createGraph } from '../../agent-core/entra/graph.ts';
import { createGraphTenant } from '../../agent-core/entra/graph-tenant.ts';
import { systemClock } from '../../agent-core/service/system-clock.ts';
import { systemTimer } from '../../agent-core/service/system-timer.ts';
import { createApprovals } from '../../agent-core/storage/approvals.ts';
import { openCacheDatabase } from '../../agent-core/storage/cache-database.ts';
import { createEscrowStore } from '../../agent-core/storage/escrow-store.ts';
import { createGuardHistory } from '../../agent-core/storage/guard-history.ts';
import { openRecordDatabase } from '../../agent-core/storage/record-database.ts';
import {
  createLinks,
  createOwnDeletions,
  createRunHistory,
  createSignInBlocks,
} from '../../agent-core/storage/run-history.ts';
import { createUnknownChanges } from '../../agent-core/storage/unknown-changes.ts';
import type { DirectorySource } from '../../agent-core/sync/directory-source.ts';
import { run } from '../../agent-core/sync/run.ts';
import { fakeTokens } from '../builders/fake-network.ts';
import { runIdFor } from '../builders/identifiers.ts';
import { benchSettings, domain, domainGuid } from './bench-world.ts';
import { pagedTenant } from './paged-tenant.ts';

const dir = process.argv[2] ?? '';
const runs = Number(process.argv[3]);
/** As if nothing were remembered. */
const isWhole = process.argv[4] === 'whole';
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
const remembered = cache.directories.read(domain);
const directory: DirectorySource = {
  domain,
  readDomainGuid: async () => succeed(domainGuid),
  bringUpToDate: async () => succeed({ fullRead: null, doubt: null }),
  readUsers: async () => ({ objects: remembered.users() ?? [], problem: null }),
  readGroups: async () => ({ objects: remembered.groups() ?? [], problem: null }),
  readContacts: async () => ({ objects: remembered.contacts() ?? [], problem: null }),
  readUnits: async () => ({ objects: [], problem: null }),
  lookUp: () => Promise.reject(new Error('nobody is missing')),
};
const graph = createGraph({
  origin: 'https://graph.contoso.test',
  network: pagedTenant(dir),
  tokens: fakeTokens(),
  ...{ retryForMs: 60_000, clock: systemClock, timer: systemTimer, pace: null },
});
const tenant = createGraphTenant(graph, { ...benchSettings.newUsers, ...benchSettings.tenant });
const history = createRunHistory(database, systemClock);
const memoryMb = () => Math.round(process.memoryUsage().rss / 2 ** 20);

const beginningMb = memoryMb();
const measured = [];
for (let turn = 1; turn <= runs; turn += 1) {
  const cpuBefore = process.cpuUsage();
  const begun = history.begin(runIdFor(turn), systemClock.now(), 'the bench');
  if (!begun.ok) throw new Error(begun.problem.detail);
  const report = await run(
    {
      settings: benchSettings,
      directories: [directory],
      tenant,
      remembered: isWhole ? null : cache.remembered,
      intent: { kind: 'preview' },
      seen: cache.seen,
      links: createLinks(database),
      blocks: createSignInBlocks(database),
      deletions: createOwnDeletions(database),
      guardHistory: createGuardHistory(database),
      approvals: createApprovals(database),
      unknown: createUnknownChanges(database),
      escrows: createEscrowStore(database),
      triesWaiting: false,
      quarantineBefore: null,
      log: begun.value,
      clock: systemClock,
      onStep: () => {},
    },
    new AbortController().signal,
  );
  const { durationMs, steps, counts, problems } = report;
  const cpu = process.cpuUsage(cpuBefore);
  const cpuMs = Math.round((cpu.user + cpu.system) / 1000);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  measured.push({ durationMs, cpuMs, peakMb, steps, unchanged: counts.unchanged, planned: counts.planned, problems });
}
process.stdout.write(`${JSON.stringify({ beginningMb, runs: measured })}\n`);
cache.close();
database.close();
