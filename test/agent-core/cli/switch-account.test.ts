/** A service that is to run as another account, and an agent that may or may not come up as it. */
import { expect, test } from 'vitest';
import { switchAccount } from '../../../agent-core/cli/switch-account.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { hostWith } from '../../builders/hosted-service.ts';
import { openStubAgent } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const gmsa = { name: 'CORP\\bridgehead$', isManaged: true, password: null };

async function switched({ host }: ReturnType<typeof hostWith>, hasAgent = true) {
  const { dataDir } = hasAgent ? await openStubAgent({}) : { dataDir: temporaryFolder() };
  return await switchAccount(host, gmsa, { dataDir, timeoutMs: 1, signal: new AbortController().signal });
}

test('R36: the service runs as the account that was chosen, at once', async () => {
  const machine = hostWith('NT SERVICE\\BridgeheadAgent', [gmsa.name]);
  expect(await switched(machine)).toEqual(succeed(undefined));
  expect(machine.said).toEqual([`restarted as ${gmsa.name}`]);
});

test('R36: an account that Windows does not let the service log on as leaves the service with the one before', async () => {
  const machine = hostWith('NT SERVICE\\BridgeheadAgent', [null]);
  expect(await switched(machine)).toMatchObject({
    problem: { code: 'service.account-put-back', detail: `service.logon-failed: ${gmsa.name}` },
  });
  expect(machine.said).toEqual([`restarted as ${gmsa.name}`, 'restarted as null']);
});

test('R36: so does an agent that does not answer; what it said last is told where it does not answer as before either', async () => {
  const machine = hostWith('CORP\\older$', [gmsa.name, 'CORP\\older$']);
  expect(await switched(machine, false)).toMatchObject({
    problem: { code: 'service.not-healthy', detail: expect.stringContaining('the last line') },
  });
  expect(machine.said).toEqual([`restarted as ${gmsa.name}`, 'restarted as CORP\\older$']);
});

test('a named account before cannot be put back, since nobody has its password', async () => {
  const machine = hostWith('CORP\\svc', []);
  expect(await switched(machine)).toMatchObject({ problem: { code: 'service.logon-failed' } });
  expect(machine.said).toEqual([`restarted as ${gmsa.name}`]);
});

test('where the service has no account of its own nothing is done', async () => {
  const machine = hostWith(null, [], false);
  expect(await switched(machine)).toMatchObject({ problem: { code: 'service.account-fixed' } });
  expect(machine.said).toEqual([]);
});
