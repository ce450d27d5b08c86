import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { verifyAgent } from '../../../agent-core/client/verify-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

// As the agent itself does: whatever is created here belongs to this account alone.
process.umask(0o077);

const somebody = 4242;

async function listeningSocket(): Promise<{ readonly dir: string; readonly path: string }> {
  const dir = join(temporaryFolder(), 'data');
  mkdirSync(dir, { mode: 0o711 });
  const path = join(dir, 'control.sock');
  const server = createServer();
  await new Promise<void>((settle) => server.listen(path, settle));
  onTestFinished(() => new Promise<void>((settle) => server.close(() => settle())));
  return { dir, path };
}

/** Makes the caller and the owner of `path` two different people, neither of them root. */
function giveAway(path: string): void {
  if (process.getuid?.() === 0) chownSync(path, somebody, somebody);
  else vi.spyOn(process, 'getuid').mockReturnValue(somebody);
}

const untrusted = (detail: RegExp) => ({
  ok: false,
  problem: { code: 'control.untrusted-agent', detail: expect.stringMatching(detail) },
});

test('a socket of our own in a folder of our own is trusted', async () => {
  expect(await verifyAgent((await listeningSocket()).path)).toEqual({ ok: true, value: undefined });
});

describe('nothing is said to', () => {
  test('a socket that belongs to somebody else', async () => {
    const { path } = await listeningSocket();
    giveAway(path);
    expect(await verifyAgent(path)).toMatchObject(untrusted(/belongs to user/));
  });

  test('a socket in a folder that belongs to somebody else', async () => {
    const { dir, path } = await listeningSocket();
    giveAway(dir);
    expect(await verifyAgent(path)).toMatchObject(untrusted(/belongs to user/));
  });

  test.each([0o731, 0o713, 0o777])(
    'a socket in a folder with mode %o, where others may put one in its place',
    async (mode) => {
      const { dir, path } = await listeningSocket();
      chmodSync(dir, mode);
      expect(await verifyAgent(path)).toMatchObject(untrusted(/others may write to/));
    },
  );

  test('a file', async () => {
    const path = join(temporaryFolder(), 'control.sock');
    writeFileSync(path, '');
    expect(await verifyAgent(path)).toMatchObject(untrusted(/is not a socket/));
  });

  test('a link, wherever it leads', async () => {
    const { dir, path } = await listeningSocket();
    symlinkSync(path, join(dir, 'link.sock'));
    expect(await verifyAgent(join(dir, 'link.sock'))).toMatchObject(untrusted(/is not a socket/));
  });
});

test('where there is nothing, no agent is running', async () => {
  const path = join(temporaryFolder(), 'control.sock');
  expect(await verifyAgent(path)).toMatchObject({
    ok: false,
    problem: { code: 'control.not-running', detail: `${path}: ENOENT` },
  });
});
