import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { version } from '../../../agent-core/contract/version.ts';

test('the version is the one in package.json', () => {
  const packageJson: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(packageJson).toMatchObject({ version });
});
