import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSigning } from '../../../build/installer/sign-file.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

/** What a tool for signing does to a file, as a program. */
async function sign(name: string, ...words: readonly string[]): Promise<string> {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, 'program');
  await readSigning({ BRIDGEHEAD_SIGN: JSON.stringify(words) })?.(path);
  return readFileSync(path, 'utf8');
}

test('a tool that changes the file is told its path', async () => {
  expect(await sign('Bridgehead.exe', 'sh', '-c', 'printf signed > "$0"', '{file}')).toBe('signed');
});

test('what a tool writes elsewhere takes the place of the file', async () => {
  const written = await sign(
    'Bridgehead.exe',
    'sh',
    '-c',
    'cat "$0" > "$1" && printf +signed >> "$1"',
    '{file}',
    '{signed}',
  );
  expect(written).toBe('program+signed');
});

test('a tool that fails ends the build', async () => {
  await expect(sign('Bridgehead.exe', 'sh', '-c', 'exit 3', '{file}')).rejects.toThrow('ended with 3');
});

test('the runtime keeps the signature of its makers', async () => {
  expect(await sign('node.exe', 'sh', '-c', 'printf signed > "$0"', '{file}')).toBe('program');
});

test('nothing said, nothing signed; said wrongly, nothing built', () => {
  expect(readSigning({})).toBeNull();
  expect(() => readSigning({ BRIDGEHEAD_SIGN: 'signtool sign' })).toThrow();
});
