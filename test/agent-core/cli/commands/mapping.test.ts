import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { mappingCommand } from '../../../../agent-core/cli/commands/mapping.ts';
import { runCommandLine } from '../../../builders/command-context.ts';

test('every row says whether it is written, and why not, without an agent', async () => {
  const shown = await runCommandLine('/nowhere', mappingCommand).ended;
  const text = shown.ok ? shown.value.text : '';
  expect(text).toMatch(/^user {5}Title +written to jobTitle\n +from title$/m);
  expect(text).toMatch(/^user {5}ProxyAddresses +not written, because it is read-only in Graph/m);
  expect(text).toMatch(/^user {5}Pager +not written: .* needs an extension$/m);
  expect(text).toMatch(/^group {4}ManagedBy +not written, because/m);
});

test('of one type are shown alone', async () => {
  const shown = await runCommandLine('/nowhere', mappingCommand, 'contact').ended;
  expect(shown.ok ? shown.value.text : '').toMatch(/^contact .*Graph only reads contacts\n.*\n$/);
  expect(parseCommandLine(['mapping', 'people'], [mappingCommand])).toMatchObject({ kind: 'usage-error' });
});
