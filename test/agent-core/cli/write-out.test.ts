import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeOut, writeOutPieces } from '../../../agent-core/cli/write-out.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

test('a file gets the text, at once or piece by piece, the latter for its owner alone', async () => {
  const dir = temporaryFolder();
  expect(writeOut(join(dir, 'a'), 'text')).toEqual(succeed(undefined));
  const pieces = await writeOutPieces(join(dir, 'b'), async (write) => {
    for (const piece of ['one', 'two']) await write(piece);
    return succeed(2);
  });
  expect(pieces).toEqual(succeed(2));
  expect([readFileSync(join(dir, 'a'), 'utf8'), readFileSync(join(dir, 'b'), 'utf8')]).toEqual(['text', 'onetwo']);
  expect(statSync(join(dir, 'b')).mode & 0o777).toBe(0o600);
});

test('what cannot be written is a problem that names the file; what fails meanwhile is handed on', async () => {
  const path = join(temporaryFolder(), 'missing', 'a');
  const refused = { problem: { code: 'file.not-written', detail: `${path}: ENOENT` } };
  expect(writeOut(path, '')).toMatchObject(refused);
  expect(await writeOutPieces(path, async () => succeed(0))).toMatchObject(refused);
  const lost = fail(problem('control.disconnected', 'the agent'));
  expect(await writeOutPieces(join(temporaryFolder(), 'a'), async () => lost)).toEqual(lost);
});
