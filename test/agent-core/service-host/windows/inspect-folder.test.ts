import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectFolder } from '../../../../agent-core/service-host/windows/inspect-folder.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

/** A stand-in for bridgehead-host.exe. */
function inspect(answer: string) {
  const hostPath = join(temporaryFolder(), 'host');
  writeFileSync(
    hostPath,
    `#!/bin/sh\n[ "$*" = 'inspect-folder --path C:\\data --full service:T' ] && echo '${answer}'\n`,
  );
  chmodSync(hostPath, 0o755);
  return inspectFolder(hostPath, 'C:\\data', 'T');
}

const everyone = { sid: 'S-1-1-0', account: 'Everyone' };

test('a folder that nobody else may open is good', () => {
  expect(inspect('{"ok":true,"hasList":true,"others":[]}')).toEqual({ ok: true, value: undefined });
});

test.each([
  [
    'somebody else may open',
    { hasList: true, others: [everyone, { sid: 'S-1-5-7', account: null }] },
    'Everyone, S-1-5-7',
  ],
  ['has no access list', { hasList: false, others: [] }, 'everybody'],
  ['has entries of another kind', { hasList: true, others: [{ sid: null, account: null }] }, 'does not make'],
  ['nobody can say anything of', 'no answer', 'does not say'],
])('a folder that %s is a problem', (_what, answer, detail) => {
  expect(inspect(JSON.stringify(answer))).toMatchObject({
    problem: { code: 'data.folder-open', detail: expect.stringContaining(detail) },
  });
});
