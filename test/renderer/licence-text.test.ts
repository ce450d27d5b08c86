import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { licenceText } from '../../renderer/texts/licence-text.ts';

test('the wizard shows the licence that the project has', () => {
  const licence = readFileSync(join(import.meta.dirname, '..', '..', 'LICENSE'), 'utf8');
  expect(licenceText).toBe(licence);
});
