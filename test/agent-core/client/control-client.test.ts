import { execFileSync } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createMessageConnection, ResponseError, SocketMessageReader, SocketMessageWriter } from 'vscode-jsonrpc/node';
import { controlAddressOf } from '../../../agent-core/client/control-address.ts';
import { connectToAgent } from '../../../agent-core/client/control-client.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { version } from '../../../agent-core/contract/version.ts';
import { runIdFor } from '../../builders/identifiers.ts';
import { connectClient, openStubAgent, testClient } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

// As the agent itself does: whatever is created here belongs to this account alone.
const umask = process.umask(0o077);
afterAll(() => void process.umask(umask));

describe('a client', () => {
  test('learns in the handshake whom it talks to', async () => {
    const { dataDir } = await openStubAgent();
    const client = await connectClient(dataDir);
    expect(client.agent).toEqual({ protocol: 3, agentVersion: version, permissions: ['read', 'change', 'approve'] });
  });

  test('gets replies and problems as values', async () => {
    const found = problem('setup.required', 'the facts');
    const agent = await openStubAgent({ 'run.start': () => fail(found) });
    const client = await connectClient(agent.dataDir);
    expect(await client.request('state.read', {})).toEqual(succeed(agent.status.read()));
    expect(await client.request('run.start', {})).toEqual(fail(found));
  });

  test('cancels a request at the agent by its signal, also by one that ended before', async () => {
    const responder = vi.fn(
      (_parameters: unknown, signal: AbortSignal) =>
        new Promise<ReturnType<typeof fail>>((settle) => {
          const end = () => settle(fail(problem('run.cancelled', 'as asked')));
          if (signal.aborted) end();
          else signal.addEventListener('abort', end);
        }),
    );
    const { dataDir } = await openStubAgent({ 'plan.create': responder });
    const client = await connectClient(dataDir);
    const cancellation = new AbortController();
    const answer = client.request('plan.create', {}, cancellation.signal);
    await expect.poll(() => responder).toHaveBeenCalled();
    cancellation.abort();
    expect(await answer).toMatchObject({ ok: false, problem: { code: 'run.cancelled' } });
    const late = await client.request('plan.create', {}, AbortSignal.abort());
    expect(late.ok).toBe(false);
  });

  test('is told when the agent goes away: open requests end, later ones are problems, too', async () => {
    const agent = await openStubAgent({ 'run.wait': () => new Promise(() => undefined) });
    const client = await connectClient(agent.dataDir);
    const open = client.request('run.wait', { runId: runIdFor(1) });
    await client.request('state.read', {});
    await agent.close();
    expect(await open).toMatchObject({ ok: false, problem: { code: 'control.disconnected' } });
    await client.closed;
    expect(await client.request('state.read', {})).toMatchObject({
      ok: false,
      problem: { code: 'control.disconnected' },
    });
  });
});

describe('without an agent', () => {
  test('there is a problem that names the socket', async () => {
    const dataDir = temporaryFolder();
    expect(await connectToAgent({ dataDir, client: testClient })).toMatchObject({
      ok: false,
      problem: { code: 'control.not-running', detail: `${controlAddressOf(dataDir).control}: ENOENT` },
    });
  });

  test('a socket that was left behind is nobody at home', async () => {
    const dataDir = temporaryFolder();
    const { control } = controlAddressOf(dataDir);
    leaveSocketBehind(control);
    expect(await connectToAgent({ dataDir, client: testClient })).toMatchObject({
      ok: false,
      problem: { code: 'control.not-running', detail: `${control}: ECONNREFUSED` },
    });
  });
});

describe('an agent that cannot be understood', () => {
  test('because of its version says so itself', async () => {
    const refused = problem('control.version-unsupported', 'the client speaks version 1, the agent 7 to 8');
    const dataDir = await agentThat((socket) => {
      const rpc = rpcOn(socket);
      rpc.onRequest('hello', () => new ResponseError(-32_000, refused.title, refused));
      rpc.listen();
    });
    expect(await connectToAgent({ dataDir, client: testClient })).toEqual(fail(refused));
  });

  test('because it greets in another shape is a problem', async () => {
    const dataDir = await agentThat((socket) => {
      const rpc = rpcOn(socket);
      rpc.onRequest('hello', () => ({ protocol: 'eight' }));
      rpc.listen();
    });
    const connected = await connectToAgent({ dataDir, client: testClient });
    expect(connected).toMatchObject({ ok: false, problem: { code: 'control.invalid-answer' } });
  });

  test('because its answer has another shape names the request', async () => {
    const dataDir = await agentThat((socket) => {
      const rpc = rpcOn(socket);
      rpc.onRequest('hello', () => ({ protocol: 1, agentVersion: '9', permissions: ['read'] }));
      rpc.onRequest('run.start', () => ({ runId: 'seven' }));
      rpc.listen();
    });
    const answer = await (await connectClient(dataDir)).request('run.start', {});
    expect(answer).toMatchObject({ ok: false, problem: { code: 'control.invalid-answer' } });
    if (!answer.ok) expect(answer.problem.detail).toMatch(/^run\.start: /);
  });

  test('because it answers an error without a problem is an answer that cannot be used', async () => {
    const dataDir = await agentThat((socket) => {
      const rpc = rpcOn(socket);
      rpc.onRequest('hello', () => ({ protocol: 1, agentVersion: '9', permissions: ['read'] }));
      rpc.listen();
    });
    expect(await (await connectClient(dataDir)).request('run.start', {})).toMatchObject({
      ok: false,
      problem: { code: 'control.invalid-answer' },
    });
  });

  test('because it announces nonsense is not heard', async () => {
    const heard: unknown[] = [];
    const dataDir = await agentThat((socket) => {
      const rpc = rpcOn(socket);
      rpc.onRequest('hello', () => ({ protocol: 1, agentVersion: '9', permissions: ['read'] }));
      rpc.onRequest('run.start', async () => {
        await rpc.sendNotification('state.changed', { version: 9 });
        return { runId: runIdFor(1) };
      });
      rpc.listen();
    });
    const client = await connectClient(dataDir, { onStateChanged: (state) => heard.push(state) });
    expect(await client.request('run.start', {})).toMatchObject({ ok: true });
    expect(heard).toEqual([]);
  });

  test('because it hangs up at once is a problem', async () => {
    const dataDir = await agentThat((socket) => socket.destroy());
    const connected = await connectToAgent({ dataDir, client: testClient });
    expect(connected).toMatchObject({ ok: false, problem: { code: 'control.disconnected' } });
  });

  test('because it says nothing is given up after a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const greeted = Promise.withResolvers<void>();
    const dataDir = await agentThat((socket) => socket.once('data', () => greeted.resolve()));
    const connected = connectToAgent({ dataDir, client: testClient });
    await greeted.promise;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await connected).toMatchObject({ ok: false, problem: { code: 'control.disconnected' } });
  });
});

/** Something that listens where an agent would. @returns its data folder */
async function agentThat(serve: (socket: Socket) => void): Promise<string> {
  const dataDir = temporaryFolder();
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  await listen(server, controlAddressOf(dataDir).control);
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((settle) => server.close(settle));
  });
  return dataDir;
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((settle) => server.listen(path, settle));
}

function rpcOn(socket: Socket) {
  return createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
}

/** A socket file whose process is gone. */
function leaveSocketBehind(path: string): void {
  const script = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  try {
    execFileSync(process.execPath, ['-e', script, path], { stdio: 'ignore' });
  } catch {
    // It was killed, as it should.
  }
}
