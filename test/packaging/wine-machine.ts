/** A machine for the packaging test: a Windows by Wine whose services stay alive between one step of the test and the next. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openWine, type Wine } from '../harness/wine.ts';

export interface WineMachine extends Pick<Wine, 'environment' | 'pathOf'> {
  /** `drive_c` of the prefix. */
  readonly driveDir: string;
  /** Runs lines of a batch file, one after the other. @returns what they printed */
  run(...lines: readonly string[]): Promise<string>;
  /** As after a loss of power: whatever runs ends at once, and services that start by themselves are there again. */
  restart(): Promise<void>;
  /** Ends whatever runs in it. */
  stop(): Promise<void>;
}

const longestRunMs = 300_000;

export async function startWineMachine(): Promise<WineMachine> {
  const wine = await openWine();
  let keeper = await startKeeper(wine);
  let runs = 0;
  const runOnce = async (lines: readonly string[]) => {
    runs += 1;
    const [scriptPath, outputPath] = [join(wine.dir, `run-${runs}.bat`), join(wine.dir, `run-${runs}.txt`)];
    const redirectPath = join(wine.dir, `redirect-${runs}.bat`);
    await writeFile(scriptPath, batch(lines));
    const redirected = `call "${wine.pathOf(scriptPath)}" > "${wine.pathOf(outputPath)}" 2>&1`;
    await writeFile(redirectPath, batch([redirected, 'exit 0']));
    await wine.run('cmd', ['/d', '/c', wine.pathOf(redirectPath)], longestRunMs);
    return (await readFile(outputPath, 'utf8')).replaceAll('\r\n', '\n');
  };
  return {
    ...wine,
    driveDir: join(wine.dir, 'prefix', 'drive_c'),
    run: async (...lines) => {
      const said = await runOnce(lines);
      return notStarted.test(said) ? await runOnce(lines) : said;
    },
    restart: async () => {
      keeper.kill('SIGKILL');
      await wine.shutDown();
      keeper = await startKeeper(wine);
    },
    stop: async () => {
      keeper.kill('SIGKILL');
      await wine.close();
    },
  };
}

/** Now and then Wine does not start a program that is there, the first of the lines: nothing has happened then. */
const notStarted = /^Can't recognize '/;

const batch = (lines: readonly string[]) => `${['@echo off', ...lines].join('\r\n')}\r\n`;

/** An ordinary program that waits for a key until it is killed: Wine ends its services with the last one. */
async function startKeeper({ dir, environment, pathOf }: Wine): Promise<ChildProcess> {
  const [scriptPath, markPath] = [join(dir, 'keep.bat'), join(dir, 'kept')];
  await rm(markPath, { force: true });
  await writeFile(scriptPath, batch([`echo kept> "${pathOf(markPath)}"`, 'pause']));
  const stdio = ['pipe', 'ignore', 'ignore'] as const;
  const keeper = spawn('wine', ['cmd', '/d', '/c', pathOf(scriptPath)], { env: environment, stdio: [...stdio] });
  const deadlineMs = Date.now() + 60_000;
  while (!existsSync(markPath)) {
    if (Date.now() > deadlineMs) throw new Error('Wine does not run a batch file.');
    await setTimeout(100);
  }
  return keeper;
}
