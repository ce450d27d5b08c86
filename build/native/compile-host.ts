/** `node compile-host.ts FOLDER`: compiles bridgehead-host.exe. The same source makes the same bytes. build-native.ts starts it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const projectDir = join(import.meta.dirname, '..', '..');
const sourceDir = join(projectDir, 'agent-core', 'service-host', 'native');
const tools = 'x86_64-w64-mingw32-';

/** Windows Server 2016 and later; only libraries that are part of Windows. */
const compilerWords = [
  ...['-std=c11', '-Os', '-s', '-static', '-municode', '-D_WIN32_WINNT=0x0A00', '-DUNICODE'],
  ...['-Wall', '-Wextra', '-Wconversion', '-Werror'],
  ...['-fstack-protector-strong', '-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va'],
];
const libraries = ['-ladvapi32', '-lnetapi32'];

const [outDir] = process.argv.slice(2);
if (outDir === undefined) throw new Error('usage: compile-host.ts FOLDER');
compile(outDir);

function compile(outDir: string): void {
  mkdirSync(outDir, { recursive: true });
  const workDir = mkdtempSync(join(tmpdir(), 'bridgehead-native-'));
  try {
    run('windmc', ['-h', workDir, '-r', workDir, 'events.mc']);
    const resources = join(workDir, 'resources.o');
    run('windres', [...versionWords(), '-I', workDir, 'host.rc', resources]);
    const output = join(outDir, 'bridgehead-host.exe');
    run('gcc', [...compilerWords, '-I', workDir, ...cFiles(), resources, '-o', output, ...libraries]);
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

function versionWords(): readonly string[] {
  const packageText = readFileSync(join(projectDir, 'package.json'), 'utf8');
  const [, version = '', major, minor, patch] = /"version": "((\d+)\.(\d+)\.(\d+)[^"]*)"/.exec(packageText) ?? [];
  return [`-DBRIDGEHEAD_VERSION=${major},${minor},${patch},0`, `-DBRIDGEHEAD_VERSION_TEXT=\\"${version}\\"`];
}

function cFiles(): readonly string[] {
  return ['', 'plain'].flatMap((folder) =>
    readdirSync(join(sourceDir, folder))
      .filter((name) => name.endsWith('.c'))
      .sort()
      .map((name) => join(folder, name)),
  );
}

function run(tool: string, commandLine: readonly string[]): void {
  execFileSync(`${tools}${tool}`, commandLine, { cwd: sourceDir, stdio: ['ignore', 'inherit', 'inherit'] });
}
