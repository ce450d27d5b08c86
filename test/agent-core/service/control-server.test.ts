import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { controlAddressOf } from '../../../agent-core/client/control-address.ts';
import { protocolVersion } from '../../../agent-core/contract/control-api.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { AgentStatus } from '../../../agent-core/service/agent-status.ts';
import { openControlServer } from '../../../agent-core/service/control-server.ts';
import { createProtectedResponders } from '../../../agent-core/service/protected-responders.ts';
import { SetupProgress } from '../../../agent-core/service/setup-progress.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { fakeUpdater, noUpdater } from '../../builders/fake-updater.ts';
import { memoryAgentLog } from '../../builders/memory-agent-log.ts';
import { connectRaw } from '../../builders/raw-client.ts';
import { connectClient, openSocket, openStubAgent, testClient } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const readNothing = () => succeed({ lines: [], next: null });
const surroundings = {
  readLog: readNothing,
  checkSpace: () => succeed(undefined),
  mendDataFolder: () => succeed([]),
  updater: fakeUpdater(noUpdater).updater,
  clock: drivenClock(),
};

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('the doors', () => {
  test('are two sockets: one for those who may change, one that a group may open', async () => {
    const umask = process.umask(0);
    onTestFinished(() => void process.umask(umask));
    const { address } = await openStubAgent();
    expect([modeOf(address.control), modeOf(address.status)]).toEqual([0o600, 0o660]);
    expect(process.umask()).toBe(0);
  });

  test('take the place of sockets that an agent left behind when it crashed', async () => {
    const dataDir = temporaryFolder();
    const address = controlAddressOf(dataDir);
    writeFileSync(address.control, 'left behind');
    const status = new AgentStatus('now', { kind: 'unconfigured' }, null, []);
    const responders = createProtectedResponders({ status, ...surroundings }, problem('data.record-damaged', ''));
    const opened = await openControlServer(address, {
      responders,
      status,
      progress: new SetupProgress(),
      log: memoryAgentLog(),
      readAccount: () => null,
    });
    expect(opened.ok).toBe(true);
    if (opened.ok) onTestFinished(() => opened.value.close());
    expect((await connectClient(dataDir)).agent.permissions).toContain('change');
  });

  test('R12: let the members of one group approve, look, and change nothing', async () => {
    const dataDir = temporaryFolder();
    const address = controlAddressOf(dataDir);
    const status = new AgentStatus('now', { kind: 'unconfigured' }, null, []);
    const responders = createProtectedResponders({ status, ...surroundings }, problem('data.record-damaged', ''));
    const parts = { responders, status, progress: new SetupProgress(), log: memoryAgentLog(), readAccount: () => null };
    const groupId = process.getgid?.() ?? 0;
    const opened = await openControlServer(address, parts, groupId);
    if (!opened.ok) throw new Error(opened.problem.detail);
    onTestFinished(() => opened.value.close());
    expect(statSync(address.approvals)).toMatchObject({ gid: groupId });
    expect(modeOf(address.approvals)).toBe(0o660);
    const { rpc } = await connectRaw(address.approvals);
    const greeting = await rpc.sendRequest('hello', { protocol: protocolVersion, client: testClient });
    expect(greeting).toMatchObject({ permissions: ['read', 'approve'] });
    await expect(rpc.sendRequest('schedule.pause', {})).rejects.toMatchObject({
      data: { code: 'control.not-permitted' },
    });
    // Let through to the responder, which refuses because of the record.
    await expect(rpc.sendRequest('approvals.reject', { person: 'ada' })).rejects.toMatchObject({
      data: { code: 'data.record-damaged' },
    });
  });

  test('for approvers are closed where nobody was named', async () => {
    const { address } = await openStubAgent();
    expect(existsSync(address.approvals)).toBe(false);
  });

  test('that cannot be opened are a problem, and no other stays open', async () => {
    const dataDir = temporaryFolder();
    const address = { ...controlAddressOf(dataDir), status: join(dataDir, 'missing', 'status.sock') };
    const status = new AgentStatus('now', { kind: 'unconfigured' }, null, []);
    const responders = createProtectedResponders({ status, ...surroundings }, problem('data.record-damaged', ''));
    const opened = await openControlServer(address, {
      responders,
      status,
      progress: new SetupProgress(),
      log: memoryAgentLog(),
      readAccount: () => null,
    });
    expect(opened).toMatchObject({ ok: false, problem: { code: 'data.not-writable' } });
    expect(existsSync(address.control)).toBe(false);
  });
});

test('closing ends every connection, greeted or not, and removes the sockets', async () => {
  const agent = await openStubAgent();
  const client = await connectClient(agent.dataDir);
  const silent = await openSocket(agent.address.status);
  silent.resume();
  const silentClosed = once(silent, 'close');
  await agent.close();
  await Promise.all([client.closed, silentClosed]);
  expect([existsSync(agent.address.control), existsSync(agent.address.status)]).toEqual([false, false]);
});
