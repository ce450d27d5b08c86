import { expect, test } from 'vitest';
import { deletionOf } from '../../../agent-core/sync/plan-deletion.ts';
import { tombstoneFor } from '../../builders/changes.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';

const deletionBecauseOf = (evidence: ReturnType<typeof tombstoneFor>) => {
  const ada = { objectGuid: objectGuidFor('ada'), anchor: anchorFor('ada'), displayName: 'ada' };
  return deletionOf(
    'user',
    { kind: 'unwanted', ...ada, existing: { tenantObjectId: tenantIdFor('ada') }, evidence },
    null,
  );
};

test('R12: an approved deletion has the same digest in every run, on every machine, whichever controller showed it', () => {
  const { digest } = deletionBecauseOf(tombstoneFor());
  expect(deletionBecauseOf({ ...tombstoneFor(), controller: 'dc2.contoso.com', deletedAt: null }).digest).toBe(digest);
  expect(digest).toBe('006141ce24e96a817f3f4feaf9a8a69819c12529966555cca2d801265ce70a10');
});
