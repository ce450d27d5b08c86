import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPeerAccount } from '../../../agent-core/service/peer-account.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

test('the account at the other end of a socket is what the kernel says, and nothing once it is gone', async () => {
  const path = join(temporaryFolder(), 'door.sock');
  const server = createServer();
  onTestFinished(() => void server.close());
  server.listen(path);
  await once(server, 'listening');
  const client = connect(path);
  const [socket]: readonly Socket[] = await once(server, 'connection');
  if (socket === undefined) throw new Error('nobody came');
  expect(readPeerAccount(socket)).toBe(userInfo().username);
  client.destroy();
  socket.destroy();
  expect(readPeerAccount(socket)).toBeNull();
});
