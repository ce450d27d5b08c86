import { describe, expect, test } from 'vitest';
import type { Change, ChangeKind } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { type ProblemCode, problemCatalogue } from '../../../agent-core/contract/problem-catalogue.ts';
import { fail } from '../../../agent-core/contract/result.ts';
import { applyPlan, type Intent } from '../../../agent-core/sync/apply.ts';
import type { Due } from '../../../agent-core/sync/escrow.ts';
import { mostUnanswered } from '../../../agent-core/sync/silence.ts';
import { largestWave } from '../../../agent-core/sync/wave.ts';
import { changeFor, namesFor, planOf } from '../../builders/changes.ts';
import { type FakeTenant, fakeTenant, type Write } from '../../builders/fake-tenant.ts';
import { anchorFor, tenantIdFor } from '../../builders/identifiers.ts';
import { diskIsFull, type MemoryRunLog, memoryRunLog } from '../../builders/memory-run-log.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

const people = ['ada', 'bob', 'cyd'];
const never = new AbortController().signal;
const nameIn = (write: Write) => people.find((name) => write.kind === 'update' && write.id === tenantIdFor(name));
const updates = people.map((name) => changeFor(name, 'update'));
const tenantOfAll = () => fakeTenant(people.map((name) => linkedUser(name)));

function guarded(allowed: readonly Change[], held: Due['held'] = []): Due {
  return {
    plan: planOf(...allowed),
    allowed,
    held,
    findings: [],
    counted: new Map(),
    approved: new Map(),
    waiting: [],
    nextAttemptOf: () => undefined,
  };
}

function apply(
  allowed: Due,
  tenant: FakeTenant,
  { log = memoryRunLog(), signal = new AbortController().signal }: { log?: MemoryRunLog; signal?: AbortSignal } = {},
) {
  const intent: Intent = { kind: 'apply', writer: tenant };
  return applyPlan(allowed, [], intent, log.open(), signal);
}

