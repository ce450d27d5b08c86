/** A small HTTP proxy on loopback that lets connections through, or refuses them, and remembers where they went. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ConnectProxy {
  readonly origin: string;
  /** `host:port` of every tunnel asked for. */
  readonly tunnels: readonly string[];
}

/** @param refusesWith the status of its answer to CONNECT; null lets everybody through */
export async function startConnectProxy(refusesWith: number | null = null): Promise<ConnectProxy> {
  const tunnels: string[] = [];
  const server = createServer((_request, response) => response.writeHead(501).end());
  server.on('connect', ({ url = '' }, socket) => {
    tunnels.push(url);
    if (refusesWith !== null) {
      socket.end(`HTTP/1.1 ${refusesWith} No\r\n\r\n`);
      return;
    }
    const [host, port] = url.split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
    socket.on('close', () => target.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return { origin: `http://127.0.0.1:${address.port}`, tunnels };
}
