/**
 * A machine with everything installed as on Windows, in a folder of its own: the real agent, command line and updater as built, a server of updates
 * on loopback, and two stand-ins that are real programs. The host keeps services by their process ids; a package is a program that stops them,
 * replaces the program folder and starts them again. Its clock is the real one, ahead by what a test lets pass: nothing is given up because the
 * machine that the tests run on is slow.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { UpdateAsk } from '../../agent-core/contract/update-exchange.ts';
import { type UpdaterStatus, updaterStatusSchema } from '../../agent-core/contract/update-exchange.ts';
import { version } from '../../agent-core/contract/version.ts';
import { replaceFile } from '../../agent-core/system/replace-file.ts';
import { buildAgentForAnyKey, placeOfUpdateKey } from '../../build/agent/build-agent.ts';
import { makeFeedKeys } from '../../build/feed/feed-keys.ts';
import { offerRelease } from '../../build/feed/issue-feed.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { serveUpdates } from './update-server.ts';

const projectDir = join(import.meta.dirname, '..', '..');
const keys = makeFeedKeys();
/** The version of the source, and so of what is installed at first. */
export const firstVersion = version;
const platform = `${process.platform}-${process.arch}` as 'linux-x64';

/** How long an installer may take, and how long a new version to become healthy, as the clock of the machine has it. */
export const patience = { installSeconds: 600, healthSeconds: 300 } as const;

/** Everything of the agent as a package has it, with a key that only this process can sign for. */
export async function buildPrograms(dir: string): Promise<void> {
  cpSync(await buildAgentForAnyKey(), dir, { recursive: true });
  const path = join(dir, 'updater', 'main.mjs');
  const source = readFileSync(path, 'utf8');
  if (!source.includes(placeOfUpdateKey)) throw new Error(`${path} pins no key`);
  writeFileSync(path, source.replaceAll(placeOfUpdateKey, keys.pinned));
}

