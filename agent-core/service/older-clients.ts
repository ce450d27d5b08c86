/** What an older client can read of what has learned to say more. New keys need no translation: older clients skip them. */
import { agentStateSchema } from '../contract/agent-state.ts';
import { assertNever } from '../contract/assert-never.ts';
import type { RepairCheck } from '../contract/care-requests.ts';
import { controlRequests, protocolVersion } from '../contract/control-api.ts';
import { tenantObjectIdSchema } from '../contract/identifiers.ts';
import type { AttributeValue, Change, ChangeCounts, LinkChange } from '../contract/plan.ts';
import type { ReportEntry, RunReport } from '../contract/run-report.ts';

/** @param reply as this version of the protocol has it */
export function translateReply(name: string, reply: unknown, protocol: number): unknown {
  if (protocol >= protocolVersion) return reply;
  switch (name) {
    case 'state.read':
      return translateState(reply, protocol);
    case 'run.wait':
    case 'plan.create':
      return reportOfProtocol2(controlRequests[name].reply.parse(reply));
    case 'run.entries':
    case 'plan.entries': {
      const page = controlRequests[name].reply.parse(reply);
      return { ...page, items: page.items.map(entryOfProtocol2) };
    }
    case 'agent.repair':
      return checksOfProtocol2(controlRequests[name].reply.parse(reply));
    default:
      return reply;
  }
}

/** Protocol 2 has no check of rights: what is wrong with them is wrong with the directory. */
function checksOfProtocol2({ checks }: { readonly checks: readonly RepairCheck[] }) {
  return { checks: checks.map((check) => (check.name === 'rights' ? { ...check, name: 'directory' } : check)) };
}

/** @param state as this version of the protocol has it */
export function translateState(state: unknown, protocol: number): unknown {
  if (protocol >= protocolVersion) return state;
  const { lastRun, ...others } = agentStateSchema.parse(state);
  return { ...others, lastRun: lastRun === null ? null : reportOfProtocol2(lastRun) };
}

function reportOfProtocol2(report: RunReport): RunReport {
  const { counts: all } = report;
  // It takes the one from the users to know how many of them are in scope.
  const outOfScope = all.byType?.user.outOfScope ?? all.outOfScope;
  const counts = { ...all, outOfScope, planned: countsOfProtocol2(all.planned) };
  const settled = report.settled.map((one) => ({ ...one, change: changeOfProtocol2(one.change) }));
  return { ...report, counts, settled };
}

function entryOfProtocol2(entry: ReportEntry): ReportEntry {
  if (entry.kind === 'held') return entry;
  const { outcome } = entry;
  const change = changeOfProtocol2(outcome.change);
  if (outcome.kind !== 'waiting') return { kind: 'outcome', outcome: { ...outcome, change } };
  // That it failed is true, if not today's news.
  return { kind: 'outcome', outcome: { kind: 'failed', change, problem: outcome.problem } };
}

/** Protocol 2 knows users, and that they are created and changed. All else is an update that says what it is. */
function changeOfProtocol2(change: Change): Change {
  const known = { ...change, userPrincipalName: change.userPrincipalName ?? '' };
  switch (known.kind) {
    case 'create':
    case 'update':
    case 'disable':
    case 'enable':
      return known;
    case 'delete': {
      const { evidence: _evidence, ...others } = known;
      return { ...others, kind: 'update', attributes: [{ name: 'deleted', before: false, after: true }] };
    }
    case 'link':
      return linkOfProtocol2(known, null, known.target.displayName);
    case 'unlink':
      return linkOfProtocol2(known, known.target.displayName, null);
    case 'restore': {
      const restored = { name: 'deleted', before: true, after: false };
      return { ...known, kind: 'update', attributes: [restored, ...known.attributes] };
    }
    default:
      return assertNever(known);
  }
}

function linkOfProtocol2(
  { relation, target: _target, ...others }: LinkChange,
  before: AttributeValue,
  after: AttributeValue,
): Change {
  const tenantObjectId = others.tenantObjectId ?? notThereYet;
  return { ...others, tenantObjectId, kind: 'update', attributes: [{ name: relation, before, after }] };
}

/** Protocol 2 asks for the id of whatever is updated. */
const notThereYet = tenantObjectIdSchema.parse('created-in-this-run');

function countsOfProtocol2({ create, update, disable, enable, ...others }: ChangeCounts): ChangeCounts {
  const updates = update + others.delete + others.restore + others.link + others.unlink;
  return { create, update: updates, disable, enable, delete: 0, restore: 0, link: 0, unlink: 0 };
}
