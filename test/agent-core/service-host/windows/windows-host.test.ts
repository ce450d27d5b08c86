import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Secret } from '../../../../agent-core/contract/secret.ts';
import { createWindowsHost } from '../../../../agent-core/service-host/windows/windows-host.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const notInstalled = { ok: true, state: 'notInstalled' };
const stopped = { ok: true, state: 'stopped', pid: 0, account: 'NT SERVICE\\Bridgehead', since: null, restarts: 0 };
const approvers = { door: 'approvals', sid: 'S-1-5-32-9002', account: 'SERVER\\Bridgehead Approvers' };
const refusal = (code: string) => ({ ok: false, code, win32: 5, step: 'OpenSCManager', detail: 'Access is denied.' });

/** A stand-in for bridgehead-host.exe that writes down how it was called and what it read, and answers each verb from a file. */
function machine(answers: Readonly<Record<string, unknown>> = {}) {
  const dir = temporaryFolder();
  const at = (name: string) => join(dir, name);
  const script = [
    '#!/bin/sh',
    `printf '%s|' "$@" >>'${at('calls')}'; echo >>'${at('calls')}'`,
    `cat >'${at('read')}'`,
    `[ ! -e '${dir}'/"$1$2.json" ] || exec cat '${dir}'/"$1$2.json"`,
    `cat '${dir}'/"$1.json"`,
  ].join('\n');
  mkdirSync(at('data'));
  writeFileSync(at('host'), script);
  chmodSync(at('host'), 0o755);
  const answer = (verb: string, value: unknown) => writeFileSync(at(`${verb}.json`), JSON.stringify(value));
  const done = { ok: true, changed: true };
  for (const verb of ['protect-folder', 'event-source', 'start', 'stop', 'restart', 'uninstall', 'install', 'account'])
    answer(verb, done);
  answer('group', { ...done, sid: 'S-1-5-32-9001' });
  answer('status', notInstalled);
  for (const [verb, value] of Object.entries(answers)) answer(verb, value);
  const host = createWindowsHost({
    dataDir: at('data'),
    program: { runtimePath: 'C:\\node.exe', agentPath: 'C:\\main.mjs', supervisorPath: '' },
    hostPath: at('host'),
    service: 'Bridgehead',
    pipes: { control: 'b-control', approvals: 'b-approvals', status: 'b-status' },
  });
  const calls = () => (existsSync(at('calls')) ? readFileSync(at('calls'), 'utf8').trim().split('\n') : []);
  return { at, host, answer, calls, read: () => readFileSync(at('read'), 'utf8') };
}

test('install closes the folder before anything else, makes the groups, and starts what the doors belong to', async () => {
  const { at, host, calls } = machine();
  expect(await host.install()).toEqual({ ok: true, value: true });
  const [folder, operators, , madeApprovers, source, install = ''] = calls();
  expect(folder).toBe(`protect-folder|--path|${at('data')}|--full|service:Bridgehead|`);
  expect([operators, madeApprovers].map((call) => call?.split('|')[3])).toEqual([
    'Bridgehead Operators',
    'Bridgehead Approvers',
  ]);
  expect(source).toBe('event-source|--install|');
  expect(install).toContain('|--program|C:\\node.exe|');
  expect(install).toContain(
    `|--argument|C:\\main.mjs|--argument|--data-dir|--argument|${at('data')}|--argument|--hosted|`,
  );
  expect(install).toContain('|--door|control=b-control|--door|approvals=b-approvals|--door|status=b-status|');
});

test('R37: administrators alone may change; operators may look, approvers approve', async () => {
  const { host, calls } = machine({ 'look-up': { ok: true, sid: 'S-1-5-21-7' } });
  await host.install('LAB\\guards');
  const allowed = calls()
    .at(-1)
    ?.split('|--allow|')
    .slice(1)
    .map((words) => words.split('|')[0]);
  expect(allowed).toEqual(['status=S-1-5-32-9001', 'status=S-1-5-21-7', 'approvals=S-1-5-21-7']);
});

