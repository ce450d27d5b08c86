/** What each call of a page does: one line per call, most of them passed on to the agent. */
import { succeed } from '../agent-core/contract/result.ts';
import type { BridgeResponders } from './contract/bridge.ts';
import { type ServiceParts, serviceResponders } from './service/service-responders.ts';
import { administrationResponders } from './set-up/administration-responders.ts';
import { type SetUpParts, setUpResponders } from './set-up/set-up-responders.ts';

interface BridgeParts extends SetUpParts {
  readonly service: ServiceParts;
}

export const bridgeResponders = (parts: BridgeParts): BridgeResponders => ({
  'connection.read': async () => succeed(parts.agent.current()),
  'run.start': (argument) => parts.agent.request('run.start', argument),
  'run.entries': (argument) => parts.agent.request('run.entries', argument),
  'plan.entries': (argument) => parts.agent.request('plan.entries', argument),
  'approvals.findings': (argument) => parts.agent.request('approvals.findings', argument),
  'approvals.list': (argument) => parts.agent.request('approvals.list', argument),
  'approvals.approve': (argument) =>
    parts.agent.request('approvals.approve', { ...argument, person: parts.personName }),
  'approvals.takeBack': (argument) =>
    parts.agent.request('approvals.takeBack', { ...argument, person: parts.personName }),
  'approvals.reject': (argument) => parts.agent.request('approvals.reject', { ...argument, person: parts.personName }),
  'approvals.exempt': (argument) => parts.agent.request('approvals.exempt', { ...argument, person: parts.personName }),
  'approvals.decisions': (argument) => parts.agent.request('approvals.decisions', argument),
  'audit.read': (argument) => parts.agent.request('audit.read', argument),
  'audit.verify': (argument) => parts.agent.request('audit.verify', argument),
  'provisioning.read': (argument) => parts.agent.request('provisioning.read', argument),
  'schedule.pause': (argument) => parts.agent.request('schedule.pause', argument),
  'schedule.resume': (argument) => parts.agent.request('schedule.resume', argument),
  'objects.find': (argument) => parts.agent.request('objects.find', argument),
  'objects.reasons': (argument) => parts.agent.request('objects.reasons', argument),
  'objects.leftOut': (argument) => parts.agent.request('objects.leftOut', argument),
  'log.read': (argument) => parts.agent.request('log.read', argument),
  'settings.get': (argument) => parts.agent.request('settings.get', argument),
  'certificate.read': (argument) => parts.agent.request('certificate.read', argument),
  'agent.repair': (argument) => parts.agent.request('agent.repair', argument),
  'updates.status': (argument) => parts.agent.request('updates.status', argument),
  'updates.check': (argument) => parts.agent.request('updates.check', argument),
  'updates.install': (argument) => parts.agent.request('updates.install', argument),
  'updates.settings': (argument) => parts.agent.request('updates.settings', argument),
  ...serviceResponders(parts.service),
  ...administrationResponders(parts),
  ...setUpResponders(parts),
});