describe('an allowed change', () => {
  test('that updates writes exactly what comes after, to the tenant object it was planned for', async () => {
    const tenant = tenantOfAll();
    const attributes = [
      { name: 'jobTitle', before: 'Clerk', after: 'Engineer' },
      { name: 'city', before: 'Ulm', after: null },
    ];
    const change = changeFor('ada', 'update', attributes);
    const { outcomes } = await apply(guarded([change]), tenant);
    expect(outcomes).toEqual([{ kind: 'applied', change, tenantObjectId: tenantIdFor('ada') }]);
    const values = { jobTitle: 'Engineer', city: null };
    expect(tenant.writes).toEqual([{ kind: 'update', id: tenantIdFor('ada'), values }]);
  });

  test.each<[ChangeKind, boolean]>([
    ['disable', false],
    ['enable', true],
  ])('to %s writes accountEnabled %s and nothing else', async (kind, accountEnabled) => {
    const tenant = tenantOfAll();
    await apply(guarded([changeFor('ada', kind)]), tenant);
    expect(tenant.writes).toEqual([{ kind: 'update', id: tenantIdFor('ada'), values: { accountEnabled } }]);
  });

  test('that takes a name in a circle goes when the other one was moved aside, and does not go when that failed', async () => {
    const rename = (name: string, other: string) =>
      changeFor(name, 'update', [
        { name: 'userPrincipalName', before: `${name}@contoso.com`, after: `${other}@contoso.com` },
      ]);
    const circle = guarded([rename('ada', 'bob'), rename('bob', 'ada')]);
    const aside = { kind: 'update', values: { userPrincipalName: expect.stringMatching(/^aside-.*@contoso.com$/) } };
    const tenant = tenantOfAll();
    const { outcomes } = await apply(circle, tenant);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['applied', 'applied']);
    expect(tenant.writes).toMatchObject([{ ...aside, id: tenantIdFor('bob') }, { id: tenantIdFor('ada') }, {}]);

    const refusing = tenantOfAll();
    refusing.onWrite(({ kind }) => (kind === 'update' ? { problem: problem('tenant.forbidden', 'no') } : null));
    await apply(circle, refusing);
    expect(refusing.writes[0]).toMatchObject({ ...aside, id: tenantIdFor('bob') });
    expect(refusing.writes.filter((write) => nameIn(write) === 'ada')).toEqual([]);
  });

  test('that creates carries the anchor, and its outcome the id that the tenant gave', async () => {
    const tenant = fakeTenant();
    const { outcomes } = await apply(guarded([changeFor('ada', 'create')]), tenant);
    expect(tenant.writes).toMatchObject([{ kind: 'create', anchor: anchorFor('ada') }]);
    expect(outcomes).toMatchObject([{ kind: 'applied', tenantObjectId: tenant.users[0]?.tenantObjectId }]);
  });

  test('that deletes and one that restores are about the tenant object they were planned for', async () => {
    const tenant = tenantOfAll();
    const restore = changeFor('ada', 'restore', [{ name: 'jobTitle', before: null, after: 'Engineer' }]);
    const { outcomes } = await apply(guarded([changeFor('ada', 'delete'), restore]), tenant);
    expect(tenant.writes).toEqual([
      { kind: 'delete', id: tenantIdFor('ada') },
      { kind: 'restore', id: tenantIdFor('ada'), values: { jobTitle: 'Engineer' } },
    ]);
    expect(outcomes).toMatchObject([1, 2].map(() => ({ kind: 'applied', tenantObjectId: tenantIdFor('ada') })));
    expect(tenant.users.find(({ tenantObjectId }) => tenantObjectId === tenantIdFor('ada'))?.values.jobTitle).toBe(
      'Engineer',
    );
  });

  test('is written down before the next wave is attempted', async () => {
    const names = namesFor(largestWave + 2);
    const tenant = fakeTenant(names.map((name) => linkedUser(name)));
    const log = memoryRunLog();
    const recordedAtEachWrite: number[] = [];
    tenant.onWrite(() => {
      recordedAtEachWrite.push(log.entries.length);
      return null;
    });
    await apply(guarded(names.map((name) => changeFor(name, 'update'))), tenant, { log });
    expect(recordedAtEachWrite.slice(0, largestWave)).toEqual(Array(largestWave).fill(0));
    expect(recordedAtEachWrite.slice(largestWave)).toEqual([largestWave, largestWave]);
    expect(log.entries).toHaveLength(largestWave + 2);
  });

  test('is intended in the record before it is sent, with all of its wave', async () => {
    const tenant = tenantOfAll();
    const log = memoryRunLog();
    const unknownAtEachWrite: number[] = [];
    tenant.onWrite(() => {
      unknownAtEachWrite.push(log.unknown.read().length);
      return null;
    });
    await apply(guarded(updates), tenant, { log });
    expect(unknownAtEachWrite).toEqual([3, 3, 3]);
    expect(log.unknown.read()).toEqual([]);
  });
});

test('R12: whoever approved is named with what was made, and with nothing else', async () => {
  const tenant = tenantOfAll();
  const reason = problem('tenant.refused-value', 'the first');
  tenant.onWrite((write) => (nameIn(write) === 'ada' ? { problem: reason } : null));
  const decided = {
    verdict: 'approved',
    kind: 'disables',
    by: 'eve',
    at: '2026-03-02T08:00:00.000Z',
    expiresAt: null,
  } as const;
  const approved = new Map(updates.slice(0, 2).map(({ digest }) => [digest, { ...decided, digest }]));
  const { outcomes } = await apply({ ...guarded(updates), approved }, tenant);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'applied', 'applied']);
  const approvals = outcomes.map((outcome) => ('approval' in outcome ? outcome.approval : null));
  expect(approvals).toEqual([null, { by: 'eve', at: '2026-03-02T08:00:00.000Z' }, null]);
});

test('a held change is recorded with its reason and never attempted', async () => {
  const tenant = tenantOfAll();
  const log = memoryRunLog();
  const reason = problem('guard.too-many-disables', '3 found');
  const held = [{ change: changeFor('ada', 'disable'), problem: reason, findings: ['disables'] }];
  const { outcomes } = await apply(guarded([], held), tenant, { log });
  expect(outcomes).toEqual([{ kind: 'held', ...held[0] }]);
  expect(log.entries).toHaveLength(1);
  expect(tenant.writes).toEqual([]);
});

