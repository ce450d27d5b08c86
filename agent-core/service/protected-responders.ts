/** What the agent answers while its record is damaged: how it is, what it logged, and why it does nothing else. */
import type { Problem } from '../contract/problem.ts';
import { fail } from '../contract/result.ts';
import type { Clock } from '../sync/clock.ts';
import type { AgentStatus } from './agent-status.ts';
import { type RepairParts, repairProtectedAgent } from './requests/agent-repair.ts';
import { type ReadLog, readLog } from './requests/log-read.ts';
import { readState } from './requests/state-read.ts';
import { checkUpdates } from './requests/updates-check.ts';
import { updatesStatus } from './requests/updates-status.ts';
import type { Responders } from './responder.ts';
import type { UpdaterLink } from './updates/updater-link.ts';

export interface ProtectedParts extends Pick<RepairParts, 'checkSpace' | 'mendDataFolder'> {
  readonly status: AgentStatus;
  readonly readLog: ReadLog;
  readonly updater: UpdaterLink;
  readonly clock: Clock;
}

export function createProtectedResponders(parts: ProtectedParts, reason: Problem): Responders {
  const refuse = () => fail(reason);
  return {
    'state.read': readState(parts.status),
    'certificate.create': refuse,
    'certificate.read': refuse,
    'directory.discover': refuse,
    'directory.verify': refuse,
    'directory.units': refuse,
    'directory.groups': refuse,
    'directory.password': refuse,
    'tenant.inspect': refuse,
    'registration.apply': refuse,
    'registration.remove': refuse,
    'registration.check': refuse,
    'registration.script': refuse,
    'account.here': refuse,
    'account.inspect': refuse,
    'account.ensure': refuse,
    'account.remove': refuse,
    'rights.preview': refuse,
    'rights.apply': refuse,
    'rights.remove': refuse,
    'setup.apply': refuse,
    'settings.get': refuse,
    'settings.save': refuse,
    'schedule.pause': refuse,
    'schedule.resume': refuse,
    'updates.status': updatesStatus({ ...parts, readSettings: () => null }),
    'updates.check': checkUpdates({ ...parts, readSettings: () => null }),
    'updates.install': refuse,
    'updates.settings': refuse,
    'log.read': readLog(parts.readLog),
    'approvals.findings': refuse,
    'approvals.list': refuse,
    'approvals.approve': refuse,
    'approvals.takeBack': refuse,
    'approvals.reject': refuse,
    'approvals.exempt': refuse,
    'approvals.decisions': refuse,
    'audit.read': refuse,
    'audit.verify': refuse,
    'objects.find': refuse,
    'objects.reasons': refuse,
    'objects.leftOut': refuse,
    'provisioning.read': refuse,
    'agent.repair': repairProtectedAgent(parts, reason),
    'setup.remove': refuse,
    'run.start': refuse,
    'run.wait': refuse,
    'run.cancel': refuse,
    'run.entries': refuse,
    'plan.create': refuse,
    'plan.entries': refuse,
  };
}
