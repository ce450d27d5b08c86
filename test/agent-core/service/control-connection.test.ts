import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { AgentState } from '../../../agent-core/contract/agent-state.ts';
import { protocolVersion } from '../../../agent-core/contract/control-api.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { version } from '../../../agent-core/contract/version.ts';
import { runIdFor } from '../../builders/identifiers.ts';
import { connectRaw, greeted, hello, refusalOf } from '../../builders/raw-client.ts';
import { settings } from '../../builders/settings.ts';
import { connectClient, openSocket, openStubAgent, testClient } from '../../builders/stub-agent.ts';

/** However the connection ends. */
function closing(socket: Socket): Promise<void> {
  return new Promise((settle) => socket.once('close', () => settle()));
}

describe('the handshake', () => {
  test('agrees on a version and says what the connection may do', async () => {
    const agent = await openStubAgent();
    const control = await connectRaw(agent.address.control);
    expect(await control.rpc.sendRequest('hello', hello(protocolVersion))).toEqual({
      protocol: protocolVersion,
      agentVersion: version,
      permissions: ['read', 'change', 'approve'],
    });
    const status = await connectRaw(agent.address.status);
    expect(await status.rpc.sendRequest('hello', hello(protocolVersion))).toMatchObject({ permissions: ['read'] });
  });

  test('is required before anything else', async () => {
    const agent = await openStubAgent();
    const { rpc } = await connectRaw(agent.address.control);
    for (const name of ['state.read', 'run.start', 'no.such.request']) {
      expect(await refusalOf(rpc.sendRequest(name, {}))).toMatchObject({ code: 'control.handshake-required' });
    }
  });

  test('accepts this version and the one before, and no other', async () => {
    const agent = await openStubAgent();
    for (const protocol of [protocolVersion - 1, protocolVersion]) {
      const { rpc } = await connectRaw(agent.address.control);
      expect(await rpc.sendRequest('hello', hello(protocol))).toMatchObject({ protocol });
    }
    for (const protocol of [protocolVersion - 2, protocolVersion + 1, 999].filter((each) => each >= 1)) {
      const { rpc } = await connectRaw(agent.address.control);
      const refusal = await refusalOf(rpc.sendRequest('hello', hello(protocol)));
      expect(refusal).toMatchObject({ code: 'control.version-unsupported' });
      expect(refusal.detail).toContain(`version ${protocol}`);
      expect(await refusalOf(rpc.sendRequest('state.read', {}))).toMatchObject({ code: 'control.handshake-required' });
    }
  });

  test.each([{}, { protocol: 0, client: testClient }, { protocol: '1', client: testClient }, { protocol: 1 }, null])(
    'is refused when it says %j',
    async (parameters) => {
      const agent = await openStubAgent();
      const { rpc } = await connectRaw(agent.address.control);
      expect(await refusalOf(rpc.sendRequest('hello', parameters))).toMatchObject({ code: 'control.invalid-request' });
    },
  );
});

describe('a client that greets', () => {
  /** Only what waits is driven; sockets go on as they are. */
  const driveTimers = () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
  };

  test('may stay as long as it likes', async () => {
    driveTimers();
    const agent = await openStubAgent();
    const { rpc } = await greeted(agent.address.control);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(await rpc.sendRequest('state.read', {})).toMatchObject({ version });
  });

  test('not at all is sent away after a while', async () => {
    driveTimers();
    const agent = await openStubAgent();
    const { rpc, socket } = await connectRaw(agent.address.control);
    const closed = closing(socket);
    expect(await refusalOf(rpc.sendRequest('state.read', {}))).toMatchObject({ code: 'control.handshake-required' });
    await vi.advanceTimersByTimeAsync(10_000);
    await closed;
  });
});

