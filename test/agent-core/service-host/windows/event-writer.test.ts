import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { createEventWriter } from '../../../../agent-core/service-host/windows/event-writer.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

/** A stand-in for bridgehead-host.exe that writes down what it is called with and what it reads. */
function operators(mostWaiting?: number) {
  const dir = temporaryFolder();
  const said = join(dir, 'said');
  writeFileSync(join(dir, 'host'), `#!/bin/sh\n{ echo "$*"; cat; echo; } >>'${said}'\necho '{"ok":true}'\n`);
  chmodSync(join(dir, 'host'), 0o755);
  const lines = () => (existsSync(said) ? readFileSync(said, 'utf8').trim().split('\n') : []);
  return { write: createEventWriter(join(dir, 'host'), mostWaiting), lines };
}

test('events are written one after the other, by their numbers', async () => {
  const { write, lines } = operators();
  write('warning', 'first');
  write('error', 'second');
  await expect.poll(() => lines()).toHaveLength(4);
  expect(lines()).toEqual(['event --level warning --id 101', 'first', 'event --level error --id 102', 'second']);
});

test('more of them than the machine takes do not pile up', async () => {
  const { write, lines } = operators(8);
  for (let i = 0; i < 40; i += 1) write('warning', 'again');
  await expect.poll(() => lines()).toHaveLength(16);
});
