import { chmodSync, closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyPipe } from '../../../agent-core/client/verify-pipe.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

/** A stand-in for bridgehead-host.exe. */
function verify(answer: string, exitCode = 0) {
  const hostPath = join(temporaryFolder(), 'host');
  writeFileSync(hostPath, `#!/bin/sh\necho '${answer}'\nexit ${exitCode}\n`);
  chmodSync(hostPath, 0o755);
  return verifyPipe({ pipe: 'bridgehead-control', service: 'BridgeheadAgent', hostPath });
}

test('R37: a pipe that the process of the service made is trusted', async () => {
  expect(await verify('{"ok":true,"serverPid":7,"servicePid":7,"isService":true}')).toMatchObject({ ok: true });
});

test.each([
  ['another process made', '{"ok":true,"serverPid":8,"servicePid":7,"isService":false}', 'process 8'],
  ['is there while the service is not', '{"ok":true,"serverPid":8,"servicePid":0,"isService":false}', 'does not run'],
  ['nobody speaks for', 'no JSON', 'does not say'],
])('R37: a pipe that %s is not', async (_what, answer, detail) => {
  expect(await verify(answer)).toMatchObject({
    problem: { code: 'control.untrusted-agent', detail: expect.stringContaining(detail) },
  });
});

test('R37: while the service host cannot be started, nobody is trusted', async () => {
  const hostPath = join(temporaryFolder(), 'host');
  // Of a file that somebody writes to, no process begins.
  const writer = openSync(hostPath, 'w', 0o755);
  const verified = verifyPipe({ pipe: 'bridgehead-control', service: 'BridgeheadAgent', hostPath });
  expect(await verified).toMatchObject({ problem: { code: 'control.untrusted-agent' } });
  closeSync(writer);
});

test.each([
  [5, 'control.access-denied'],
  [2, 'control.not-running'],
])('a pipe that cannot be opened because of %i is %s', async (win32, code) => {
  const answer = { ok: false, code: 'x', win32, step: 'opening the pipe', detail: null };
  expect(await verify(JSON.stringify(answer), 1)).toMatchObject({ problem: { code } });
});
