import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createNetwork, type NetworkOptions } from '../../../agent-core/entra/network.ts';
import { startConnectProxy } from '../../builders/connect-proxy.ts';
import { makeServerCertificate, type ServerCertificate } from '../../lab/tenant/testing/certificates.ts';

const never = new AbortController().signal;
let certificate: ServerCertificate;

beforeAll(async () => {
  certificate = await makeServerCertificate();
});

async function serve(listener: RequestListener, options: ServerOptions = {}): Promise<string> {
  const server: Server = createServer(
    { cert: certificate.certificatePem, key: certificate.privateKeyPem, ...options },
    listener,
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/users`;
}

function ask(url: string, options: Partial<NetworkOptions> = {}, signal = never) {
  const network = createNetwork({
    trust: createSecureContext({ ca: certificate.caPem }),
    proxy: null,
    answerTimeoutMs: 5_000,
    ...options,
  });
  return network.send({ method: 'GET', url, headers: {} }, signal);
}

test('an answer comes back with its status, its headers in small letters and its body', async () => {
  const url = await serve((_request, response) => response.writeHead(429, { 'Retry-After': '7' }).end('later'));
  expect(await ask(url)).toMatchObject({
    ok: true,
    value: { status: 429, headers: { 'retry-after': '7' }, body: 'later' },
  });
});

describe('no answer is a problem that says so', () => {
  const noAnswer = { ok: false, problem: { code: 'tenant.no-answer' } };

  test('when nothing is said for too long', async () => {
    expect(await ask(await serve(() => {}), { answerTimeoutMs: 100 })).toMatchObject(noAnswer);
  });

  test('when an answer that never pauses never ends', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await ask(url, { exchangeTimeoutMs: 200 })).toMatchObject(noAnswer);
  });

  test('when the connection breaks in the middle of the answer', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
    });
    expect(await ask(url)).toMatchObject(noAnswer);
  });
});

test('whoever gives up is not told that the tenant failed', async () => {
  const giveUp = new AbortController();
  const url = await serve(() => giveUp.abort());
  expect(await ask(url, {}, giveUp.signal)).toMatchObject({ ok: false, problem: { code: 'run.cancelled' } });
});

test('an authority that is not trusted, a closed door and an answer that is no HTTP are told apart', async () => {
  const url = await serve((request) => request.socket.end('SSH-2.0-nonsense\r\n\r\n'));
  expect(await ask(url)).toMatchObject({ problem: { code: 'tenant.unreadable-answer' } });
  expect(await ask(url, { trust: createSecureContext({ ca: [] }) })).toMatchObject({
    problem: { code: 'tenant.untrusted-certificate' },
  });
  expect(await ask('https://127.0.0.1:9/')).toMatchObject({ problem: { code: 'tenant.unreachable' } });
});

describe('a proxy', () => {
  test('is what everything goes through, and sees nothing of it', async () => {
    const url = await serve((_request, response) => response.end('through the tunnel'));
    const proxy = await startConnectProxy();
    expect(await ask(url, { proxy: proxy.origin })).toMatchObject({ ok: true, value: { body: 'through the tunnel' } });
    expect(proxy.tunnels).toEqual([new URL(url).host]);
  });

  test('does not stand in for the tenant: its certificate is still checked', async () => {
    const url = await serve((_request, response) => response.end());
    const { origin: proxy } = await startConnectProxy();
    const untrusted = await ask(url, { proxy, trust: createSecureContext({ ca: [] }) });
    expect(untrusted).toMatchObject({ problem: { code: 'tenant.untrusted-certificate' } });
  });

  test('that refuses and one that is not there are told apart, and named', async () => {
    const url = await serve((_request, response) => response.end());
    const { origin: proxy } = await startConnectProxy(407);
    const refused = await ask(url, { proxy });
    expect(refused).toMatchObject({ problem: { code: 'tenant.proxy-refused' } });
    expect(JSON.stringify(refused)).toContain(proxy);
    const gone = await ask(url, { proxy: 'http://127.0.0.1:9' });
    expect(gone).toMatchObject({ problem: { code: 'tenant.unreachable' } });
    expect(JSON.stringify(gone)).toContain('through http://127.0.0.1:9');
  });
});
