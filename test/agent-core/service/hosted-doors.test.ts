import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { protocolVersion } from '../../../agent-core/contract/control-api.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { followHost } from '../../../agent-core/service/host-orders.ts';
import { openHostedDoors } from '../../../agent-core/service/hosted-doors.ts';
import type { Caller, Responders } from '../../../agent-core/service/responder.ts';
import { speakOn, stubParts, testClient } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const pipe = `bridgehead-call-${'0'.repeat(32)}`;
const preface = { door: 'control', account: 'LAB\\ada', sid: 'S-1-5-21-1-2-3-1000', pid: 4 };

/** The host's end: has the agent call back, and says `first` before the caller's words. */
async function callAgent(first: string, responders: Partial<Responders> = {}): Promise<Socket> {
  const dir = temporaryFolder();
  const server = createServer();
  await new Promise<void>((settle) => server.listen(join(dir, pipe), settle));
  onTestFinished(() => new Promise<void>((settle) => server.close(() => settle())));
  const orders = followHost(new PassThrough().end(`caller ${pipe}\n`));
  const doors = openHostedDoors(orders, stubParts(responders), (name) => connect(join(dir, name)));
  onTestFinished(() => doors.close());
  const [socket]: Socket[] = await once(server, 'connection');
  if (socket === undefined) throw new Error('no connection');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  socket.write(first);
  return socket;
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

async function greet(socket: Socket) {
  const rpc = speakOn(socket);
  return { rpc, greeting: await rpc.sendRequest('hello', { protocol: protocolVersion, client: testClient }) };
}

test.each([
  ['control', ['read', 'change', 'approve']],
  ['approvals', ['read', 'approve']],
  ['status', ['read']],
])('R37: the host says which door a caller came through: %s', async (door, permissions) => {
  expect((await greet(await callAgent(line({ ...preface, door })))).greeting).toMatchObject({ permissions });
});

test.each([
  ['LAB\\ada', 'LAB\\ada'],
  [null, preface.sid],
])('R37: the host says which account a caller has: %s', async (account, known) => {
  const callers: (Caller | undefined)[] = [];
  const { rpc } = await greet(
    await callAgent(line({ ...preface, account }), {
      'schedule.pause': (_parameters, _signal, caller) => {
        callers.push(caller);
        return succeed({});
      },
    }),
  );
  await rpc.sendRequest('schedule.pause', {});
  expect(callers).toMatchObject([{ account: known, door: 'control' }]);
});

test('R37: what a caller says begins behind the line of the host, wherever the line was cut', async () => {
  const socket = await callAgent(line(preface).slice(0, 10));
  socket.write(line(preface).slice(10));
  expect((await greet(socket)).greeting).toMatchObject({ permissions: ['read', 'change', 'approve'] });
});

test.each([
  ['what is no JSON', 'Content-Length: 2\r\n\r\n{}'],
  ['a door that there is not', line({ ...preface, door: 'kitchen' })],
  ['nobody', line({ ...preface, sid: '' })],
  ['a line without end', 'x'.repeat(5_000)],
])('R37: a connection that begins with %s is ended', async (_what, first) => {
  const socket = await callAgent(first);
  socket.resume();
  await once(socket, 'close');
  expect(socket.bytesRead).toBe(0);
});

test('the word to stop is heard, and so is the end of the host', async () => {
  const told = followHost(new PassThrough().end('something else\nstop\n'));
  const left = new PassThrough();
  const alone = followHost(left);
  left.end();
  const broken = new PassThrough();
  const cut = followHost(broken);
  broken.destroy(new Error('EPIPE'));
  await expect(Promise.all([told.stopped, alone.stopped, cut.stopped])).resolves.toHaveLength(3);
});

test('a caller who comes before the agent has opened its doors is kept, and any other word is no caller', async () => {
  const input = new PassThrough();
  const orders = followHost(input);
  input.write(`caller ${pipe}\ncaller ../../etc\ncaller bridgehead-call-xyz\n`);
  await new Promise(setImmediate);
  const seen: string[] = [];
  orders.onCaller((name) => seen.push(name));
  input.end();
  await orders.stopped;
  expect(seen).toEqual([pipe]);
});
