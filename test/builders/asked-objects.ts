/** What is asked about objects, over two databases that remember what a test says. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import type { ObjectType } from '../../agent-core/contract/plan.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import type { ProblemCode } from '../../agent-core/contract/problem-catalogue.ts';
import type { ReportEntry, RunReport } from '../../agent-core/contract/run-report.ts';
import { defaultGroups, type ScopeSettings } from '../../agent-core/contract/settings.ts';
import { openCacheDatabase } from '../../agent-core/storage/cache-database.ts';
import { answerObjects } from '../../agent-core/storage/object-answers.ts';
import type { ObjectQuery } from '../../agent-core/storage/object-query.ts';
import { openRecordDatabase } from '../../agent-core/storage/record-database.ts';
import { createRunHistory } from '../../agent-core/storage/run-history.ts';
import type { DirectoryObject, DirectoryUnit } from '../../agent-core/sync/directory-source.ts';
import { holdObject } from '../../agent-core/sync/held.ts';
import type { OpenRunLog } from '../../agent-core/sync/memory.ts';
import type { TenantUser } from '../../agent-core/sync/tenant.ts';
import type { TenantGroup } from '../../agent-core/sync/tenant-groups.ts';
import { directoryGroup } from './directory-group.ts';
import { directoryUser } from './directory-object.ts';
import { drivenClock } from './driven-clock.ts';
import { anchorFor, objectGuidFor, runIdFor } from './identifiers.ts';
import { runReport } from './run-report.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const eight = '2026-03-02T08:00:00.000Z';

export interface Beginning {
  readonly users?: readonly DirectoryObject[];
  readonly groups?: Parameters<typeof directoryGroup>[];
  readonly contacts?: readonly DirectoryObject[];
  readonly scope?: ScopeSettings;
  readonly units?: readonly DirectoryUnit[];
  readonly domains?: readonly string[];
  readonly entries?: readonly ReportEntry[];
  readonly findings?: RunReport['findings'];
  /** The runs that came after that of the entries. */
  readonly later?: readonly (Partial<RunReport> & { readonly entries?: readonly ReportEntry[] })[];
  /** When accounts expire, by name. */
  readonly expires?: Readonly<Record<string, string>>;
  /** Those of them are linked in the record whose names these are. */
  readonly tenant?: readonly TenantUser[];
  readonly linked?: readonly string[];
  /** Of those, who had a userPrincipalName. */
  readonly named?: readonly string[];
  readonly tenantGroups?: readonly TenantGroup[];
}

export function asked(beginning: Beginning) {
  const dir = temporaryFolder();
  const paths = { cache: join(dir, 'cache.db'), record: join(dir, 'record.db') };
  const cache = openCacheDatabase(paths.cache, eight);
  onTestFinished(() => cache.close());
  const groups = (beginning.groups ?? []).map((given) => directoryGroup(...given));
  const remember = (objects: readonly DirectoryObject[], kind: ObjectType) =>
    objects.map(({ objectGuid, attributes: { distinguishedName, ...attributes } }) => {
      return { objectGuid, kind, parent: null, name: distinguishedName?.[0] ?? '', attributes };
    });
  const reading = cache.directories.of('contoso.com').beginAnew();
  if (!reading.ok) throw new Error(reading.problem.detail);
  reading.value.add({
    removed: [],
    objects: [
      ...remember(beginning.users ?? [], 'user'),
      ...remember(groups, 'group'),
      ...remember(beginning.contacts ?? [], 'contact'),
    ],
    members: groups.map(({ objectGuid, members }) => ({ kind: 'replaced', group: objectGuid, members })),
  });
  reading.value.complete({
    ...{ cookie: new Uint8Array(), controller: 'dc1', host: 'dc1', invocationId: 'its database' },
    ...{ highestUsn: 1n, takenAt: eight },
  });
  const judged = new DatabaseSync(paths.cache);
  for (const [name, at] of Object.entries(beginning.expires ?? {}))
    judged.prepare('UPDATE verdicts SET expires_at = ? WHERE object_guid = ?').run(at, objectGuidFor(name));
  judged.close();
  const tenant = cache.remembered.tenant;
  tenant.changeUsers((beginning.tenant ?? []).map((user) => ({ kind: 'told', user })));
  tenant.changeGroups((beginning.tenantGroups ?? []).map((group) => ({ kind: 'told', group, members: null })));
  const record = openRecordDatabase({ path: paths.record, backupsDir: dir, now: eight, isNewRecordWanted: false });
  if (record.kind === 'protected') throw new Error(record.problem.detail);
  onTestFinished(() => record.database.close());
  const link = record.database.prepare('INSERT INTO links (object_guid, anchor, had_name) VALUES (?, ?, ?)');
  for (const name of beginning.linked ?? [])
    link.run(objectGuidFor(name), anchorFor(name), beginning.named?.includes(name) === true ? 1 : null);
  if (beginning.entries !== undefined) {
    const log = createRunHistory(record.database, drivenClock(eight)).begin(runIdFor(1), eight, 'the schedule');
    if (!log.ok) throw new Error(log.problem.detail);
    writeEntries(log.value, beginning.entries);
    log.value.finish(runReport({ runId: runIdFor(1), startedAt: eight, findings: beginning.findings ?? [] }));
  }
  for (const [index, { entries = [], ...changes }] of (beginning.later ?? []).entries()) {
    const runId = runIdFor(2 + index);
    const log = createRunHistory(record.database, drivenClock(eight)).begin(runId, eight, 'the schedule');
    if (!log.ok) throw new Error(log.problem.detail);
    writeEntries(log.value, entries);
    log.value.finish(runReport({ startedAt: eight, ...changes, runId }));
  }
  const ask = <Ask extends ObjectQuery['ask']>(question: Ask): ObjectQuery => ({
    domains: beginning.domains ?? ['contoso.com'],
    scope: beginning.scope ?? { kind: 'all' },
    groups: defaultGroups,
    units: beginning.units ?? [],
    ask: question,
  });
  const databases = { cache: new DatabaseSync(paths.cache, { readOnly: true }), record: record.database };
  onTestFinished(() => databases.cache.close());
  const find = (name: string) => {
    const answer = answerObjects(databases, ask({ kind: 'find', name }));
    if (answer.kind !== 'find') throw new Error(answer.kind);
    return answer.reply;
  };
  const counted = () => {
    const answer = answerObjects(databases, ask({ kind: 'reasons' }));
    if (answer.kind !== 'reasons') throw new Error(answer.kind);
    return answer.reply;
  };
  const reasons = () => counted().reasons;
  const leftOut = (reason: string, cursor = 0, limit = 200) => {
    const answer = answerObjects(databases, ask({ kind: 'leftOut', reason, cursor, limit }));
    if (answer.kind !== 'leftOut') throw new Error(answer.kind);
    return answer.reply;
  };
  return { paths, ask, find, reasons, counted, leftOut };
}

/** As a run writes them: of what it attempted it says so before. */
function writeEntries(log: OpenRunLog, entries: readonly ReportEntry[]) {
  for (const entry of entries) {
    if (entry.kind === 'held') log.hold([entry.held]);
    else {
      const { outcome } = entry;
      if (outcome.kind === 'unknown' || outcome.kind === 'applied')
        log.intend([{ change: outcome.change, counted: [] }]);
      if (outcome.kind !== 'unknown') log.append([outcome]);
    }
  }
}

export const heldAs = (name: string, code: ProblemCode): ReportEntry => ({
  kind: 'held',
  held: holdObject(directoryUser(name), problem(code, name)),
});
