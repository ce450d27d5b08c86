import { describe, expect, test } from 'vitest';
import type { ChangeKind } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { Outcome } from '../../../agent-core/contract/run-report.ts';
import type { OpenRunLog } from '../../../agent-core/sync/memory.ts';
import { changeFor } from '../../builders/changes.ts';
import { anchorFor, objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { memoryRecord } from '../../builders/memory-record.ts';

type Opened = ReturnType<typeof memoryRecord>;

const applied = (name: string, kind: ChangeKind): Outcome => ({
  kind: 'applied',
  change: changeFor(name, kind),
  tenantObjectId: tenantIdFor(name),
});

function begin({ history }: Opened, number: number): OpenRunLog {
  const begun = history.begin(runIdFor(number), '2026-03-02T08:00:00.000Z', 'a test');
  if (!begun.ok) throw new Error(begun.problem.detail);
  return begun.value;
}

describe('R7: what an object had', () => {
  const seen = (hasName: boolean, hasMail = hasName) => ({
    objectGuid: objectGuidFor('ada'),
    anchor: anchorFor('ada'),
    isSignInAllowed: true,
    hasName,
    hasMail,
  });
  const hadBy = ({ links }: Opened) => links.among([objectGuidFor('ada')], []).had.get(objectGuidFor('ada'));
  const stripped = changeFor('ada', 'update');
  const approvedIn = (opened: Opened, also: readonly Outcome[]) => {
    const log = begin(opened, 2);
    log.observe([seen(true)], []);
    log.append(also);
    log.intend([{ change: stripped, counted: ['strippedObjects'] }]);
    log.append([{ kind: 'applied', change: stripped, tenantObjectId: tenantIdFor('ada') }]);
  };

  test('is not known of one that was found joined without it, and known once it was seen with it, also when it is lost', () => {
    const opened = memoryRecord();
    const log = begin(opened, 1);
    log.observe([seen(false)], []);
    expect(hadBy(opened)).toEqual({ name: null, mail: null });
    log.observe([seen(false, true)], []);
    expect(hadBy(opened)).toEqual({ name: null, mail: true });
    log.observe([seen(true)], []);
    log.observe([seen(false)], []);
    expect(hadBy(opened)).toEqual({ name: true, mail: true });
  });

  test('is not forgotten with the mail address that comes after it', () => {
    const opened = memoryRecord();
    const log = begin(opened, 1);
    log.observe([seen(true, false)], []);
    log.observe([seen(false, true)], []);
    expect(hadBy(opened)).toEqual({ name: true, mail: true });
  });

  test('is nothing when we created its user, until it is seen', () => {
    const opened = memoryRecord();
    const log = begin(opened, 1);
    log.append([applied('ada', 'create')]);
    expect(hadBy(opened)).toEqual({ name: false, mail: false });
    log.observe([seen(false)], []);
    expect(hadBy(opened)).toEqual({ name: false, mail: false });
    log.observe([seen(true, false)], []);
    expect(hadBy(opened)).toEqual({ name: true, mail: false });
  });

  test('stays when another change of it is made, and is let go with one that was held for it and approved', () => {
    const opened = memoryRecord();
    const log = begin(opened, 1);
    log.observe([seen(true)], []);
    log.intend([{ change: stripped, counted: [] }]);
    log.append([applied('ada', 'update')]);
    expect(hadBy(opened)).toEqual({ name: true, mail: true });
    approvedIn(opened, []);
    expect(hadBy(opened)).toEqual({ name: false, mail: false });
  });

  test('stays while anything of it is still held, and nobody else matters', () => {
    const opened = memoryRecord();
    const reason = problem('guard.returned-stripped', 'ada');
    const heldOf = (name: string): Outcome => ({
      kind: 'held',
      change: changeFor(name, 'enable'),
      problem: reason,
      findings: ['strippedObjects'],
    });
    approvedIn(opened, [heldOf('ada')]);
    expect(hadBy(opened)).toEqual({ name: true, mail: true });
    const other = memoryRecord();
    approvedIn(other, [heldOf('bob')]);
    expect(hadBy(other)).toEqual({ name: false, mail: false });
  });
});
