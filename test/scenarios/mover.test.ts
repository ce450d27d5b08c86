import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { directoryUser } from '../builders/directory-object.ts';
import type { Write } from '../builders/fake-tenant.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import { accountOf, scenario } from './scenario.ts';

scenario(
  'a mover gets new values, loses those that are gone, and keeps everything else',
  {
    directory: [directoryUser('ada', { title: 'Clerk', l: 'Ulm' }), directoryUser('bob')],
    tenant: [linkedUser('ada', { jobTitle: 'Clerk', city: 'Ulm' }), linkedUser('bob')],
  },
  [
    { plan: [], result: 'succeeded' },
    {
      change: ({ directory }) => directory.change('ada', { title: 'Engineer', l: null, telephoneNumber: '+49 1' }),
      plan: ['update ada: jobTitle "Clerk" -> "Engineer", city "Ulm" -> null, businessPhones [] -> ["+49 1"]'],
      afterwards: (world) => expect(accountOf(world, 'bob@contoso.com')).toEqual(linkedUser('bob').values),
    },
  ],
);

scenario(
  'what somebody changed in the tenant is set back to what the directory says',
  { directory: [directoryUser('ada', { title: 'Clerk' })], tenant: [linkedUser('ada', { jobTitle: 'Clerk' })] },
  [
    {
      change: ({ tenant }) => tenant.change('ada@contoso.com', { jobTitle: 'Director' }),
      plan: ['update ada: jobTitle "Director" -> "Clerk"'],
    },
  ],
);

scenario(
  'a mail address that the directory drops stays in the tenant, which cannot store none',
  {
    directory: [directoryUser('ada', { mail: 'ada@contoso.com' })],
    tenant: [linkedUser('ada', { mail: 'ada@contoso.com' })],
  },
  [{ change: ({ directory }) => directory.change('ada', { mail: null }), plan: [], result: 'succeeded' }],
);

scenario(
  'a value that does not fit holds its person alone, until it is corrected',
  { directory: [directoryUser('ada'), directoryUser('bob')], tenant: [linkedUser('ada'), linkedUser('bob')] },
  [
    {
      change: ({ directory }) => {
        directory.change('ada', { employeeID: '12345678901234567', title: 'Engineer' });
        directory.change('bob', { title: 'Clerk' });
      },
      plan: ['update bob: jobTitle null -> "Clerk"', 'ada held: object.value-invalid'],
      result: 'succeededWithProblems',
    },
    {
      change: ({ directory }) => directory.change('ada', { employeeID: '1234567890123456' }),
      plan: ['update ada: jobTitle null -> "Engineer", employeeId null -> "1234567890123456"'],
      result: 'succeeded',
    },
  ],
);

scenario(
  'a value that the tenant refuses fails alone, and is tried again six hours later',
  {
    directory: [directoryUser('ada', { title: 'A' }), directoryUser('bob', { title: 'B' })],
    tenant: [linkedUser('ada'), linkedUser('bob')],
  },
  [
    {
      change: ({ tenant }) => tenant.onWrite(refuseTitleA),
      plan: ['update ada: jobTitle null -> "A" failed: tenant.refused-value', 'update bob: jobTitle null -> "B"'],
      again: ['update ada: jobTitle null -> "A" waiting: tenant.refused-value'],
      result: 'succeededWithProblems',
    },
    {
      change: ({ tenant, clock }) => {
        tenant.onWrite(null);
        clock.advance(6 * 3_600_000);
      },
      plan: ['update ada: jobTitle null -> "A"'],
      result: 'succeeded',
    },
  ],
);

function refuseTitleA(write: Write) {
  return write.kind === 'update' && write.values.jobTitle === 'A'
    ? { problem: problem('tenant.refused-value', 'jobTitle') }
    : null;
}
