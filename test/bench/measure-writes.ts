/** How close to the published quotas the agent creates users, alone and beside somebody who takes half of them. */
import { createGraph } from '../../agent-core/entra/graph.ts';
import { createGraphTenant } from '../../agent-core/entra/graph-tenant.ts';
import { createPaces } from '../../agent-core/entra/paces.ts';
import type { TenantWriter } from '../../agent-core/sync/tenant.ts';
import { drivenClock } from '../builders/driven-clock.ts';
import { fakeTokens } from '../builders/fake-network.ts';
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
/** As a run sends its changes. */
const atATime = 200;
const signal = new AbortController().signal;

export async function measureWrites(options: WritesOptions): Promise<WritesMeasured> {
  const { creates, spent, knobs, burst, perSecond, others, hiddenHeaders } = options;
  const clock = drivenClock();
  const network = emulateGraph({ clock, knobs, latencyMs: [200, 500], hiddenHeaders });
  const pace = createPaces(clock, clock)({ tenantId: seed.tenantId, clientId: seed.application.appId });
  const graph = createGraph({ origin, network, tokens: fakeTokens(), retryForMs: 60_000, clock, timer: clock, pace });
  const tenant = createGraphTenant(graph, {
    signIn: null,
    usageLocation: null,
    passwordPolicies: 'DisablePasswordExpiration',
  });

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

async function createAll(tenant: TenantWriter, creates: number): Promise<number> {
  let created = 0;
  for (let first = 0; first < creates; first += atATime) {
    const wave = Array.from({ length: Math.min(atATime, creates - first) }, (_, index) => {
      const name = `user${first + index}`;
      const values = {
        accountEnabled: true,
        displayName: name,
        mailNickname: name,
        userPrincipalName: `${name}@contoso.test`,
      };
      return tenant.createUser(anchorOf(name), values, signal);
    });
    created += (await Promise.all(wave)).filter(({ ok }) => ok).length;
  }
  return created;
}

const anchorOf = (name: string) => Buffer.from(name.padEnd(16).slice(0, 16)).toString('base64');
