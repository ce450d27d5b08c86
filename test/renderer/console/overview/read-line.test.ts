import { expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { readLine } from '../../../../renderer/console/overview/read-line.ts';
import { reportOf } from '../../../desktop/sample-data.ts';

test('what was read is said with how far, and with why all of it was', () => {
  const usual = reportOf();
  expect(readLine(usual)).toMatch(/^Read [^.]* in the tenant\.$/);
  const fullRead = problem('tenant.changes-expired', 'of users');
  const whole = reportOf({
    domains: [{ domain: 'contoso.com', users: 20, groups: 0, isComplete: true, problem: null, fullRead }],
    tenant: { ...usual.tenant, isComplete: false, fullRead },
  });
  expect(readLine(whole)).toBe(
    `${readLine(usual)} The tenant was not read completely. All of contoso.com was read, not only what changed: ${fullRead.title} All of the tenant was read, not only what changed: ${fullRead.title}`,
  );
  const unread = { users: 0, groups: 0, isComplete: false };
  expect(readLine(reportOf({ directory: unread, tenant: unread }))).toMatch(
    /^Read nothing in the directory, nothing in the tenant\./,
  );
  expect(readLine(reportOf({ isBroken: true }))).not.toContain('in the tenant');
});
