/** Breaks of how fast, how often and together with what the tenant is asked. */
import type { Sabotage } from './sabotages.ts';

const lanes = { project: 'pure', test: 'test/agent-core/entra/batch-lanes.test.ts' } as const;
const apply = { project: 'pure', test: 'test/agent-core/sync/apply.test.ts' } as const;
const wave = { project: 'pure', test: 'test/agent-core/sync/wave.test.ts' } as const;
const ownWrites = { project: 'pure', test: 'test/agent-core/entra/own-writes.test.ts' } as const;
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
    breaks: 'R30: what may have been carried out is never repeated when it creates',
    file: 'agent-core/entra/graph-retry.ts',
    find: "(method !== 'POST' && perhapsCarriedOut.has(status))",
    replace: 'perhapsCarriedOut.has(status)',
    ...lanes,
  },
  {
    breaks: 'a value that must be unique is given up before another one takes it',
    file: 'agent-core/sync/wave.ts',
    find: 'return [change.objectGuid, ...values];',
    replace: 'return [change.objectGuid];',
    ...wave,
  },
  {
    breaks: 'two changes of one object never go at the same time',
    file: 'agent-core/sync/wave.ts',
    find: 'return [change.objectGuid, ...values];',
    replace: 'return values;',
    ...wave,
  },
  {
    breaks: 'what the order of the plan puts later waits for all that comes before',
    file: 'agent-core/sync/wave.ts',
    find: 'change.kind !== kind || chosen.length === largestWave',
    replace: 'chosen.length === largestWave',
    ...wave,
  },
  {
    breaks: 'trouble that all would meet keeps the rest of its wave from being sent',
    file: 'agent-core/sync/apply.ts',
    find: 'if (endingIn([outcome]) !== null) trouble.abort();',
    replace: '',
    ...apply,
  },
  {
    breaks: 'a defect in one change does not hide what became of the others',
    file: 'agent-core/sync/apply.ts',
    find: 'const settled = await Promise.allSettled(attempts);',
    replace: "const settled = (await Promise.all(attempts)).map((value) => ({ status: 'fulfilled', value }) as const);",
    project: 'pure',
    test: 'test/agent-core/sync/run.test.ts',
  },
  {
    breaks: 'a change that failed waits on its own clock',
    file: 'agent-core/sync/escrow.ts',
    find: 'if (escrow === undefined || triesWaiting || isDue(escrow, now)) return [];',
    replace: 'return [];',
    project: 'scenario',
    test: 'test/scenarios/trouble.test.ts',
  },
  {
    breaks: 'the clock of a change goes on from its first failure',
    file: 'agent-core/storage/escrow-store.ts',
    find: 'DO UPDATE SET next_attempt_at',
    replace: 'DO UPDATE SET first_failed_at = excluded.first_failed_at, next_attempt_at',
    project: 'pure',
    test: 'test/agent-core/storage/run-history.test.ts',
  },
  {
    breaks: 'references that are not there yet do not lead to quarantine',
    file: 'agent-core/sync/quarantine.ts',
    find: 'reasons.filter(({ code }) => !isAboutReference(code)).length',
    replace: 'reasons.length',
    project: 'pure',
    test: 'test/agent-core/sync/quarantine.test.ts',
  },
  {
    breaks: 'R14: what was written stands over what the tenant shows',
    file: 'agent-core/entra/own-writes.ts',
    find: 'return { ...read, objects: [...shown, ...unseen].map(believe) };',
    replace: 'return { ...read, objects: [...shown, ...unseen] };',
    ...ownWrites,
  },
  {
    breaks: 'R14: who was created a moment ago is not created again because a replica does not know',
    file: 'agent-core/entra/own-writes.ts',
    find: 'if (known !== undefined && !deleted.has(known)) return succeed(known);',
    replace: '',
    ...ownWrites,
  },
  {
    breaks: 'R40: who was created a moment ago is waited for',
    file: 'agent-core/entra/own-writes.ts',
    find: 'made.has(id) ? repeatStep(write, patience, signal) : write();',
    replace: 'write();',
    ...ownWrites,
  },
  {
    breaks: 'R14: whose time is over does not count any more',
    file: 'agent-core/entra/fresh-map.ts',
    find: 'return this.#clock.monotonicMs() - atMs >= this.#freshForMs;',
    replace: 'return this.#clock.monotonicMs() - atMs < 0;',
    ...ownWrites,
  },
  {
    breaks: 'R30: a change is written down before it is sent, so that a killed run is found out about',
    file: 'agent-core/sync/apply.ts',
    find: 'const intended = log.intend(intentions);',
    replace: 'const intended = { ok: true } as ReturnType<typeof log.intend>;',
    project: 'scenario',
    test: 'test/scenarios/killed.test.ts',
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
