/** An agent with a real record, that keeps ten people of whom two may be disabled, and is asked about what it holds. */
import type { FindingDigest } from '../../agent-core/contract/identifiers.ts';
import type { Result } from '../../agent-core/contract/result.ts';
import type { ReportEntry } from '../../agent-core/contract/run-report.ts';
import type { Settings } from '../../agent-core/contract/settings.ts';
import { createAudit } from '../../agent-core/service/audit.ts';
import { endApprovals } from '../../agent-core/service/end-approvals.ts';
import { approveChanges, rejectChanges } from '../../agent-core/service/requests/approvals-decide.ts';
import { exemptObject } from '../../agent-core/service/requests/approvals-exempt.ts';
import { listHeldChanges, readDecisions, readFindings } from '../../agent-core/service/requests/approvals-read.ts';
import { takeBackDecisions } from '../../agent-core/service/requests/approvals-take-back.ts';
import { readAudit, verifyAudit } from '../../agent-core/service/requests/audit-read.ts';
import type { Caller } from '../../agent-core/service/responder.ts';
import { run } from '../../agent-core/sync/run.ts';
import { directoryUser, disabledAccount } from './directory-object.ts';
import { limits } from './guard-settings.ts';
import { objectGuidFor, runIdFor } from './identifiers.ts';
import { memoryAgentLog } from './memory-agent-log.ts';
import { memoryRecord } from './memory-record.ts';
import { memorySettings } from './memory-stores.ts';
import { settings } from './settings.ts';
import { linkedUser } from './tenant-user.ts';
import { type Beginning, createWorld } from './world.ts';

const { signal } = new AbortController();
export const caller: Caller = { door: 'control', program: 'bridgehead 1.2.3' };
export const names = Array.from({ length: 10 }, (_, index) => `user${index}`);

export async function answered<Value>(answer: Result<Value> | Promise<Result<Value>>): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.detail}`);
  return result.value;
}

export function approvingAgent(
  more: { readonly groups?: Beginning['groups']; readonly tenant?: Settings['tenant'] } = {},
) {
  const { groups = [], tenant = settings().tenant } = more;
  const world = createWorld({
    groups,
    directory: names.map((name) => directoryUser(name)),
    tenant: names.map((name) => linkedUser(name)),
    settings: { tenant, guard: limits({ disables: { count: 2, percent: 100 } }) },
  });
  const record = memoryRecord();
  const insertLink = record.database.prepare('INSERT INTO links (object_guid, anchor) VALUES (?, ?)');
  for (const [objectGuid, anchor] of world.log.links.read()) insertLink.run(objectGuid, anchor);
  const { clock } = world;
  const log = memoryAgentLog();
  const settingsStore = memorySettings({ settings: settings(), tenantDisplayName: 'Contoso', passwordSecrets: {} });
  const audit = createAudit(record.auditTrail, clock, log, () => undefined);
  const parts = { ...record, clock, log, audit, settingsStore };
  const ask = {
    findings: () => answered(readFindings(parts)({}, signal)),
    list: (kind: string | null = null, limit = 200) =>
      answered(listHeldChanges(parts)({ kind, cursor: 0, limit }, signal)),
    approve: (subject: object) =>
      approveChanges(parts)({ person: 'Ada', finding: null, digests: [], days: 7, ...subject }, signal, caller),
    takeBack: (subject: object, verdict: 'approved' | 'rejected' = 'approved') =>
      takeBackDecisions(parts)({ person: 'Ada', finding: null, digests: [], verdict, ...subject }, signal, caller),
    reject: (subject: object) =>
      rejectChanges(parts)({ person: 'Ada', finding: null, digests: [], ...subject }, signal, caller),
    exempt: (name: string, kind: string, isExempt = true, days = 7) =>
      exemptObject(parts)(
        { person: 'Ada', subject: { objectGuid: objectGuidFor(name), kind }, isExempt, days },
        signal,
        caller,
      ),
    exemptFinding: (finding: FindingDigest, isExempt = true) =>
      exemptObject(parts)({ person: 'Ada', subject: { finding }, isExempt, days: 7 }, signal, caller),
    decisions: () => answered(readDecisions(parts)({}, signal)),
    audit: (knowsEndedRejections = true) =>
      answered(readAudit(record.auditTrail)({ cursor: 0, limit: 100, order: 'oldest', knowsEndedRejections }, signal)),
    verify: () => answered(verifyAudit(record.auditTrail)({}, signal)),
  };
  let runs = 0;
  const runOnce = async () => {
    runs += 1;
    const runId = runIdFor(runs);
    const memory = {
      links: record.links,
      blocks: record.blocks,
      unknown: record.unknown,
      guardHistory: record.guardHistory,
    };
    const open = await answered(record.history.begin(runId, clock.now(), 'a test'));
    await run({ ...world.context(), ...memory, approvals: record.approvals, log: open }, signal);
    clock.advance(120_000);
    return record.history.entries(runId, 0, 500)?.items ?? [];
  };
  return {
    world,
    record,
    clock,
    ask,
    settingsStore,
    runOnce,
    disable: (from: number, to: number) => disable(world, from, to),
    settingsAre: (before: Partial<Settings>, after: Partial<Settings>) =>
      endApprovals(parts, { before: settings(before), after: settings(after) }, caller),
  };
}

function disable(world: ReturnType<typeof createWorld>, from: number, to: number): void {
  for (const name of names.slice(from, to)) world.directory.change(name, { userAccountControl: disabledAccount });
}

export const wordsOf = (entries: readonly ReportEntry[]) =>
  entries
    .flatMap((entry) => (entry.kind === 'outcome' ? [`${entry.outcome.kind} ${entry.outcome.change.displayName}`] : []))
    .toSorted();