test('a preview writes nothing and says what it would do', async () => {
  const log = memoryRunLog();
  const { outcomes, endedBy } = await applyPlan(
    guarded(updates),
    [],
    { kind: 'preview' },
    log.open(),
    new AbortController().signal,
  );
  expect(outcomes.map((outcome) => outcome.kind)).toEqual(['previewed', 'previewed', 'previewed']);
  expect(endedBy).toBeNull();
});

/** Trouble that the next change would meet as well. */
const endings: ReadonlySet<string> = new Set<ProblemCode>([
  'tenant.unreachable',
  'tenant.untrusted-certificate',
  'tenant.certificate-refused',
  'tenant.unknown-application',
  'tenant.unknown-tenant',
  'tenant.sign-in-failed',
  'tenant.unauthorized',
  'tenant.throttled',
  'tenant.unreadable-answer',
  'data.write-failed',
  'data.disk-full',
]);

/** The tenant had the request, and its reply was lost. */
const lost = ['tenant.no-answer', 'tenant.unavailable'] as const;

describe('a failed change', () => {
  const others = (Object.keys(problemCatalogue) as ProblemCode[]).filter(
    (code) => code !== 'run.cancelled' && !lost.some((one) => one === code),
  );

  test.each(others)('with %s ends the run only if its neighbours would fail too', async (code) => {
    const tenant = tenantOfAll();
    const reason = problem(code, 'the first');
    tenant.onWrite((write) => (nameIn(write) === 'ada' ? { problem: reason } : null));
    const { outcomes, endedBy } = await apply(guarded([changeFor('ada', 'disable'), ...updates.slice(1)]), tenant);
    const kinds = outcomes.map((outcome) => outcome.kind);
    if (endings.has(code)) {
      expect(kinds).toEqual(['failed', 'notAttempted', 'notAttempted']);
      expect(endedBy).toEqual(reason);
      expect(tenant.writes).toHaveLength(1);
    } else {
      expect(kinds).toEqual(['failed', 'applied', 'applied']);
      expect(endedBy).toBeNull();
    }
  });

  test('that ends the run keeps its wave from being sent, as far as it was not sent yet', async () => {
    const tenant = tenantOfAll();
    const reason = problem('tenant.unauthorized', 'the first');
    const writer = {
      ...tenant,
      updateUser: async (...[id, values, until]: Parameters<FakeTenant['updateUser']>) => {
        if (id === tenantIdFor('ada')) return fail(reason);
        await new Promise(setImmediate);
        return until.aborted ? fail(problem('run.cancelled', 'while waiting')) : tenant.updateUser(id, values, until);
      },
    };
    const log = memoryRunLog();
    const { outcomes, endedBy } = await applyPlan(guarded(updates), [], { kind: 'apply', writer }, log.open(), never);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['failed', 'notAttempted', 'notAttempted']);
    expect(endedBy).toEqual(reason);
    expect(log.unknown.read()).toEqual([]);
  });
});

test('R14: whoever writes is told what stood there before, by which older readings are known', async () => {
  const tenant = tenantOfAll();
  const told: Parameters<FakeTenant['updateUser']>[3][] = [];
  const writer: FakeTenant = {
    ...tenant,
    updateUser: (...given) => {
      told.push(given[3]);
      return tenant.updateUser(...given);
    },
  };
  const change = changeFor('ada', 'update', [{ name: 'city', before: 'Ulm', after: 'Cork' }]);
  await applyPlan(guarded([change]), [], { kind: 'apply', writer }, memoryRunLog().open(), never);
  expect(told).toEqual([{ city: 'Ulm' }]);
});

