/**
 * Builds what electron-builder would download on a machine with the internet, as test doubles from the C beside it: NSIS plug-ins, makensis,
 * elevate.exe and an Electron that does nothing. No package that anybody gets is made with them: only build/installer's caller here names them.
 */
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const sourceDir = join(import.meta.dirname, 'toolset');
const compiler = 'x86_64-w64-mingw32-gcc';
const unpackerPath = join(import.meta.dirname, 'node_modules', '7zip-bin', 'win', 'x64', '7za.exe');

export interface Toolset {
  /** For the process that runs electron-builder. */
  readonly environment: Readonly<Record<string, string>>;
  /** Instead of an Electron to download. */
  readonly electronDir: string;
}

/** @param dir an empty one */
export async function buildToolset(dir: string): Promise<Toolset> {
  const [pluginDir, nsisDir, electronDir] = [
    join(dir, 'resources', 'plugins', 'x86-unicode'),
    join(dir, 'nsis'),
    join(dir, 'electron'),
  ];
  for (const made of [pluginDir, nsisDir, electronDir]) await mkdir(made, { recursive: true });
  await Promise.all([
    ...['StdUtils', 'UAC', 'WinShell', 'SpiderBanner', 'nsProcess'].map((name) => compilePlugin(pluginDir, name)),
    compileUnpacker(dir, pluginDir),
    run(compiler, ['-Os', '-s', '-municode', '-o', join(nsisDir, 'elevate.exe'), join(sourceDir, 'elevate.c')]),
    makeElectron(dir, electronDir),
    copyScript('makensis', nsisDir),
    copyScript('wine', dir),
  ]);
  return {
    environment: {
      PATH: `${dir}:${process.env.PATH}`,
      ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
      ELECTRON_BUILDER_NSIS_DIR: nsisDir,
      ELECTRON_BUILDER_NSIS_RESOURCES_DIR: join(dir, 'resources'),
    },
    electronDir,
  };
}

/** The folder has this name because electron-builder's script asks for it; what is in it is for 64 bits, as the makensis beside says. */
async function compilePlugin(pluginDir: string, name: string, ...objects: readonly string[]): Promise<void> {
  await run(compiler, [
    ...['-O2', '-s', '-shared', '-static-libgcc', '-w', `-L/usr/x86_64-w64-mingw32/lib/nsis`],
    ...['-o', join(pluginDir, `${name}.dll`), join(sourceDir, `${name}.c`), ...objects],
    ...['-lpluginapi-amd64-unicode', '-lshlwapi', '-lshell32', '-ladvapi32'],
  ]);
}

async function compileUnpacker(dir: string, pluginDir: string): Promise<void> {
  await writeFile(join(dir, 'nsis7z.rc'), `SEVENZA RCDATA "${unpackerPath}"\n`);
  await compileResource(join(dir, 'nsis7z.rc'), join(dir, 'nsis7z.o'));
  await compilePlugin(pluginDir, 'nsis7z', join(dir, 'nsis7z.o'));
}

async function makeElectron(dir: string, electronDir: string): Promise<void> {
  const resource = join(dir, 'electron-stand-in.o');
  await compileResource(join(sourceDir, 'electron-stand-in.rc'), resource);
  const program = join(electronDir, 'electron.exe');
  await run(compiler, [
    '-Os',
    '-s',
    '-municode',
    '-mwindows',
    '-o',
    program,
    join(sourceDir, 'electron-stand-in.c'),
    resource,
  ]);
  for (const folder of ['locales', 'resources']) await mkdir(join(electronDir, folder));
  await writeFile(join(electronDir, 'version'), '45.4.1');
  await writeFile(join(electronDir, 'LICENSE'), 'A stand-in for Electron.\n');
}

const compileResource = (from: string, to: string) => run('x86_64-w64-mingw32-windres', [from, to]);

async function copyScript(name: string, to: string): Promise<void> {
  const path = join(to, name);
  await rm(path, { force: true });
  await copyFile(join(sourceDir, name), path);
  await chmod(path, 0o755);
}
