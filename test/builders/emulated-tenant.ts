/** The tenant of the lab behind the agent's own adapter, in one process and on a clock that is driven: as late as a real one. */
import { randomUUID } from 'node:crypto';
import { createGraph } from '../../agent-core/entra/graph.ts';
import { createGraphTenant } from '../../agent-core/entra/graph-tenant.ts';
import { rememberOwnWrites } from '../../agent-core/entra/own-writes.ts';
import { Pace } from '../../agent-core/entra/pace.ts';
import type { TenantReader, TenantWriter } from '../../agent-core/sync/tenant.ts';
import { type EmulatedGraph, emulateGraph } from '../bench/emulated-graph.ts';
import { seed } from '../lab/tenant/seed.ts';
import type { DrivenClock } from './driven-clock.ts';
import { fakeTokens } from './fake-network.ts';
import { settings } from './settings.ts';

export interface EmulatedTenant {
  readonly tenant: TenantReader & TenantWriter;
  readonly network: EmulatedGraph;
  /** The property that carries the ownership mark. */
  readonly ownershipExtension: string;
}

export function emulatedTenant(clock: DrivenClock, replicationLagMs: number): EmulatedTenant {
  const network = emulateGraph({ clock, knobs: { replicationLagMs }, latencyMs: [5, 20] });
  const ownershipExtension = addExtension(network);
  const graph = createGraph({
    ...{ origin: 'https://graph.contoso.test', network, tokens: fakeTokens(), retryForMs: 60_000 },
    ...{ clock, timer: clock, pace: new Pace(clock, clock) },
  });
  // Who waits for a replica waits in real time: meanwhile the other clock goes on.
  const tick = () => void clock.after(1_000, tick);
  tick();
  const patience = { forMs: 5_000, firstPauseMs: 1 };
  const plain = createGraphTenant(graph, { ...settings().newUsers, ownershipExtension }, patience);
  return { tenant: rememberOwnWrites(plain, clock, patience), network, ownershipExtension };
}

function addExtension({ state }: EmulatedGraph): string {
  const { appId } = seed.application;
  const name = `extension_${appId.replaceAll('-', '')}_owner`;
  const application = state.directory.sets.application.findBy('appId', appId);
  if (application === undefined) throw new Error('the tenant has no application');
  state.extensions.add({
    id: randomUUID(),
    applicationId: application.id,
    appDisplayName: 'Bridgehead',
    name,
    dataType: 'String',
    isMultiValued: false,
    targetObjects: ['User', 'Group'],
  });
  return name;
}
