import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../../../agent-core/system/run-program.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const withinMs = 30_000;
const runScript = (script: string, others = {}) => runProgram('sh', ['-c', script], { withinMs, ...others });

test('what it reads, writes and ends with is handed over', async () => {
  const ended = await runScript('read word; echo "$word $PLACE"; echo careful >&2; exit 3', {
    input: 'hello\n',
    environment: { PLACE: 'world' },
  });
  expect(ended).toEqual({ exitCode: 3, output: 'hello world\n', errors: 'careful\n' });
});

test('one that ends without reading is no defect', async () => {
  const ended = await runScript('exec true', { input: 'x'.repeat(1_000_000) });
  expect(ended).toEqual({ exitCode: 0, output: '', errors: '' });
});

test('one that does not end in time is ended, and one that is not there is named by why', async () => {
  expect(await runScript('exec sleep 60', { withinMs: 100 })).toEqual({
    ...{ exitCode: null, output: '' },
    errors: 'it did not end within 0.1 s',
  });
  expect(await runProgram('/no/such/program', [], { withinMs })).toEqual({
    ...{ exitCode: null, output: '' },
    errors: 'ENOENT',
  });
});

test('one whose file somebody else holds is named by why', async () => {
  const path = join(temporaryFolder(), 'program');
  const writer = openSync(path, 'w', 0o755);
  expect(await runProgram(path, [], { withinMs })).toEqual({ exitCode: null, output: '', errors: 'ETXTBSY' });
  closeSync(writer);
});
