import { expect, test } from 'vitest';
import { changeOfLink } from '../../../agent-core/sync/plan-links.ts';
import { linkFor } from '../../builders/changes.ts';

test('R12: a link has a digest of its own by both its ends, by what it is and by whether it comes or goes', () => {
  const staff = linkFor('staff', 'ada', 'link');
  const { tenantObjectId, target, anchor } = staff;
  const holder = { ...staff, tenantObjectId, anchor, sid: null };
  const manager = changeOfLink({ kind: 'link', relation: 'manager', holder, target, takesLicences: false });
  const others = [linkFor('staff', 'ada', 'unlink'), linkFor('staff', 'bob', 'link'), linkFor('all', 'ada', 'link')];
  expect(new Set([staff, manager, ...others].map(({ digest }) => digest)).size).toBe(5);
  expect(linkFor('staff', 'ada', 'link', true).digest).toBe(staff.digest);
});

test('R25: only of a membership that ends it is said that it takes licences', () => {
  expect(linkFor('staff', 'ada', 'unlink', true)).toMatchObject({ takesLicences: true, attributes: [] });
  expect(linkFor('staff', 'ada', 'link', true)).not.toHaveProperty('takesLicences');
});
