import { expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { recordLineOf } from '../../../../renderer/console/log/record-line.ts';
import { recordOf } from '../../../desktop/sample-records.ts';

test('a change is told with its attributes, its run and who approved it', () => {
  const approval = { by: 'Ada', at: '2026-03-02T08:00:00.000Z' };
  const line = recordLineOf(recordOf({ approval, durationMs: 1_400 }));
  expect(line).toMatchObject({
    what: 'Update',
    attributeNames: 'jobTitle',
    tone: 'good',
    outcome: 'Done',
    isNew: false,
  });
  expect(line.facts.join(' ')).toMatch(/^Approved by Ada, .* Run of .*, started by the schedule\. .* 1\.4 seconds/);
});

test('a link is told with the other end as what comes or goes', () => {
  const link = { relation: 'members', objectType: 'user', displayName: 'Bob' } as const;
  const { target: _, ...record } = recordOf({});
  const unlinked = {
    ...recordOf({ action: 'unlink', attributes: [] }),
    link: { ...link, objectGuid: record.source.objectGuid },
  };
  expect(recordLineOf(unlinked)).toMatchObject({
    what: 'Unlink',
    attributeNames: 'members: Bob',
    attributes: [{ name: 'members', before: 'Bob', after: null }],
  });
});

test('a removal is told with what shows that it is due', () => {
  const deletion = { kind: 'tombstone', domain: 'contoso.com', controller: 'dc1', deletedAt: null } as const;
  const factsOf = (record: Parameters<typeof recordOf>[0]) => recordLineOf(recordOf(record)).facts[0];
  expect(factsOf({ action: 'delete', evidence: deletion })).toBe('Deleted in contoso.com, as dc1 shows.');
  expect(factsOf({ action: 'delete', evidence: { kind: 'outOfScope', rule: 'a rule' } })).toContain('a rule');
});

test('what was left alone says why, and that the run before said so as well', () => {
  const held = { action: 'none', status: 'held', isRepeat: true, problem: problem('group.frozen', 'staff') } as const;
  expect(recordLineOf(recordOf({ ...held, attributes: [] }))).toMatchObject({
    what: 'Leave as it is',
    outcome: 'Held, as in the run before',
    tone: 'attention',
    problem: { code: 'group.frozen' },
  });
});