describe('a request', () => {
  test('is answered by its responder, with its parameters checked and completed', async () => {
    const entries = vi.fn(() => succeed({ items: [], next: null }));
    const agent = await openStubAgent({ 'run.entries': entries });
    const { rpc } = await greeted(agent.address.control);
    expect(await rpc.sendRequest('run.entries', { runId: runIdFor(1) })).toEqual({ items: [], next: null });
    expect(entries).toHaveBeenCalledWith({ runId: runIdFor(1), cursor: 0, limit: 200 }, expect.any(AbortSignal), {
      door: 'control',
      program: 'test 1.2.3',
    });
  });

  test('that fails carries its problem across', async () => {
    const found = problem('setup.required', 'the facts');
    const agent = await openStubAgent({ 'run.start': () => fail(found) });
    const { rpc } = await greeted(agent.address.control);
    expect(await refusalOf(rpc.sendRequest('run.start', {}))).toEqual(found);
  });

  test.each(['no.such.request', 'constructor', '__proto__', 'toString', ''])('named %j is unknown', async (name) => {
    const agent = await openStubAgent();
    const { rpc } = await greeted(agent.address.control);
    expect(await refusalOf(rpc.sendRequest(name, {}))).toMatchObject({ code: 'control.unknown-request' });
  });

  test('through the door for looking may look and change nothing', async () => {
    const start = vi.fn(() => succeed({ runId: runIdFor(1) }));
    const agent = await openStubAgent({ 'run.start': start });
    const { rpc } = await greeted(agent.address.status);
    expect(await rpc.sendRequest('state.read', {})).toMatchObject({ version });
    for (const name of ['run.start', 'run.cancel', 'setup.apply', 'certificate.create']) {
      expect(await refusalOf(rpc.sendRequest(name, {}))).toMatchObject({
        code: 'control.not-permitted',
        detail: `${name} needs "change"`,
      });
    }
    expect(start).not.toHaveBeenCalled();
  });

  test('with parameters that do not fit names the place, and never a value', async () => {
    const apply = vi.fn(() => fail(problem('setup.required', '')));
    const agent = await openStubAgent({ 'setup.apply': apply });
    const { rpc } = await greeted(agent.address.control);
    const wrong: readonly (readonly [unknown, string])[] = [
      [
        { settings: { ...settings(), domains: 'correct horse' }, domainPasswords: { 'contoso.com': 'correct horse' } },
        'settings.domains: must be a list',
      ],
      [
        { settings: settings(), domainPasswords: { 'contoso.com': ['correct horse'] } },
        'domainPasswords.contoso.com: must be a text',
      ],
      [
        { settings: settings(), domainPasswords: { 'contoso.com': `correct horse ${'x'.repeat(1024)}` } },
        'domainPasswords.contoso.com: must have a length of at most 1024',
      ],
      [
        { settings: { ...settings(), secret: 'correct horse' }, domainPasswords: { 'contoso.com': 'x' } },
        'settings: has "secret", which there is not',
      ],
      [['correct horse'], 'the request: must be an object, written {"NAME": VALUE, ...}'],
      [null, 'the request: must be an object, written {"NAME": VALUE, ...}'],
    ];
    for (const [parameters, words] of wrong) {
      const refusal = await refusalOf(rpc.sendRequest('setup.apply', parameters));
      expect(refusal.code).toBe('control.invalid-request');
      expect(refusal.detail).toBe(`setup.apply: ${words}`);
      expect(JSON.stringify(refusal)).not.toContain('horse');
    }
    expect(apply).not.toHaveBeenCalled();
    expect(agent.log.lines.join()).not.toContain('horse');
  });

  test('whose responder has a defect is answered as unexpected, the defect is logged, and the connection lives on', async () => {
    const defect = new Error('correct horse');
    const agent = await openStubAgent({
      'plan.create': () => {
        throw defect;
      },
      'run.start': () => Promise.reject(defect),
    });
    const { rpc } = await greeted(agent.address.control);
    for (const name of ['plan.create', 'run.start']) {
      const refusal = await refusalOf(rpc.sendRequest(name, {}));
      expect(refusal).toMatchObject({ code: 'agent.unexpected', detail: name });
      expect(JSON.stringify(refusal)).not.toContain('horse');
    }
    expect(agent.log.defects).toEqual([defect, defect]);
    expect(await rpc.sendRequest('state.read', {})).toMatchObject({ version });
  });
});

