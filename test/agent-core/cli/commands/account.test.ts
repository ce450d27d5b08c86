import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { accountCommands } from '../../../../agent-core/cli/commands/account.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { fakeAccountReport } from '../../../builders/fake-administration.ts';
import { settings } from '../../../builders/settings.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const [inspect, ensure, remove] = accountCommands;
if (inspect === undefined || ensure === undefined || remove === undefined) throw new Error('three commands');

function words(): readonly string[] {
  const path = join(temporaryFolder(), 'password');
  writeFileSync(path, 'only once\n');
  return ['--name', 'bridgehead', '--administrator', 'admin@contoso.com', '--password-file', path];
}
const settingsGet = { 'settings.get': () => succeed({ revision: 1, settings: settings() }) };
const textOf = (output: Awaited<ReturnType<typeof runCommandLine>['ended']>) => (output.ok ? output.value.text : '');

test('account inspect names who may use the account, and what stands in the way with its remedy', async () => {
  const noKey = problem('account.no-root-key', 'CN=Master Root Keys');
  const report = { ...fakeAccountReport, retrieves: null, problems: [noKey] };
  const { dataDir } = await openStubAgent({ ...settingsGet, 'account.inspect': () => succeed(report) });
  const text = textOf(await runCommandLine(dataDir, inspect, ...words()).ended);
  expect(text).toContain('retrieved by        SRV1$');
  expect(text).toMatch(/may SRV1\$ retrieve its password\? +NO/);
  expect(text).toContain('Add-KdsRootKey -EffectiveImmediately');
});

test.each([
  ['is there', fakeAccountReport, /retrieved by +SRV1\$\n[\s\S]*Nothing stands in the way of using it\.\n$/],
  [
    'is not there',
    { ...fakeAccountReport, account: null, retrieves: null },
    /^There is no account bridgehead\$ yet\. "account ensure" makes it, for SRV1\$ .*: nothing stands in the way\.\n$/,
  ],
])('account inspect says that nothing stands in the way of an account that %s', async (_how, report, words_) => {
  const { dataDir } = await openStubAgent({ ...settingsGet, 'account.inspect': () => succeed(report) });
  expect(textOf(await runCommandLine(dataDir, inspect, ...words()).ended)).toMatch(words_);
});

test('account ensure says what was done, and that a new group is learned of at the next start', async () => {
  const ensured = vi.fn(() =>
    succeed({ ...fakeAccountReport, did: ['created', 'addedToGroup'] as const, needsRestart: true }),
  );
  const { dataDir } = await openStubAgent({ ...settingsGet, 'account.ensure': ensured });
  const shown = await runCommandLine(dataDir, ensure, ...words(), '--existing', '--group', 'Agents').ended;
  expect(textOf(shown)).toContain(
    'bridgehead$ was created.\nSRV1$ was put into the group that may use bridgehead$.\nThe server learns',
  );
  expect(JSON.stringify(shown)).not.toContain('only once');
  expect(ensured).toHaveBeenCalledWith(
    {
      ...{ name: 'bridgehead', computer: null, group: 'Agents', mayCreate: false },
      domain: { configured: 'contoso.com' },
      administrator: { account: 'admin@contoso.com', password: 'only once' },
    },
    expect.anything(),
    expect.anything(),
  );
});

test('account remove says what became of the account', async () => {
  const kept = { isRetrievalRemoved: true, isDeleted: false, rightsRemoved: 0, keptBecause: 'stillUsed' } as const;
  const { dataDir } = await openStubAgent({ ...settingsGet, 'account.remove': () => succeed(kept) });
  expect(textOf(await runCommandLine(dataDir, remove, ...words()).ended)).toBe(
    'The server no longer retrieves the password.\nThe account stays: other servers use it.\n',
  );
});

test.each([
  [['--name', 'much-too-long-a-name'], '--name takes 1 to 15 letters'],
  [['--name', 'bh', '--computer', 'srv1.contoso.com'], '--computer must be the name of a computer'],
])('%j is a usage error', (given, reason) => {
  const line = parseCommandLine(['account', 'ensure', '--administrator', 'a@b.c', ...given], [ensure]);
  expect(line).toMatchObject({ kind: 'usage-error', reason: expect.stringContaining(reason) });
});
