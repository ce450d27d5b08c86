import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { verifyAgent } from '../../../agent-core/client/verify-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

// As the agent itself does: whatever is created here belongs to this account alone.
const umask = process.umask(0o077);
afterAll(() => void process.umask(umask));

const somebody = 4242;

async function listeningSocket(parent = temporaryFolder()): Promise<{ readonly dir: string; readonly path: string }> {
  const dir = join(parent, 'data');
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

/** Only root can put a folder where nobody else could have put it. */
test.runIf(process.getuid?.() === 0)(
  'a folder that root gave to somebody else is trusted, for as long as the socket is theirs',
  async () => {
    const given = mkdtempSync('/run/bh-');
    onTestFinished(() => rmSync(given, { recursive: true, force: true }));
    chmodSync(given, 0o755);
    const { dir, path } = await listeningSocket(given);
    chownSync(dir, somebody, somebody);
    chownSync(path, somebody, somebody);
    expect(await verifyAgent(path)).toEqual({ ok: true, value: undefined });
    chownSync(path, somebody + 1, somebody);
    expect(await verifyAgent(path)).toMatchObject(untrusted(/control.sock belongs to user/));
    chownSync(path, somebody, somebody);
    chmodSync(given, 0o777);
    expect(await verifyAgent(path)).toMatchObject(untrusted(/data belongs to user/));
  },
);

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

  test.each([0o606, 0o604, 0o602])('a socket with mode %o, which everybody may use', async (mode) => {
    const { path } = await listeningSocket();
    chmodSync(path, mode);
    expect(await verifyAgent(path)).toMatchObject(untrusted(/is open to everybody/));
  });

  test('a folder of somebody else behind a link of our own', async () => {
    const { dir } = await listeningSocket();
    const link = join(temporaryFolder(), 'link');
    symlinkSync(dir, link);
    expect(await verifyAgent(join(link, 'control.sock'))).toMatchObject({ ok: true });
    giveAway(dir);
    expect(await verifyAgent(join(link, 'control.sock'))).toMatchObject(untrusted(/belongs to user/));
  });

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
