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

test('R12: an approved link has the same digest in every run, on every machine', () => {
  expect([linkFor('staff', 'ada', 'link').digest, linkFor('staff', 'ada', 'unlink').digest]).toEqual([
    '03cc77adbc54bb2b690dcf77e7daf02b80b204861c2f3a8d328e41bb8244692d',
    'c5edf68e1594780f22139c48099ad19ba37a9d9aa61a25f0feff48c8d0ca7aa9',
  ]);
});

test('R25: only of a membership that ends it is said that it takes licences', () => {
  expect(linkFor('staff', 'ada', 'unlink', true)).toMatchObject({ takesLicences: true, attributes: [] });
  expect(linkFor('staff', 'ada', 'link', true)).not.toHaveProperty('takesLicences');
});
