import { expect, test } from 'vitest';
import { anchorOfGuid } from '../../../agent-core/sync/anchor-of-guid.ts';
import { guidBytesFor, objectGuidFor } from '../../builders/identifiers.ts';

test('R2: what is known by its objectGUID alone has the anchor that its object had', () => {
  for (const name of ['ada', 'crew', 'staff', 'Sales', 'x'])
    expect(anchorOfGuid(objectGuidFor(name))).toBe(guidBytesFor(name).toString('base64'));
});
