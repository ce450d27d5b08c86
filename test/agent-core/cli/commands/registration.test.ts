import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { registrationCommands } from '../../../../agent-core/cli/commands/registration.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { settings } from '../../../builders/settings.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const [check, script, remove] = registrationCommands;
if (check === undefined || script === undefined || remove === undefined) throw new Error('three commands');

function descriptorWith(text: string): string {
  const path = join(temporaryFolder(), 'token');
  writeFileSync(path, text);
  const descriptor = openSync(path, 'r');
  onTestFinished(() => closeSync(descriptor));
  return String(descriptor);
}

test.each([
  [[], [], false, 'Everything it needs is granted.'],
  [['User.ReadWrite.All'], ['Mail.Read'], true, 'Not granted: User.ReadWrite.All.\nGranted and not needed: Mail.Read.'],
] as const)('a check with %j missing and %j unexpected says so', async (missing, unexpected, isFailure, words) => {
  const checked = vi.fn(() => succeed({ grantsMissing: missing, grantsUnexpected: unexpected }));
  const { dataDir } = await openStubAgent({
    'settings.get': () => succeed({ revision: 1, settings: settings() }),
    'registration.check': checked,
  });
  const shown = await runCommandLine(dataDir, check).ended;
  expect(shown).toMatchObject({ ok: true, value: { isFailure, json: { grantsMissing: missing } } });
  expect(shown.ok ? shown.value.text : '').toContain(words);
  const asked = { tenant: settings().tenant, objectId: null };
  expect(checked).toHaveBeenCalledWith(asked, expect.anything(), expect.anything());
});

test('a script is shown, or written where it is asked for', async () => {
  const { dataDir } = await openStubAgent({ 'registration.script': () => succeed({ script: 'Connect-MgGraph\n' }) });
  expect(await runCommandLine(dataDir, script).ended).toMatchObject({ value: { text: 'Connect-MgGraph\n' } });
  const out = join(temporaryFolder(), 'register.ps1');
  await runCommandLine(dataDir, script, '--out', out).ended;
  expect(readFileSync(out, 'utf8')).toBe('Connect-MgGraph\n');
});

test('a registration is removed in the name of a person, when it was said that it may be', async () => {
  const removed = vi.fn(() => succeed({}));
  const { dataDir } = await openStubAgent({ 'registration.remove': removed });
  const words = ['--token-file-descriptor', descriptorWith('a.secret.token')];
  expect(await runCommandLine(dataDir, remove, ...words).ended).toMatchObject({
    problem: { code: 'remove.unconfirmed' },
  });
  expect(removed).not.toHaveBeenCalled();
  const done = await runCommandLine(dataDir, remove, ...words, '--yes').ended;
  expect(done).toMatchObject({ ok: true });
  const asked = expect.objectContaining({ accessToken: 'a.secret.token' });
  expect(removed).toHaveBeenCalledWith(asked, expect.anything(), expect.anything());
  expect(JSON.stringify(done)).not.toContain('secret');
});

test('nobody is asked for a token before it is known where it comes from', () => {
  expect(parseCommandLine(['registration', 'remove'], registrationCommands)).toMatchObject({
    kind: 'usage-error',
    reason: expect.stringContaining('--client-id'),
  });
});
