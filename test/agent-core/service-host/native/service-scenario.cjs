// The life of a service, as one program for the Windows runtime: `service-scenario.cjs HOST STAND-IN RESULT`. What it saw is for the test to judge.
const { execFileSync, spawnSync } = require('node:child_process');
const { readFileSync, statSync, writeFileSync } = require('node:fs');
const net = require('node:net');
const { createInterface } = require('node:readline');
const { setTimeout: pause } = require('node:timers/promises');

const [, , hostPath, standInPath, resultPath] = process.argv;
const dataDir = 'C:\\data of T';
const grandchildPath = 'C:\\grandchild.txt';
const detachedPath = 'C:\\detached.txt';
const livesPath = 'C:\\lives.txt';
const seen = {};

const host = (...words) => {
  const { status, stdout } = spawnSync(hostPath, words, { encoding: 'utf8', input: '' });
  return { exitCode: status, ...JSON.parse(stdout) };
};
const named = (verb, ...words) => host(verb, '--name', 'T', ...words);
// As long as the machine takes; this ends the wait for what never comes.
const untilSo = async (look, isDone) => {
  for (const deadline = Date.now() + 300_000; ; await pause(100)) {
    const found = await look();
    if (isDone(found)) return found;
    if (Date.now() > deadline) throw new Error(`never so: ${isDone}: ${JSON.stringify(found)}`);
  }
};
const until = (isDone) => untilSo(() => named('status'), isDone);
const sizeOf = (path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
// Asking the host starts a program, so that what can be waited for by looking at a file comes first.
// @param count how many programs the service has had by then
const untilLife = (count) =>
  untilSo(
    () => sizeOf(livesPath),
    (lives) => lives >= count,
  );
// How much something that runs has written.
const isGrowing = async (path) => {
  const before = sizeOf(path);
  await pause(700);
  return sizeOf(path) > before;
};
const untilGrowing = (path) =>
  untilSo(
    () => isGrowing(path),
    (grows) => grows,
  );

// @returns as many lines as were said and one more, the preface
function say(pipe, ...lines) {
  return new Promise((settle) => {
    const socket = net.connect(`\\\\.\\pipe\\${pipe}`);
    const heard = [];
    const end = () => settle(heard);
    socket.on('error', end);
    socket.on('close', end);
    const reader = createInterface({ input: socket });
    reader.on('error', () => undefined);
    reader.on('line', (line) => {
      heard.push(line);
      if (heard.length === lines.length + 1) socket.destroy();
    });
    for (const line of lines) socket.write(`${line}\n`);
  });
}

// The host does not wait for long for a program that is still starting.
const order = (deed) =>
  untilSo(
    () => say('t-control', deed),
    (heard) => heard.length === 2,
  );

// During a pause that was not over before everything had been looked at: each is twice as long as the one before, until the machine is fast enough.
const lookAtPause = async () => {
  for (let tries = 0; tries < 8; tries += 1) {
    const { restarts } = await until(({ pid }) => pid > 0);
    await order('fail');
    const waiting = await until(({ state, ...now }) => state === 'waiting' || now.restarts > restarts);
    const nobody = await say('t-control', 'one');
    const afterwards = named('status');
    if (afterwards.state === 'waiting' && afterwards.restarts === restarts) return { waiting, nobody };
  }
  throw new Error('no pause was long enough to be looked at');
};

const install = (...words) =>
  named(
    'install',
    ...['--display', 'T of tests', '--description', 'Keeps T', '--program', process.execPath, '--data-dir', dataDir],
    ...['--argument', standInPath, '--argument', 'a "b" c\\', '--argument', grandchildPath, '--argument', hostPath],
    ...['--argument', detachedPath, '--argument', livesPath, '--stop-seconds', '2', '--door', 'control=t-control'],
    ...['--door', 'status=t-status', '--allow', 'status=S-1-5-32-545', '--privilege', 'SeChangeNotifyPrivilege'],
    ...words,
  );

async function main() {
  seen.before = named('status');
  seen.folder = [1, 2].map(() => host('protect-folder', '--path', dataDir, '--full', 'service:T'));
  seen.installed = [install(), install(), install('--allow', 'status=S-1-5-32-546')];
  seen.source = host('event-source', '--install');
  seen.event = spawnSync(hostPath, ['event', '--level', 'warning', '--id', '101'], {
    encoding: 'utf8',
    input: 'ä',
  }).stdout;
  seen.stopped = named('status');

  // Somebody holds the name of a door before the service does.
  const impostor = net.createServer((socket) => socket.on('error', () => undefined));
  await new Promise((settle) => impostor.listen('\\\\.\\pipe\\t-control', settle));
  seen.started = [named('start'), named('start')];
  await untilLife(1);
  const first = await until(({ state, pid }) => state === 'running' && pid > 0);
  seen.impostor = named('pipe-server', '--pipe', 't-control');
  await new Promise((settle) => impostor.close(settle));
  await order('hello');
  seen.server = await untilSo(
    () => named('pipe-server', '--pipe', 't-control'),
    ({ isService }) => isService,
  );

  seen.control = await say('t-control', 'one', 'x'.repeat(2_000_000), 'three');
  seen.status = await say('t-status', 'one');
  seen.many = await Promise.all(Array.from({ length: 12 }, () => say('t-status', 'one', 'two')));
  await order('detach');
  seen.running = first;
  await order('again');
  await untilLife(2);
  seen.again = await until(({ pid, restarts }) => pid > 0 && restarts === 1);
  Object.assign(seen, await lookAtPause());
  await untilLife(seen.waiting.restarts + 2);
  seen.failed = await until(({ pid, restarts }) => pid > 0 && restarts > seen.waiting.restarts);
  seen.isDetachedAlive = await untilGrowing(detachedPath);
  await order('hang');
  seen.didGrandchildLive = await untilGrowing(grandchildPath);
  const stopBegan = Date.now();
  seen.killed = named('stop');
  seen.stopTookMs = Date.now() - stopBegan;
  seen.isGrandchildAlive = await isGrowing(grandchildPath);
  seen.isDetachedStillAlive = await untilGrowing(detachedPath);
  seen.afterwards = [named('stop'), named('status')];
  seen.output = readFileSync(`${dataDir}\\service-output.log`, 'utf8');

  const ofController = (type) =>
    execFileSync('reg', [
      'add',
      'HKLM\\System\\CurrentControlSet\\Control\\ProductOptions',
      '/v',
      'ProductType',
      '/t',
      'REG_SZ',
      '/d',
      type,
      '/f',
    ]);
  ofController('ServerNT');
  seen.systemOnServer = named('account', '--account', 'LocalSystem');
  ofController('LanmanNT');
  seen.systemOnController = [named('account', '--account', 'LocalSystem'), install('--account', '.\\LocalSystem')];
  seen.updaterOnController = install('--account', 'LocalSystem', '--system-service');
  ofController('ServerNT');
  seen.ownAccount = named('account', '--account', 'NT SERVICE\\T');
  seen.unknownAccount = named('account', '--account', 'NOWHERE\\gmsa$', '--managed');
  seen.usage = [host('status'), named('status', '--path', 'C:\\x'), host('detach', '--', 'calc.exe')];
  seen.uninstalled = [named('uninstall'), named('uninstall'), named('status'), named('start')];
}

async function tell() {
  try {
    await main();
  } catch (error) {
    seen.error = String(error?.stack);
  }
  writeFileSync(resultPath, JSON.stringify(seen));
  process.exit(0);
}

void tell();
