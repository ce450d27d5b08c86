/** The HTTPS socket of the tenant: turns bytes into requests and carries out what is to happen on the wire. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { assertNever } from '../assert-never.ts';
import { type Delivery, jsonReply, type TenantReply, type TenantRequest } from './exchange.ts';

/** Graph refuses larger requests too. */
const bodyLimitBytes = 4 * 1024 * 1024;

export interface TenantServerOptions {
  readonly address: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Names this server in links when a request carries no usable Host header. */
  readonly hostName: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  readonly now: () => Date;
  readonly answer: (request: TenantRequest) => Promise<Delivery>;
  readonly log: (line: string) => void;
}

export interface TenantServer {
  readonly port: number;
  /** Ends every connection, silent ones too. */
  readonly close: () => Promise<void>;
}

export function listen(options: TenantServerOptions): Promise<TenantServer> {
  const server = createServer({ cert: options.certificatePem, key: options.privateKeyPem }, (message, response) => {
    serve(options, message, response).catch((error: unknown) => {
      if (message.destroyed && !message.complete) return;
      options.log(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      if (!response.headersSent) sendReply(response, unexpectedReply());
      else response.destroy();
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.address, () => {
      const bound = server.address();
      if (bound === null || typeof bound === 'string') return reject(new Error('The server has no port.'));
      resolve({
        port: bound.port,
        close: () =>
          new Promise((closed, failed) => {
            server.close((error) => (error === undefined ? closed() : failed(error)));
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function serve(options: TenantServerOptions, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(message);
  if (body === undefined) {
    sendReply(response, tooLargeReply());
    return;
  }
  deliver(response, await options.answer(requestOf(options, message, body)));
}

/** Undefined when the body is larger than anything the tenant reads. */
async function readBody(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of message) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    sizeBytes += bytes.length;
    // Read to the end all the same: a refusal only arrives when the client has finished sending.
    if (sizeBytes <= bodyLimitBytes) chunks.push(bytes);
  }
  return sizeBytes <= bodyLimitBytes ? Buffer.concat(chunks).toString('utf8') : undefined;
}

function requestOf(options: TenantServerOptions, message: IncomingMessage, body: string): TenantRequest {
  const target = message.url ?? '/';
  const queryStart = target.indexOf('?');
  const path = queryStart < 0 ? target : target.slice(0, queryStart);
  const requestId = randomUUID();
  const clientRequestId = message.headers['client-request-id'];
  return {
    method: message.method ?? 'GET',
    path,
    segments: path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeSegment),
    query: new URLSearchParams(queryStart < 0 ? '' : target.slice(queryStart + 1)),
    headers: message.headers,
    body,
    origin: `https://${usableHost(message.headers.host) ?? `${options.hostName}:${message.socket.localPort}`}`,
    isFromThisMachine: isLoopback(message.socket.remoteAddress),
    requestId,
    clientRequestId: typeof clientRequestId === 'string' && isGuid(clientRequestId) ? clientRequestId : requestId,
    receivedAt: options.now(),
  };
}

function decodeSegment(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const usableHost = (host: string | undefined): string | undefined =>
  host !== undefined && /^([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?$/i.test(host) ? host.toLowerCase() : undefined;

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && (address === '::1' || /^(::ffff:)?127\./.test(address));

const isGuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

function deliver(response: ServerResponse, delivery: Delivery): void {
  switch (delivery.kind) {
    case 'reply':
      sendReply(response, delivery.reply);
      return;
    case 'truncated': {
      const whole = Buffer.from(delivery.reply.body);
      response.writeHead(delivery.reply.status, { ...delivery.reply.headers, 'content-length': whole.length });
      response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.socket?.destroy());
      return;
    }
    case 'silence':
      return;
    case 'reset':
      response.socket?.destroy();
      return;
    default:
      assertNever(delivery);
  }
}

function sendReply(response: ServerResponse, reply: TenantReply): void {
  const hasBody = reply.status !== 204;
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(hasBody ? { 'content-length': Buffer.byteLength(reply.body) } : {}),
  });
  response.end(hasBody ? reply.body : undefined);
}

const tooLargeReply = (): TenantReply =>
  jsonReply(413, { error: { code: 'RequestEntityTooLarge', message: 'The request is larger than 4 MiB.' } });

const unexpectedReply = (): TenantReply =>
  jsonReply(500, {
    error: { code: 'InternalServerError', message: 'The lab tenant failed unexpectedly; its log says how.' },
  });
