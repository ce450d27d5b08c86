/** A server of updates on this machine, as any static server is, and with the manners a test gives it. */

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

type Manner = (request: IncomingMessage, response: ServerResponse) => void;

export interface UpdateServer {
  readonly address: string;
  /** Method, path and range of everything that was asked. */
  readonly asked: string[];
  /** From now on, this path is answered like this. */
  answer(path: string, manner: Manner): void;
  /** The next time that such a path is asked for, it is answered like this. */
  answerOnce(path: RegExp, manner: Manner): void;
}

export async function serveUpdates(folder: string): Promise<UpdateServer> {
  const manners = new Map<string, Manner>();
  const asked: string[] = [];
  let once: { readonly path: RegExp; readonly manner: Manner } | null = null;
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1);
    asked.push(`${path} ${request.headers.range ?? ''}`.trim());
    const single = once?.path.test(path) === true ? once.manner : undefined;
    if (single !== undefined) once = null;
    const manner =
      single ?? manners.get(path) ?? ((_request, reply) => void serveFile(join(folder, path), request, reply));
    manner(request, response);
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((settle) => server.close(settle));
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    answerOnce: (path, manner) => {
      once = { path, manner };
    },
    answer: (path, manner) => void manners.set(path, manner),
  };
}

async function serveFile(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) {
    response.writeHead(404).end();
    return;
  }
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  if (range === null) {
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    return;
  }
  const part = bytes.subarray(Number(range[1]), Number(range[2]) + 1);
  response.writeHead(206, { 'content-length': part.length }).end(part);
}
