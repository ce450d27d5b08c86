import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import type { ServiceHost, ServiceState } from '../../../agent-core/service-host/service-host.ts';
import { bridgeCalls } from '../../../electron/contract/bridge.ts';
import { elevate } from '../../../electron/service/elevate.ts';
import { type ServiceParts, serviceResponders } from '../../../electron/service/service-responders.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

interface Machine {
  readonly kind: ServiceHost['kind'];
  readonly state: ServiceState;
  readonly isRoot?: boolean;
  readonly mayElevate?: boolean;
  readonly hasAccount?: boolean;
}

function serviceOf({ kind, state, isRoot = false, mayElevate = true, hasAccount = false }: Machine) {
  const done: string[] = [];
  const unused = async () => fail(problem('service.not-permitted', 'not asked for by the desktop'));
  const host: ServiceHost = {
    kind,
    name: 'bridgehead.service',
    install: unused,
    approvers: () => null,
    stop: unused,
    restart: unused,
    uninstall: unused,
    lastLines: async () => [],
    account: hasAccount ? { read: async () => succeed(null), change: unused } : null,
    read: async () => succeed(state),
    start: async () => {
      done.push('started');
      return succeed(true);
    },
  };
  const parts: ServiceParts = {
    chooseHost: () => succeed(host),
    isRoot,
    elevate: mayElevate
      ? async (words) => {
          done.push(`elevated: ${words.join(' ')}`);
          return succeed(undefined);
        }
      : null,
    hostPath: 'C:\\host.exe',
    commandLine: ['C:\\node.exe', 'C:\\cli.mjs'],
    dataDir: 'C:\\data',
  };
  return { responders: serviceResponders(parts), done };
}

const stopped: ServiceState = { kind: 'stopped' };

describe('the service as a page sees it', () => {
  test.each<[string, Machine, 'directly' | 'elevated' | null]>([
    ['a stopped supervisor is started directly', { kind: 'supervisor', state: stopped }, 'directly'],
    ['a stopped unit is started by root directly', { kind: 'systemd', state: stopped, isRoot: true }, 'directly'],
    ['a stopped unit is started by others with a password', { kind: 'systemd', state: stopped }, 'elevated'],
    ['or not at all where nothing asks for one', { kind: 'systemd', state: stopped, mayElevate: false }, null],
    ['what is not installed cannot be started', { kind: 'supervisor', state: { kind: 'notInstalled' } }, null],
    ['nor what is about to start', { kind: 'supervisor', state: { kind: 'waiting', restarts: 3 } }, null],
  ])('%s', async (_what, machine, start) => {
    const read = await serviceOf(machine).responders['service.read']({});
    expect(read).toMatchObject({ ok: true, value: { start, state: { kind: machine.state.kind } } });
  });

  test('does not name the process of the agent', async () => {
    const state: ServiceState = { kind: 'running', pid: 4711, since: null, restarts: 0 };
    const read = await serviceOf({ kind: 'systemd', state }).responders['service.read']({});
    expect(JSON.stringify(read)).not.toContain('4711');
  });
});

test('starting goes the way that was offered', async () => {
  const direct = serviceOf({ kind: 'supervisor', state: stopped });
  await direct.responders['service.start']({});
  expect(direct.done).toEqual(['started']);
  const elevated = serviceOf({ kind: 'systemd', state: stopped });
  await elevated.responders['service.start']({});
  expect(elevated.done).toEqual(['elevated: systemctl start bridgehead.service']);
  const onWindows = serviceOf({ kind: 'windows', state: stopped });
  await onWindows.responders['service.start']({});
  expect(onWindows.done).toEqual(['elevated: C:\\host.exe start --name bridgehead.service']);
});

describe('R36: running as a managed account', () => {
  const running: ServiceState = { kind: 'running', pid: 1, since: null, restarts: 0 };
  const account = 'corp.contoso.com\\bridgehead$';
  const { argument } = bridgeCalls['service.runAs'];

  test('is done by the command line with the rights of an administrator, who is asked once', async () => {
    const { responders, done } = serviceOf({ kind: 'windows', state: running, hasAccount: true });
    expect(await responders['service.runAs']({ account })).toEqual(succeed({}));
    const words = `service account --account ${account} --managed --restart --data-dir C:\\data`;
    expect(done).toEqual([`elevated: C:\\node.exe C:\\cli.mjs ${words}`]);
  });

  test.each<[string, Partial<Machine>, string]>([
    ['where no service can', { hasAccount: false }, 'service.account-fixed'],
    ['where nothing asks for an administrator', { mayElevate: false }, 'service.account-fixed'],
    ['where there is no service', { state: { kind: 'notInstalled' } }, 'service.not-installed'],
  ])('is refused %s', async (_where, machine, code) => {
    const { responders, done } = serviceOf({ kind: 'windows', state: running, hasAccount: true, ...machine });
    expect(await responders['service.runAs']({ account })).toMatchObject({ problem: { code } });
    expect(done).toEqual([]);
  });

  test.each(['LocalSystem', 'CORP\\admin', 'CORP\\a$ --own', 'CORP\\"x$', 'bridgehead$', 'CORP\\sixteen-letters-$'])(
    'takes no other account: %s',
    (other) => expect(argument.safeParse({ account: other }).success).toBe(false),
  );
});

describe('what asks for a password', () => {
  const asker = (script: string) => {
    const path = join(temporaryFolder(), 'pkexec');
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  test.each([
    ['the person closed the question', 'exit 126', 'service.not-permitted'],
    ['the person may not', 'exit 127', 'service.not-permitted'],
    ['the service manager failed', 'echo "no such unit" >&2; exit 5', 'service.manager-refused'],
  ])('%s', async (_what, script, code) => {
    expect(await elevate(['systemctl', 'start', 'x'], asker(script))).toMatchObject({ ok: false, problem: { code } });
  });

  test('gets the command as words, never as a line for a shell', async () => {
    expect(await elevate(['systemctl', 'a; b'], asker('[ "$2" = "a; b" ]'))).toEqual(succeed(undefined));
  });

  test('that is not there is a problem, not a crash', async () => {
    expect(await elevate(['systemctl'], '/nonexistent/pkexec')).toMatchObject({ ok: false });
  });
});
