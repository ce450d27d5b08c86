import { expect, test } from 'vitest';
import { measurePipeline } from './pipeline.ts';

test('the bench measures what it says: everybody is compared, and nobody has changed', () => {
  expect(measurePipeline(300, 1)).toMatchObject({ changes: 0, unchanged: 300 });
});
