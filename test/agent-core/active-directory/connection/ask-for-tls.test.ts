import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { openSecureSocket } from '../../../../agent-core/active-directory/secure-socket.ts';

const never = new AbortController().signal;
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that does this with everything it receives. */
async function serverThat(treat: (socket: Socket, request: Buffer) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (request) => treat(socket, request));
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const open = (port: number, signal = never) =>
  openSecureSocket({ host: 'dc1.contoso.test', address: '127.0.0.1', port }, 'starttls', createSecureContext(), signal);

/** ExtendedResponse (RFC 4511, 4.12) with this result code, to the first message. */
const answerWith = (code: number) => Buffer.from([0x30, 12, 2, 1, 1, 0x78, 7, 0x0a, 1, code, 4, 0, 4, 0]);

test('a controller without a certificate is a problem, and nothing but the question was sent', async () => {
  const received: Buffer[] = [];
  const port = await serverThat((socket, request) => {
    received.push(request);
    socket.write(answerWith(52));
  });
  expect(await open(port)).toMatchObject({
    ok: false,
    problem: { code: 'directory.no-tls', detail: expect.stringContaining('LDAP result 52') },
  });
  expect(Buffer.concat(received).toString('latin1')).toContain('1.3.6.1.4.1.1466.20037');
});

test('what somebody put behind the answer, to be taken for the secured connection, ends it', async () => {
  const port = await serverThat((socket) => socket.write(Buffer.concat([answerWith(0), Buffer.from('injected')])));
  expect(await open(port)).toMatchObject({
    problem: { code: 'directory.no-answer', detail: expect.stringContaining('more came than was asked for') },
  });
});

test.each([
  ['nonsense', Buffer.from('SSH-2.0-OpenSSH')],
  ['an answer of another kind', Buffer.from([0x30, 12, 2, 1, 1, 0x61, 7, 0x0a, 1, 0, 4, 0, 4, 0])],
  ['an answer of absurd length', Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff])],
  ['an answer without a length', Buffer.from([0x30, 0x80, 0, 0])],
])('%s is no answer', async (_what, bytes) => {
  const port = await serverThat((socket) => {
    socket.write(bytes);
    socket.end();
  });
  expect(await open(port)).toMatchObject({ ok: false, problem: { code: 'directory.no-answer' } });
});

test('a controller that agrees and then speaks no TLS is unreachable', async () => {
  const port = await serverThat((socket, request) => {
    if (request[0] === 0x30) socket.write(answerWith(0));
    else socket.destroy();
  });
  expect(await open(port)).toMatchObject({ ok: false, problem: { code: 'directory.unreachable' } });
});

test('the question is given up with the signal', async () => {
  const abort = new AbortController();
  const asked = Promise.withResolvers<void>();
  const port = await serverThat(() => asked.resolve());
  const opened = open(port, abort.signal);
  await asked.promise;
  abort.abort();
  expect(await opened).toMatchObject({ ok: false, problem: { code: 'run.cancelled' } });
});
