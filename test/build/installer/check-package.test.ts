/** Whatever must not reach anybody is found in what an installer would unpack: each is put there, and named. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import { expect, test } from 'vitest';
import { checkPackage } from '../../../build/installer/check-package.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

/** Sentinel, version 1, eight fuses. */
const program = (fuses = '01001100') => `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x08${fuses}`;

const agentFiles = [
  'node.exe',
  'bridgehead-host.exe',
  'bridgehead.cmd',
  'service/main.mjs',
  'cli/main.mjs',
  'updater/main.mjs',
  'updater/watcher.mjs',
  'storage/provisioning-worker.mjs',
  'storage/object-worker.mjs',
  'storage/backup-worker.mjs',
  'storage/damage-worker.mjs',
  'node_modules/koffi/index.js',
  'node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node',
  'bill-of-materials.cdx.json',
  'LICENSE.txt',
  'THIRD-PARTY-LICENCES.txt',
];

async function check(change: (dir: string) => void = () => undefined, windowFiles: readonly string[] = []) {
  const dir = temporaryFolder();
  const [unpackedDir, windowDir] = [join(dir, 'unpacked'), join(dir, 'window')];
  const place = (path: string, text = 'x') => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  place(join(unpackedDir, 'Bridgehead.exe'), program());
  place(join(unpackedDir, 'version'), '45.4.1');
  for (const file of agentFiles) place(join(unpackedDir, 'resources', 'agent', file));
  for (const file of ['main.cjs', 'preload.cjs', 'package.json', 'page/index.html', ...windowFiles])
    place(join(windowDir, file));
  await createPackage(windowDir, join(unpackedDir, 'resources', 'app.asar'));
  change(unpackedDir);
  return await checkPackage(unpackedDir);
}

test('nothing is wrong with a package as it should be', async () => {
  expect(await check()).toEqual([]);
});

test('the Electron that only tests run on is found, by its version and by what it brings', async () => {
  const old = Buffer.concat([Buffer.from(program(), 'latin1'), Buffer.from('25.1.1', 'utf16le')]);
  expect(await check((dir) => writeFileSync(join(dir, 'Bridgehead.exe'), old))).toEqual([
    'Bridgehead.exe is Electron 25.1.1, which is for tests',
  ]);
  expect(await check((dir) => writeFileSync(join(dir, 'version'), '25.1.1'))).toHaveLength(1);
  expect(await check((dir) => writeFileSync(join(dir, 'resources', 'default_app.asar'), ''))).toHaveLength(1);
  expect(await check((dir) => writeFileSync(join(dir, '@wingconsoledesktop'), ''))).toHaveLength(1);
});

test('a fuse that is not as it should be is named', async () => {
  const found = await check((dir) => writeFileSync(join(dir, 'Bridgehead.exe'), program('11001100'), 'latin1'));
  expect(found).toEqual(['the fuse RunAsNode is not off']);
  expect(await check((dir) => writeFileSync(join(dir, 'Bridgehead.exe'), program('01001000'), 'latin1'))).toEqual([
    'the fuse OnlyLoadAppFromAsar is not on',
  ]);
});

test.each(agentFiles)('without %s it is not complete', async (file) => {
  expect(await check((dir) => rmSync(join(dir, 'resources', 'agent', file)))).toEqual([`${file} is missing`]);
});

test('a part that a program loads later is found missing', async () => {
  const program = 'import{a}from"./main-start.mjs";export const b=()=>import(`./main-late.mjs`);import("node:fs")';
  const parts = ['main-start.mjs', 'main-late.mjs'];
  const findWithout = (missing: string) =>
    check((dir) => {
      const place = (name: string, text: string) =>
        writeFileSync(join(dir, 'resources', 'agent', 'service', name), text);
      place('main.mjs', program);
      for (const part of parts.filter((each) => each !== missing)) place(part, 'export{}');
    });
  for (const part of parts)
    expect(await findWithout(part)).toEqual([`service/${part}, which service/main.mjs loads, is missing`]);
  expect(await findWithout('none')).toEqual([]);
});

test('only the window is in its archive', async () => {
  const found = await check(undefined, ['node_modules/left/index.js']);
  expect(found.some((finding) => finding.includes('node_modules'))).toBe(true);
});
