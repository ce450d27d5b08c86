import { expect, test } from 'vitest';
import { changesText } from '../../../agent-core/cli/changes-text.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { holdObject } from '../../../agent-core/sync/held.ts';
import { makeProvisioningRecord } from '../../../agent-core/sync/provisioning-record.ts';
import { namesFor } from '../../builders/changes.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { runIdFor } from '../../builders/identifiers.ts';

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
