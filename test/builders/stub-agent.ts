/** The two doors of an agent in a temporary folder, with responders that a test provides. */
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import { controlAddressOf } from '../../agent-core/client/control-address.ts';
import { type ConnectOptions, type ControlClient, connectToAgent } from '../../agent-core/client/control-client.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import { AgentStatus } from '../../agent-core/service/agent-status.ts';
import { openControlServer } from '../../agent-core/service/control-server.ts';
import type { Responders } from '../../agent-core/service/responder.ts';
import { SetupProgress } from '../../agent-core/service/setup-progress.ts';
import { memoryAgentLog } from './memory-agent-log.ts';
import { temporaryFolder } from './temporary-folder.ts';

export async function openStubAgent(responders: Partial<Responders> = {}) {
  const dataDir = temporaryFolder();
  const address = controlAddressOf(dataDir);
  const parts = stubParts(responders);
  const { status, progress, log } = parts;
  const opened = await openControlServer(address, parts);
  if (!opened.ok) throw new Error(opened.problem.detail);
  onTestFinished(() => opened.value.close());
  return { dataDir, address, status, progress, log, close: opened.value.close };
}

/** What doors lead to. */
export function stubParts(responders: Partial<Responders> = {}) {
  const status = new AgentStatus('2026-03-02T08:00:00.000Z', { kind: 'unconfigured' }, null, []);
  return {
    responders: { ...stubHandlers(status), ...responders },
    status,
    progress: new SetupProgress(),
    log: memoryAgentLog(),
    readAccount: () => null,
  };
}

function stubHandlers(status: AgentStatus): Responders {
  const refuse = () => fail(problem('setup.required', 'a stub'));
  return {
    'state.read': () => succeed(status.read()),
    'certificate.create': refuse,
    'certificate.read': refuse,
    'directory.discover': refuse,
    'directory.verify': refuse,
    'directory.units': refuse,
    'directory.groups': refuse,
    'directory.password': refuse,
    'tenant.inspect': refuse,
    'registration.apply': refuse,
    'registration.remove': refuse,
    'registration.check': refuse,
    'registration.script': refuse,
    'account.here': refuse,
    'account.inspect': refuse,
    'account.ensure': refuse,
    'account.remove': refuse,
    'rights.preview': refuse,
    'rights.apply': refuse,
    'rights.remove': refuse,
    'setup.apply': refuse,
    'settings.get': refuse,
    'settings.save': refuse,
    'schedule.pause': refuse,
    'schedule.resume': refuse,
    'updates.status': refuse,
    'updates.check': refuse,
    'updates.install': refuse,
    'updates.settings': refuse,
    'log.read': refuse,
    'approvals.findings': refuse,
    'approvals.list': refuse,
    'approvals.approve': refuse,
    'approvals.takeBack': refuse,
    'approvals.reject': refuse,
    'approvals.exempt': refuse,
    'approvals.decisions': refuse,
    'audit.read': refuse,
    'audit.verify': refuse,
    'objects.find': refuse,
    'objects.reasons': refuse,
    'objects.leftOut': refuse,
    'provisioning.read': refuse,
    'agent.repair': refuse,
    'setup.remove': refuse,
    'run.start': refuse,
    'run.wait': refuse,
    'run.cancel': refuse,
    'run.entries': refuse,
    'plan.create': refuse,
    'plan.entries': refuse,
  };
}

export const testClient = { name: 'test', version: '1.2.3' } as const;

export async function connectClient(dataDir: string, options: Partial<ConnectOptions> = {}): Promise<ControlClient> {
  const connected = await connectToAgent({ dataDir, client: testClient, ...options });
  if (!connected.ok) throw new Error(`${connected.problem.code}: ${connected.problem.detail}`);
  onTestFinished(() => connected.value.close());
  return connected.value;
}

export function speakOn(socket: Socket): MessageConnection {
  const rpc = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
  rpc.listen();
  onTestFinished(() => rpc.dispose());
  return rpc;
}

export async function openSocket(path: string): Promise<Socket> {
  const socket = connect(path);
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  await new Promise<void>((settle) => socket.once('connect', settle));
  return socket;
}