export async function installedMachine(programs: string) {
  const root = temporaryFolder();
  const [programDir, dataDir, updatesDir] = ['program', 'data', 'updates'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  const feedDir = join(root, 'feed');
  mkdirSync(join(updatesDir, 'packages'), { recursive: true });
  mkdirSync(join(root, 'pids'));
  // Native add-ons are loaded from where they are installed.
  symlinkSync(join(projectDir, 'node_modules'), join(root, 'node_modules'));
  const server = await serveUpdates(feedDir);
  writeFileSync(join(updatesDir, 'updater.json'), JSON.stringify({ feed: server.address, ...patience }));
  const aheadPath = join(root, 'ahead');
  writeFileSync(aheadPath, '0');
  writeFileSync(clockPathIn(root), clockProgram(aheadPath));

  /** What a version is made of. @param spoil what is wrong with it */
  const payload = (of: string, spoil: (dir: string) => void = () => {}) => {
    const dir = join(root, 'payloads', of);
    cpSync(programs, dir, { recursive: true });
    for (const name of ['service', 'cli', 'updater']) reversion(join(dir, name, 'main.mjs'), of);
    program(join(dir, 'bridgehead-host'), hostProgram(root));
    spoil(dir);
    return dir;
  };
  const packageOf = (of: string, spoil?: (dir: string) => void) => {
    const path = join(root, `package-${of}`);
    program(path, packageProgram(root, payload(of, spoil)));
    return path;
  };
  // The one among the programs is replaced with them, perhaps at this very moment.
  const hostPath = join(root, 'host');
  program(hostPath, hostProgram(root));
  const runHost = async (...args: readonly string[]) => {
    const child = spawn(hostPath, args, { stdio: 'ignore' });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`the host ended with ${code}: ${args.join(' ')}`);
  };
  onTestFinished(async () => {
    for (const name of ['BridgeheadUpdater', 'BridgeheadAgent', 'BridgeheadWatcher'])
      await runHost('stop', '--name', name);
  });
  const readStatus = (): UpdaterStatus | null => {
    const path = join(updatesDir, 'status.json');
    return existsSync(path) ? updaterStatusSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
  };
  const until = async <Value>(read: () => Value | null | false, what: string): Promise<Value> => {
    for (const deadline = performance.now() + 180_000; performance.now() < deadline; await setTimeout(50)) {
      const value = read();
      if (value !== null && value !== false) return value;
    }
    throw new Error(`${what}: ${JSON.stringify(readStatus())}\n${readLog()}`);
  };
  const readLog = () => (existsSync(join(root, 'log')) ? readFileSync(join(root, 'log'), 'utf8') : '');
  /** Who runs, by their process ids. */
  const pidOf = (name: string) => {
    const path = join(root, 'pids', name);
    // Whoever starts it may not have written it down yet.
    return existsSync(path) ? Number(readFileSync(path, 'utf8')) || null : null;
  };
  const kill = (name: string) => process.kill(pidOf(name) ?? Number.NaN, 'SIGKILL');
  return {
    ...{ root, programDir, dataDir, updatesDir, server, runHost, readStatus, readLog, until, pidOf },
    /** As a person does by hand. */
    install: async () => {
      cpSync(packageOf(firstVersion), join(updatesDir, 'packages', `bridgehead-${firstVersion}.exe`));
      cpSync(join(root, 'payloads', firstVersion), programDir, { recursive: true });
      for (const name of ['BridgeheadAgent', 'BridgeheadUpdater']) await runHost('start', '--name', name);
      await until(() => existsSync(join(dataDir, 'record.db')) && readStatus()?.version === firstVersion, 'started');
    },
    publish: (of: string, spoil?: (dir: string) => void) =>
      offerRelease(
        { folder: feedDir, channel: 'stable', privateKey: keys.privateKey, now: new Date(), validDays: 1 },
        { version: of, minimumVersion: '0.0.0', stagedPercent: 100, platform, packagePath: packageOf(of, spoil) },
      ),
    /** As the agent does. */
    ask: (ask: UpdateAsk) => {
      const id = crypto.randomUUID();
      writeFileSync(join(dataDir, 'update-request.json'), JSON.stringify({ id, at: new Date().toISOString(), ask }));
      return until(() => readStatus()?.answered?.id === id && readStatus(), 'answered');
    },
    /** As a power failure does, and the service manager afterwards. */
    killUpdater: async () => {
      kill('BridgeheadUpdater');
      await runHost('stop', '--name', 'BridgeheadUpdater');
      await runHost('start', '--name', 'BridgeheadUpdater');
    },
    /** As a restart of the computer does to a service that starts by itself. */
    restartWatcher: async () => {
      kill('BridgeheadWatcher');
      await runHost('stop', '--name', 'BridgeheadWatcher');
      await runHost('start', '--name', 'BridgeheadWatcher');
    },
    /** Its clock is ahead by so much from then on. */
    letPass: (seconds: number) => replaceFile(aheadPath, String(seconds * 1000), 0o644),
    /** Everything is replaced then, and was started again. */
    installed: (of: string) => until(() => readLog().includes(`installed bridgehead-${of}.exe\n`), 'installed'),
    /** Nobody watches any more then. */
    ended: async () => {
      const progress = await until(() => readStatus()?.progress?.phase === 'ended' && readStatus()?.progress, 'ended');
      await until(() => pidOf('BridgeheadWatcher') === null, 'nobody watches any more');
      return progress;
    },
  };
}

/** In what was built, the version is a text. */
function reversion(path: string, of: string): void {
  const source = readFileSync(path, 'utf8');
  const said = new RegExp(`(\\bversion(?:\\$\\d+)? ?= ?)(["'\`])${firstVersion}\\2`, 'g');
  const changed = source.replaceAll(said, `$1$2${of}$2`);
  if (changed === source && of !== firstVersion) throw new Error(`${path} does not say its version`);
  writeFileSync(path, changed);
}

function program(path: string, source: string): void {
  writeFileSync(path, `#!${process.execPath}\n${source}`);
  chmodSync(path, 0o755);
}

const clockPathIn = (root: string) => join(root, 'clock.cjs');

/** Loaded before every program that the host starts, and by what that starts. */
const clockProgram = (aheadPath: string) => `
const fs = require('node:fs');
const realNow = Date.now;
Date.now = () => realNow() + Number(fs.readFileSync(${JSON.stringify(aheadPath)}, 'utf8'));
globalThis.Date = new Proxy(Date, { construct: (Real, given) => (given.length === 0 ? new Real(Real.now()) : new Real(...given)) });
`;

