import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { serviceCommands } from '../../../../agent-core/cli/commands/service.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const parse = (...words: readonly string[]) => parseCommandLine(['service', ...words], serviceCommands);

test('an account for the service is named, or its own is meant', () => {
  for (const words of [[], ['--own', '--account', 'LAB\\gmsa$']])
    expect(parse('account', ...words)).toMatchObject({ kind: 'usage-error' });
  expect(parse('account', '--own')).toMatchObject({ kind: 'command' });
  expect(parse('install', '--account', 'LAB\\gmsa$', '--managed')).toMatchObject({ kind: 'command' });
});

test('only Windows has a service run as another account', async () => {
  const account = serviceCommands.find(({ name }) => name === 'service account');
  if (account === undefined) throw new Error('no such command');
  expect(await runCommandLine(temporaryFolder(), account, '--account', 'LAB\\gmsa$').ended).toMatchObject({
    ok: false,
    problem: { code: 'service.account-fixed' },
  });
});