/** A responder that ends when its signal does, and says when it began and that it was told. */
function waitingHandler() {
  const began = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  const responder = (_parameters: unknown, signal: AbortSignal) =>
    new Promise<ReturnType<typeof fail>>((settle) => {
      signal.addEventListener('abort', () => {
        told.resolve();
        settle(fail(problem('run.cancelled', 'as asked')));
      });
      began.resolve();
    });
  return { began: began.promise, told: told.promise, responder };
}

describe('a responder at work', () => {
  test('is told when its request is cancelled', async () => {
    const waiting = waitingHandler();
    const agent = await openStubAgent({ 'plan.create': waiting.responder });
    const { rpc } = await greeted(agent.address.control);
    const cancellation = new CancellationTokenSource();
    const answer = refusalOf(rpc.sendRequest('plan.create', {}, cancellation.token));
    await waiting.began;
    cancellation.cancel();
    await waiting.told;
    expect(await answer).toMatchObject({ code: 'run.cancelled' });
  });

  test('is told when its client goes away', async () => {
    const waiting = waitingHandler();
    const agent = await openStubAgent({ 'plan.create': waiting.responder });
    const { rpc, socket } = await greeted(agent.address.control);
    rpc.sendRequest('plan.create', {}).catch(() => undefined);
    await waiting.began;
    socket.destroy();
    await waiting.told;
  });

  test('of one client is not told when another request or another client ends', async () => {
    const waiting = waitingHandler();
    const agent = await openStubAgent({ 'plan.create': waiting.responder });
    const { rpc } = await greeted(agent.address.control);
    let isTold = false;
    waiting.told.then(() => {
      isTold = true;
    });
    rpc.sendRequest('plan.create', {}).catch(() => undefined);
    await waiting.began;
    const other = await greeted(agent.address.control);
    other.socket.destroy();
    await rpc.sendRequest('state.read', {});
    expect(isTold).toBe(false);
  });
});

test('requests beyond thirty-two under way are refused, and the others are answered', async () => {
  const waiting = Promise.withResolvers<void>();
  const agent = await openStubAgent({
    'state.read': async () => {
      await waiting.promise;
      return fail(problem('run.not-found', 'asked'));
    },
  });
  const { rpc } = await greeted(agent.address.control);
  const answers = Array.from({ length: 33 }, () => refusalOf(rpc.sendRequest('state.read', {})));
  expect(await answers[32]).toMatchObject({ code: 'control.too-many-requests' });
  waiting.resolve();
  expect((await Promise.all(answers.slice(0, 32))).every(({ code }) => code === 'run.not-found')).toBe(true);
});

describe('a message over the limit', () => {
  test('closes its connection before its body arrives, and the agent lives on', async () => {
    const agent = await openStubAgent();
    const socket = await openSocket(agent.address.control);
    const closed = closing(socket);
    socket.write(`Content-Length: ${9 * 1024 * 1024}\r\n\r\n`);
    await closed;
    expect(agent.log.lines.join()).toContain('control message refused');
    expect((await connectClient(agent.dataDir)).agent.agentVersion).toBe(version);
  });

  test('of 9 MiB that a client sends after the handshake ends that client alone', async () => {
    const agent = await openStubAgent();
    const other = await connectClient(agent.dataDir);
    const { rpc, socket } = await greeted(agent.address.control);
    const closed = closing(socket);
    rpc.sendRequest('run.start', { padding: 'x'.repeat(9 * 1024 * 1024) }).catch(() => undefined);
    await closed;
    expect(await other.request('state.read', {})).toMatchObject({ ok: true });
  });
});

test.each([
  ['no JSON', 'Content-Length: 3\r\n\r\n{a}'],
  ['no message', 'Content-Length: 2\r\n\r\n[]'],
  ['a reply to nothing', 'Content-Length: 38\r\n\r\n{"jsonrpc":"2.0","id":7,"result":null}'],
  ['half a message', 'Content-Length: 100\r\n\r\n{"jsonrpc"'],
])('a client that sends %s harms nobody else', async (_what, text) => {
  const agent = await openStubAgent();
  const socket = await openSocket(agent.address.control);
  socket.end(text);
  await closing(socket);
  expect(await (await connectClient(agent.dataDir)).request('state.read', {})).toMatchObject({ ok: true });
});

