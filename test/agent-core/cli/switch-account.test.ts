/** A service that is to run as another account, and an agent that may or may not come up as it. */
import { expect, test } from 'vitest';
import { switchAccount } from '../../../agent-core/cli/switch-account.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../../agent-core/contract/result.ts';
import type { ServiceHost } from '../../../agent-core/service-host/service-host.ts';
import { openStubAgent } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const gmsa = { name: 'CORP\\bridgehead$', isManaged: true, password: null };

/** @param worksAs the accounts as which Windows lets the service log on */
function hostWith(before: string | null, worksAs: readonly (string | null)[], canChange = true) {
  const said: string[] = [];
  let account = before;
  const unused = async () => fail(problem('service.not-permitted', 'not asked for'));
  const restart = async (): Promise<Result<boolean>> => {
    said.push(`restarted as ${account}`);
    return worksAs.includes(account) ? succeed(true) : fail(problem('service.logon-failed', String(account)));
  };
  const host: ServiceHost = {
    ...{ kind: 'windows', name: 'BridgeheadAgent', install: unused, approvers: () => null, start: unused },
    ...{ stop: unused, restart, read: unused, uninstall: unused, lastLines: async () => ['the last line'] },
    account: canChange
      ? {
          read: async () => succeed(account),
          change: async ({ name }) => {
            const isChanged = account !== name;
            account = name;
            return succeed(isChanged);
          },
        }
      : null,
  };
  return { host, said };
}

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