/** Keeps services as the real host does, as far as the updater knows it: stop waits and kills in the end, start does not wait. */
const hostProgram = (root: string) => `
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const root = ${JSON.stringify(root)};
const [verb, , name, ...rest] = process.argv.slice(2);
const pidPath = root + '/pids/' + name;
const log = (text) => fs.appendFileSync(root + '/log', text + '\\n');
const isAlive = (pid) => { try { process.kill(pid, 0); return fs.readFileSync('/proc/' + pid + '/stat', 'utf8').split(') ')[1][0] !== 'Z'; } catch { return false; } };
const pid = () => (fs.existsSync(pidPath) ? Number(fs.readFileSync(pidPath, 'utf8')) : 0);
const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
if (verb === 'detach') {
  log('detach ' + process.argv.slice(4).map((word) => word.replace(/^.*\\//, '')).join(' '));
  const out = fs.openSync(root + '/log', 'a');
  spawn(process.argv[4], process.argv.slice(5), { detached: true, stdio: ['ignore', out, out] }).unref();
}
// Of the watcher's service, what its program is started with.
const words = (option) => rest.flatMap((word, at) => (word === option ? [rest[at + 1]] : []));
const setUpPath = root + '/pids/' + name + '.setup';
if (verb === 'install') {
  log('install ' + name);
  fs.writeFileSync(setUpPath, JSON.stringify([...words('--program'), ...words('--argument')]));
}
if (verb === 'stop' || verb === 'uninstall') {
  log(verb + ' ' + name);
  const running = pid();
  const isThere = () => running !== 0 && isAlive(running);
  const signal = (name) => { try { if (isThere()) process.kill(running, name); } catch {} };
  signal('SIGTERM');
  for (const deadline = performance.now() + 120_000; isThere(); wait(25)) if (performance.now() > deadline) signal('SIGKILL');
  if (verb === 'uninstall') for (const path of [setUpPath, pidPath]) fs.rmSync(path, { force: true });
}
if (verb === 'start') {
  if (pid() && isAlive(pid())) process.exit(0);
  log('start ' + name);
  const out = fs.openSync(root + '/log', 'a');
  const own = {
    BridgeheadAgent: [process.execPath, 'service/main.mjs', '--data-dir', root + '/data'],
    BridgeheadUpdater: [process.execPath, 'updater/main.mjs', '--data-dir', root + '/data', '--updates-dir', root + '/updates'],
  };
  const [program, ...args] = own[name] || JSON.parse(fs.readFileSync(setUpPath, 'utf8'));
  // A pipe that nobody ever ends, as the host's.
  const pipe = root + '/pids/' + name + '.pipe';
  if (!fs.existsSync(pipe)) execFileSync('mkfifo', [pipe]);
  const env = { ...process.env, NODE_OPTIONS: '--require ' + JSON.stringify(${JSON.stringify(clockPathIn(root))}) };
  const child = spawn(program, args, { cwd: root + (own[name] ? '/program' : ''), env, detached: true, stdio: [fs.openSync(pipe, 'r+'), out, out] });
  fs.writeFileSync(pidPath, String(child.pid));
  child.unref();
}
`;

const packageProgram = (root: string, payload: string) => `
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const root = ${JSON.stringify(root)};
const host = (...args) => execFileSync(${JSON.stringify(payload)} + '/bridgehead-host', args, { stdio: 'ignore' });
for (const name of ['BridgeheadUpdater', 'BridgeheadAgent']) host('stop', '--name', name);
fs.rmSync(root + '/program', { recursive: true });
fs.cpSync(${JSON.stringify(payload)}, root + '/program', { recursive: true });
host('start', '--name', 'BridgeheadUpdater');
if (!process.argv.includes('/RETURN')) host('start', '--name', 'BridgeheadAgent');
fs.appendFileSync(root + '/log', 'installed ' + process.argv[1].replace(/^.*\\//, '') + '\\n');
// ${payload}
`;