describe('the state', () => {
  /** Collects what is announced and lets a test wait for the next. */
  function announcements() {
    const states: AgentState[] = [];
    let wake = () => {};
    return {
      states,
      onStateChanged: (state: AgentState) => {
        states.push(state);
        wake();
      },
      until: async (count: number) => {
        while (states.length < count) {
          await new Promise<void>((settle) => {
            wake = settle;
          });
        }
      },
    };
  }

  test('is announced right after the handshake, and after every change', async () => {
    const agent = await openStubAgent();
    const heard = announcements();
    await connectClient(agent.dataDir, { onStateChanged: heard.onStateChanged });
    await heard.until(1);
    expect(heard.states[0]).toEqual(agent.status.read());
    const damaged = problem('data.record-damaged', 'record.db');
    agent.status.changeActivity({ kind: 'protected', problem: damaged });
    await heard.until(2);
    expect(heard.states[1]?.activity).toEqual({ kind: 'protected', problem: damaged });
  });

  test('is announced to nobody who did not greet', async () => {
    const agent = await openStubAgent();
    const { rpc } = await connectRaw(agent.address.control);
    const heard: unknown[] = [];
    rpc.onNotification((method) => void heard.push(method));
    agent.status.changeActivity({ kind: 'unconfigured' });
    expect(await refusalOf(rpc.sendRequest('state.read', {}))).toMatchObject({ code: 'control.handshake-required' });
    expect(heard).toEqual([]);
  });

  test('is announced once per change, however often a client greets', async () => {
    const agent = await openStubAgent();
    const { rpc } = await connectRaw(agent.address.control);
    const heard: unknown[] = [];
    rpc.onNotification((method) => void heard.push(method));
    for (const _again of [1, 2, 3]) await rpc.sendRequest('hello', hello(protocolVersion));
    await rpc.sendRequest('state.read', {});
    expect(heard).toEqual(['state.changed']);
  });

  test('can change while clients come and go: no defect of the agent comes of it', async () => {
    const agent = await openStubAgent();
    const greeting = `{"jsonrpc":"2.0","id":1,"method":"hello","params":${JSON.stringify(hello(protocolVersion))}}`;
    for (let client = 0; client < 30; client += 1) {
      const socket = await openSocket(agent.address.control);
      socket.end(`Content-Length: ${greeting.length}\r\n\r\n${greeting}`);
      agent.status.changeActivity({ kind: 'unconfigured' });
    }
    const last = await connectClient(agent.dataDir);
    for (let change = 0; change < 30; change += 1) {
      agent.status.changeActivity({ kind: 'unconfigured' });
      await last.request('state.read', {});
    }
    expect(agent.log.defects).toEqual([]);
  });

  test('can change while a client hangs up with a message on its way: nobody who changes it hears of that', async () => {
    const agent = await openStubAgent();
    const { socket } = await greeted(agent.address.control);
    socket.pause();
    const padding = problem('data.cache-rebuilt', 'x'.repeat(1024 * 1024));
    agent.status.changeActivity({ kind: 'protected', problem: padding });
    socket.end();
    for (let change = 0; change < 30; change += 1) {
      await new Promise((settle) => setImmediate(settle));
      agent.status.changeActivity({ kind: 'unconfigured' });
    }
    expect(await (await connectClient(agent.dataDir)).request('state.read', {})).toMatchObject({ ok: true });
  });

  test('does not pile up for a client that does not read: it is sent away', async () => {
    const agent = await openStubAgent();
    const { socket } = await greeted(agent.address.control);
    socket.pause();
    const closed = closing(socket);
    // More than the operating system keeps for a reader, more often than anybody needs to be told.
    const padding = problem('data.cache-rebuilt', 'x'.repeat(256 * 1024));
    for (let change = 0; change < 70; change += 1) {
      agent.status.changeActivity({ kind: 'protected', problem: padding });
    }
    socket.resume();
    await closed;
    expect(await (await connectClient(agent.dataDir)).request('state.read', {})).toMatchObject({ ok: true });
  });
});
