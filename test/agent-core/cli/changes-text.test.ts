import { expect, test } from 'vitest';
import { changesText } from '../../../agent-core/cli/changes-text.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { holdObject } from '../../../agent-core/sync/held.ts';
import { makeProvisioningRecord } from '../../../agent-core/sync/provisioning-record.ts';
import { linkFor, namesFor } from '../../builders/changes.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { runIdFor, tenantIdFor } from '../../builders/identifiers.ts';

const at = '2026-03-02T08:00:00.000Z';
const run = { runId: runIdFor(1), startedAt: at, startedBy: 'the schedule' };

test('what a reason means and what to do is said once; of each the title and the facts', () => {
  const records = namesFor(3).map((name, id) =>
    makeProvisioningRecord(
      { kind: 'held', held: holdObject(directoryUser(name), problem('object.value-invalid', `mail of ${name}`)) },
      { id, at, durationMs: null, run, isRepeat: false },
    ),
  );
  const text = changesText(records);
  expect(text.split('A value in the directory does not fit into the tenant.')).toHaveLength(4);
  expect(text.split('Correct the value in the directory.')).toHaveLength(2);
  for (const name of namesFor(3)) expect(text).toContain(`mail of ${name} [object.value-invalid]\n`);
});

test('memberships of one group that all met with the same are one line; few of them, and those of another group, are not', () => {
  const link = (group: string, member: string) =>
    makeProvisioningRecord(
      {
        kind: 'outcome',
        outcome: { kind: 'applied', change: linkFor(group, member, 'link'), tenantObjectId: tenantIdFor(group) },
      },
      { id: 1, at, durationMs: null, run, isRepeat: false },
    );
  const staff = namesFor(1204).map((name) => link('Staff', name));
  const text = changesText([...staff, ...namesFor(3).map((name) => link('Crew', name))]);
  expect(text).toBe(
    [
      `${at}  success  link Staff: user0 (members)`,
      '            and 1,203 memberships more of Staff',
      ...namesFor(3).map((name) => `${at}  success  link Crew: ${name} (members)`),
      '',
    ].join('\n'),
  );
});