test('R12: who may approve is chosen at installation, stays when it is repeated, and can be taken back', async () => {
  const { host, answer, calls } = machine({ status: { ...stopped, allowed: [approvers] } });
  expect(host.approvers()).toBe(approvers.account);
  await host.install();
  expect(calls().at(-1)).toContain(`|--allow|approvals=${approvers.sid}|`);
  expect(calls().filter((call) => call.includes('Bridgehead Approvers'))).toEqual([]);
  await host.install(null);
  expect(calls().at(-1)).not.toContain('approvals=S-');
  answer('look-up', { ...refusal('unknownAccount'), win32: 1332 });
  expect(await host.install('no such group')).toMatchObject({ problem: { code: 'agent.unknown-group' } });
});

test.each([
  [notInstalled, { kind: 'notInstalled' }],
  [stopped, { kind: 'stopped' }],
  [
    { ...stopped, state: 'running', pid: 7, since: '2026-03-02T08:00:00Z', restarts: 2 },
    { kind: 'running', pid: 7, since: '2026-03-02T08:00:00Z', restarts: 2 },
  ],
  [
    { ...stopped, state: 'waiting', restarts: 3 },
    { kind: 'waiting', restarts: 3 },
  ],
  [
    { ...stopped, state: 'starting' },
    { kind: 'waiting', restarts: 0 },
  ],
])('%j is read as it is meant', async (status, state) => {
  expect(await machine({ status }).host.read()).toEqual({ ok: true, value: state });
});

test.each([
  ['notPermitted', 'service.not-permitted'],
  ['notInstalled', 'service.not-installed'],
  ['stopTimeout', 'service.not-stopped'],
  ['logonFailed', 'service.logon-failed'],
  ['markedForDelete', 'service.manager-refused'],
])('that the host answers %s is the problem %s', async (code, problem) => {
  const refused = await machine({ stop: refusal(code) }).host.stop();
  expect(refused).toMatchObject({ problem: { code: problem, detail: 'stop: OpenSCManager: Access is denied. (5)' } });
});

test('a folder that somebody else prepared is not installed into', async () => {
  const { host, calls } = machine({ 'protect-folder': refusal('untrustedFolder') });
  expect(await host.install()).toMatchObject({ problem: { code: 'data.untrusted-folder' } });
  expect(calls()).toHaveLength(1);
});

test('R36: the account is named to the host, a password only on standard input', async () => {
  const { host, calls, read } = machine();
  const change = host.account?.change;
  if (change === undefined) throw new Error('Windows lets a service have an account');
  await change({ name: 'LAB\\gmsa$', isManaged: true, password: null });
  await change({ name: 'LAB\\svc', isManaged: false, password: new Secret('s3cret') });
  expect(read()).toBe('s3cret\n');
  await change({ name: null, isManaged: false, password: null });
  expect(calls()).toEqual([
    'account|--name|Bridgehead|--account|LAB\\gmsa$|--managed|',
    'account|--name|Bridgehead|--account|LAB\\svc|--password|',
    'account|--name|Bridgehead|--account|NT SERVICE\\Bridgehead|',
  ]);
});

test('uninstall leaves the groups, which may have members, unless nothing is to be left', async () => {
  const { host, calls } = machine();
  await host.uninstall();
  expect(calls()).toEqual(['uninstall|--name|Bridgehead|', 'event-source|--uninstall|']);
  await host.uninstall('nothing');
  expect(calls().slice(-2)).toEqual([
    'group|--uninstall|--group|Bridgehead Operators|',
    'group|--uninstall|--group|Bridgehead Approvers|',
  ]);
});

test('the newest lines of the agent are those of its output, also of the life before', async () => {
  const { at, host } = machine();
  writeFileSync(at('data/service-output.log.before'), 'one\r\n');
  writeFileSync(at('data/service-output.log'), 'two\r\nthree\r\n');
  expect(await host.lastLines()).toEqual(['one', 'two', 'three']);
});

test('a host that is not there, or says nothing, is a problem', async () => {
  const { at, host } = machine();
  writeFileSync(at('start.json'), '');
  expect(await host.start()).toMatchObject({ problem: { code: 'service.manager-refused' } });
  writeFileSync(at('start.json'), '{"ok":true}');
  expect(await host.start()).toMatchObject({ problem: { code: 'service.manager-refused' } });
});
