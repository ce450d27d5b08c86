/** Breaks of how fast, how often and together with what the tenant is asked. */
import type { Sabotage } from './sabotages.ts';

const lanes = { project: 'pure', test: 'test/agent-core/entra/batch-lanes.test.ts' } as const;
const pace = { project: 'pure', test: 'test/agent-core/entra/pace.test.ts' } as const;

export const pacingSabotages: readonly Sabotage[] = [
  {
    breaks: 'two writes to one object never travel together',
    file: 'agent-core/entra/batch-lanes.ts',
    find: 'if (waiting.object !== null) objects.add(waiting.object);',
    replace: '',
    ...lanes,
  },
  {
    breaks: 'two writes to one object are never under way at the same time',
    file: 'agent-core/entra/batch-lanes.ts',
    find: 'for (const object of objects) this.#objectsUnderWay.add(object);',
    replace: '',
    ...lanes,
  },
  {
    breaks: 'R30: what a batch left out may have been carried out',
    file: 'agent-core/entra/batch-body.ts',
    find: "problem('tenant.no-answer', 'the answer to a batch left it out')",
    replace: "problem('tenant.throttled', 'the answer to a batch left it out')",
    ...lanes,
  },
  {
    breaks: 'R29: a password is made anew for every attempt, inside batches too',
    file: 'agent-core/entra/graph-tenant.ts',
    find: "const created = await graph.post('/users', makeBody,",
    replace: "const kept = makeBody();\n  const created = await graph.post('/users', () => kept,",
    ...lanes,
  },
  {
    breaks: 'Retry-After is obeyed by the writes that had not asked yet',
    file: 'agent-core/entra/pace-bucket.ts',
    find: 'this.#closedUntilMs = Math.max(this.#closedUntilMs, nowMs + retryAfterMs);',
    replace: '',
    ...pace,
  },
  {
    breaks: 'a part of the quota is never used, so that nobody who is alone is refused',
    file: 'agent-core/entra/pace-bucket.ts',
    find: 'const reservedShare = 0.03;',
    replace: 'const reservedShare = 0;',
    ...pace,
  },
  {
    breaks: 'the agent makes room for others that use the same quota',
    file: 'agent-core/entra/pace-bucket.ts',
    find: 'const refusalCut = 0.3;',
    replace: 'const refusalCut = 0;',
    ...pace,
  },
];