describe('R30: a change whose reply was lost', () => {
  test.each(lost)('as %s says is unknown; the others go on, and the record waits for the answer', async (code) => {
    const tenant = tenantOfAll();
    const log = memoryRunLog();
    const reason = problem(code, 'the first');
    tenant.onWrite((write) => (nameIn(write) === 'ada' ? { problem: reason, isReplyLost: true } : null));
    const ada = changeFor('ada', 'disable');
    const { outcomes, endedBy } = await apply(guarded([ada, ...updates.slice(1)]), tenant, { log });
    expect(outcomes[0]).toEqual({ kind: 'unknown', change: ada, fate: null, problem: reason });
    expect(outcomes.slice(1).map((outcome) => outcome.kind)).toEqual(['applied', 'applied']);
    expect(endedBy).toBeNull();
    expect(log.unknown.read().map(({ change }) => change)).toEqual([ada]);
  });

  const lostReply = problem('tenant.no-answer', 'graph');
  const applyTo = (names: readonly string[], isLost: (index: number) => boolean) => {
    const tenant = fakeTenant(names.map((name) => linkedUser(name)));
    let index = -1;
    tenant.onWrite(() => {
      index += 1;
      return isLost(index) ? { problem: lostReply } : null;
    });
    const changes = names.map((name, number) => changeFor(name, number === 0 ? 'disable' : 'update'));
    return apply(guarded(changes), tenant);
  };

  test('does not fail the run, but a run in which nothing at all was answered has failed', async () => {
    expect(await applyTo(['ada', 'bob'], (index) => index === 0)).toMatchObject({ endedBy: null });
    expect(await applyTo(['ada', 'bob'], () => true)).toMatchObject({ endedBy: lostReply });
  });

  test('ends the run when so many in a row were lost that the tenant does not answer any more', async () => {
    const names = namesFor(mostUnanswered + largestWave + 5);
    const { outcomes, endedBy } = await applyTo(names, (index) => index > 0);
    expect(endedBy).toEqual(lostReply);
    expect(outcomes.filter((outcome) => outcome.kind === 'unknown').length).toBe(largestWave);
    expect(outcomes.at(-1)?.kind).toBe('notAttempted');
  });

  test('counts with those beside it only: an answer in between shows that the tenant is there', async () => {
    const names = namesFor(2 * mostUnanswered + 2);
    const { endedBy } = await applyTo(names, (index) => index % mostUnanswered !== 0);
    expect(endedBy).toBeNull();
  });
});

describe('a record that cannot be written', () => {
  test('ends the run before another change is sent', async () => {
    const tenant = tenantOfAll();
    const log = memoryRunLog();
    log.fillUpAfter(1);
    const { outcomes, endedBy } = await apply(guarded([changeFor('ada', 'disable'), ...updates.slice(1)]), tenant, {
      log,
    });
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['applied', 'notAttempted', 'notAttempted']);
    expect(endedBy).toEqual(diskIsFull);
    expect(tenant.writes).toHaveLength(1);
  });

  test('ends it also where only what is held would be written down', async () => {
    const log = memoryRunLog();
    log.fillUpAfter(0);
    const held = [{ change: changeFor('ada', 'disable'), problem: problem('guard.rejected', 'x'), findings: [] }];
    const tenant = tenantOfAll();
    expect((await apply(guarded(updates, held), tenant, { log })).endedBy).toEqual(diskIsFull);
    expect(tenant.writes).toEqual([]);
  });
});

describe('a run that is stopped on request', () => {
  test('between two waves keeps what was applied and attempts no more', async () => {
    const tenant = tenantOfAll();
    const request = new AbortController();
    tenant.onWrite((write) => {
      if (nameIn(write) === 'bob') request.abort();
      return null;
    });
    const changes = [changeFor('ada', 'disable'), changeFor('bob', 'disable'), changeFor('cyd', 'update')];
    const { outcomes, endedBy } = await apply(guarded(changes), tenant, { signal: request.signal });
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['applied', 'applied', 'notAttempted']);
    expect(endedBy).toMatchObject({ code: 'run.cancelled', detail: '2 changes had been dealt with' });
  });

  test('before the first change attempts nothing', async () => {
    const tenant = tenantOfAll();
    const { outcomes } = await apply(guarded(updates), tenant, { signal: AbortSignal.abort() });
    expect(new Set(outcomes.map((outcome) => outcome.kind))).toEqual(new Set(['notAttempted']));
    expect(tenant.writes).toEqual([]);
  });
});

test('an empty plan ends happily', async () => {
  expect(await apply(guarded([]), fakeTenant())).toEqual({ outcomes: [], endedBy: null });
});
