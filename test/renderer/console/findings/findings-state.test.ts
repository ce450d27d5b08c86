import { expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import {
  changesOf,
  type FindingsEvent,
  type FindingsState,
  firstFindingsState,
  reduceFindings,
  takenOver,
} from '../../../../renderer/console/findings/findings-state.ts';
import { changeOf } from '../../../desktop/sample-data.ts';

const finding = {
  kind: 'disables',
  problem: problem('guard.too-many-disables', '3 found, 2 allowed'),
  found: 3,
  allowed: 2,
  held: 3,
  holds: [],
};
const items = [1, 2, 3].map((number) => ({
  change: changeOf({ number, kind: 'disable' }),
  kinds: ['disables'],
  rejectedFrom: [],
  decisions: [],
}));
const after = (...events: readonly FindingsEvent[]): FindingsState => events.reduce(reduceFindings, firstFindingsState);
const question = { verdict: 'approve', finding, change: null, decided: 0, rejected: 0, days: 7 } as const;

test('what a finding holds arrives page by page, and a first page begins anew', () => {
  const page = (cursor: number, from: number, to: number, next: number | null): FindingsEvent => ({
    kind: 'heldRead',
    of: 'disables',
    cursor,
    list: { items: items.slice(from, to), next },
  });
  const read = after({ kind: 'findingsRead', findings: [finding] }, page(0, 0, 2, 2), page(2, 2, 3, null));
  expect(read.held.get('disables')).toEqual({ items, next: null });
  expect(reduceFindings(read, page(0, 0, 2, 2)).held.get('disables')?.items).toHaveLength(2);
  expect(reduceFindings(read, { kind: 'readAgain' })).toMatchObject({
    stage: { kind: 'reading' },
    findings: [finding],
  });
});

test('a question is about all a finding holds, or about one change', () => {
  expect(changesOf(question)).toBe(3);
  expect(changesOf({ ...question, change: items[0]?.change ?? null })).toBe(1);
});

test('R12: an approval of all that a finding holds, or an exemption, is about nothing that was rejected', () => {
  const rejected = { ...question, decided: 2, rejected: 1 } as const;
  expect([changesOf(rejected), takenOver(rejected)]).toEqual([2, 1]);
  expect(changesOf({ ...rejected, verdict: 'exempt' })).toBe(2);
  expect([changesOf({ ...rejected, verdict: 'reject' }), takenOver({ ...rejected, verdict: 'reject' })]).toEqual([
    3, 2,
  ]);
});

test('how long an exemption is to last is chosen while it is asked for, and only then', () => {
  const asked = after({ kind: 'questionAsked', question: { ...question, verdict: 'exempt' } });
  expect(reduceFindings(asked, { kind: 'daysChosen', days: 90 }).question).toMatchObject({ days: 90 });
  expect(after({ kind: 'daysChosen', days: 90 }).question).toBeNull();
});

test('a decision ends the question and is told; while it is carried out the question cannot be left', () => {
  const asked = after({ kind: 'questionAsked', question });
  const deciding = reduceFindings(asked, { kind: 'deciding' });
  expect(reduceFindings(deciding, { kind: 'questionLeft' }).question).toEqual(question);
  expect(reduceFindings(asked, { kind: 'questionLeft' }).question).toBeNull();
  expect(reduceFindings(deciding, { kind: 'decided', verdict: 'approve', changes: 3, rejected: 0 })).toMatchObject({
    question: null,
    isDeciding: false,
    decided: { verdict: 'approve', changes: 3, rejected: 0 },
  });
});

test('a refusal is told until the next question', () => {
  const refused = after(
    { kind: 'questionAsked', question },
    { kind: 'deciding' },
    { kind: 'refused', problem: problem('approval.finding-changed', 'a test') },
  );
  expect(refused).toMatchObject({ question: null, isDeciding: false, refusal: { code: 'approval.finding-changed' } });
  expect(reduceFindings(refused, { kind: 'questionAsked', question }).refusal).toBeNull();
});
