import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { asked, eight } from '../../builders/asked-objects.ts';
import { changeFor } from '../../builders/changes.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { tenantIdFor } from '../../builders/identifiers.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

test('who was deleted by the agent is told so until something is joined again, also after later runs', () => {
  const applied = (name: string, kind: 'delete' | 'restore'): ReportEntry => ({
    kind: 'outcome',
    outcome: { kind: 'applied', change: changeFor(name, kind), tenantObjectId: tenantIdFor(name) },
  });
  const failed: ReportEntry = {
    kind: 'outcome',
    outcome: { kind: 'failed', change: changeFor('ada', 'restore'), problem: problem('tenant.conflict', 'ada') },
  };
  const { find } = asked({
    users: ['ada', 'bob', 'cyd'].map((name) => directoryUser(name)),
    entries: [applied('ada', 'delete'), applied('bob', 'delete'), applied('cyd', 'delete')],
    later: [{ entries: [failed, applied('bob', 'restore')] }, {}],
    tenant: [linkedUser('cyd')],
    linked: ['ada', 'cyd'],
  });
  expect(['ada', 'bob', 'cyd'].map((name) => find(name).objects[0]?.deletedAt)).toEqual([eight, undefined, undefined]);
});
