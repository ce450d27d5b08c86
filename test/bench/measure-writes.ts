/** How close to the published quotas the agent creates users, alone and beside somebody who takes half of them. */

import type { AttributeChange } from '../../agent-core/contract/plan.ts';
import { createGraph } from '../../agent-core/entra/graph.ts';
import { createGraphTenant } from '../../agent-core/entra/graph-tenant.ts';
import { createPaces } from '../../agent-core/entra/paces.ts';
import { applyPlan } from '../../agent-core/sync/apply.ts';
import type { Due } from '../../agent-core/sync/escrow.ts';
import type { TenantWriter } from '../../agent-core/sync/tenant.ts';
import { changeFor, namesFor, planOf } from '../builders/changes.ts';
import { drivenClock } from '../builders/driven-clock.ts';
import { fakeTokens } from '../builders/fake-network.ts';
import { memoryRunLog } from '../builders/memory-run-log.ts';
import { settings } from '../builders/settings.ts';
import { seed } from '../lab/tenant/seed.ts';
import type { KnobChange } from '../lab/tenant/state/knobs.ts';
import { emulateGraph } from './emulated-graph.ts';

export interface WritesOptions {
  readonly creates: number;
  /** What the application has used of the quota when it begins, and knows of. */
  readonly spent: number;
  readonly knobs: KnobChange;
  /** What the quota allows at once, and in each second after that. */
  readonly burst: number;
  readonly perSecond: number;
  /** Writes a second of another program with the same application. */
  readonly others: number;
  readonly hiddenHeaders: readonly string[];
}

export interface WritesMeasured {
  readonly created: number;
  readonly seconds: number;
  /** Of the time that nobody can beat who has what the others leave, divided by the time it took. */
  readonly share: number;
  readonly requests: number;
  readonly refused: number;
  readonly impatient: number;
}

const origin = 'https://graph.contoso.test';
const signal = new AbortController().signal;

export async function measureWrites(options: WritesOptions): Promise<WritesMeasured> {
  const { creates, spent, knobs, burst, perSecond, others, hiddenHeaders } = options;
  const clock = drivenClock();
  const network = emulateGraph({ clock, knobs, latencyMs: [200, 500], hiddenHeaders });
  const pace = createPaces(clock, clock)({ tenantId: seed.tenantId, clientId: seed.application.appId });
  const graph = createGraph({ origin, network, tokens: fakeTokens(), retryForMs: 60_000, clock, timer: clock, pace });
  const tenant = createGraphTenant(graph, { ...settings().newUsers, ownershipExtension: null });

  await network.spend(spent);
  await pace.waitForTurn({ resourceUnits: 0, writes: spent }, 0, signal);
  const stopOthers = network.occupy(others);
  const startedMs = clock.monotonicMs();
  const created = await clock.runUntil(createAll(tenant, creates));
  const seconds = (clock.monotonicMs() - startedMs) / 1000;
  stopOthers();
  const requests = [...network.answers.values()].reduce((sum, count) => sum + count, 0);
  const refused = network.answers.get(429) ?? 0;
  const share = (creates - (burst - spent)) / (perSecond - others) / seconds;
  return { created, seconds, share, requests, refused, impatient: network.impatient() };
}

/** As the seventh step of a run, with everything it writes down. */
async function createAll(writer: TenantWriter, creates: number): Promise<number> {
  const allowed = namesFor(creates).map((name) => changeFor(name, 'create', attributesOf(name)));
  const due: Due = {
    plan: planOf(...allowed),
    allowed,
    held: [],
    findings: [],
    counted: new Map(),
    approved: new Map(),
    waiting: [],
    nextAttemptOf: () => undefined,
  };
  const { outcomes } = await applyPlan(due, [], { kind: 'apply', writer }, memoryRunLog().open(), signal);
  return outcomes.filter(({ kind }) => kind === 'applied').length;
}

function attributesOf(name: string): readonly AttributeChange[] {
  const values = {
    accountEnabled: true,
    displayName: name,
    mailNickname: name,
    userPrincipalName: `${name}@contoso.test`,
  };
  return Object.entries(values).map(([attribute, after]) => ({ name: attribute, before: null, after }));
}
