/**
 * A server that outlives the command that started it. A small file next to its data names it by process id and start time:
 * ids are used again and Samba renames itself, but no two processes of one id began at the same tick.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { LabProblem } from '../lab-problem.ts';
import { readFileIfExists } from '../read-file-if-exists.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';

const processRecordSchema = z.strictObject({
  pid: z.int().min(2),
  /** Clock ticks between the start of the machine and that of the process. */
  startTicks: z.string().regex(/^\d+$/),
});
export type ProcessRecord = z.infer<typeof processRecordSchema>;

export type ProcessToStart = {
  readonly program: string;
  readonly args: readonly string[];
  /** Besides the environment of whoever starts it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the running process is named. */
  readonly recordPath: string;
  /** Takes what the process prints; begins empty. */
  readonly logPath: string;
};

export async function startProcess(toStart: ProcessToStart): Promise<ProcessRecord> {
  const { program, args, environment, recordPath, logPath } = toStart;
  const log = await open(logPath, 'w', 0o600);
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, ...environment },
  });
  try {
    await once(child, 'spawn');
    const record = identify(child);
    await writeFileAtomically(recordPath, JSON.stringify(record));
    child.unref();
    return record;
  } catch (cause) {
    child.kill('SIGKILL');
    throw new LabProblem(`${program} could not be started.`, `Is it installed? Its log is ${logPath}`, { cause });
  } finally {
    await log.close();
  }
}

function identify(child: ChildProcess): ProcessRecord {
  const startTicks = child.pid === undefined ? undefined : readStartTicks(child.pid);
  if (child.pid === undefined || startTicks === undefined) throw new Error('It ended at once.');
  return { pid: child.pid, startTicks };
}

/** The process named at `recordPath`, if it is running and still the one that was started. */
export async function findProcess(recordPath: string): Promise<ProcessRecord | undefined> {
  const content = await readFileIfExists(recordPath);
  if (content === undefined) return undefined;
  const record = parseRecord(content, recordPath);
  return isRunning(record) ? record : undefined;
}

export function isRunning(record: ProcessRecord): boolean {
  return readStartTicks(record.pid) === record.startTicks;
}

const patienceMs = 60_000;
const pollMs = 20;

/**
 * Ends the process named at `recordPath`, politely first, and forgets it. Says whether there was one. Whom it started are gone then, too:
 * those of a controller still write into its folder after it has ended.
 */
export async function stopProcess(recordPath: string): Promise<boolean> {
  const record = await findProcess(recordPath);
  if (record !== undefined && !(await endWith('SIGTERM', record)) && !(await endWith('SIGKILL', record))) {
    throw new LabProblem(`Process ${record.pid} does not end.`, `Look at it with: ps -fp ${record.pid}`);
  }
  await rm(recordPath, { force: true });
  return record !== undefined;
}

async function endWith(signal: 'SIGTERM' | 'SIGKILL', record: ProcessRecord): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  // The one that was started ends the others in order; what is still there afterwards does not end by itself.
  process.kill(signal === 'SIGTERM' ? record.pid : -record.pid, signal);
  while (isRunning(record) || hasSession(record.pid)) {
    if (Date.now() > deadline) return false;
    await wait(pollMs);
  }
  return true;
}

/** Each process is started in a session of its own, which bears its id; nobody else gets the id while somebody is in it. */
function hasSession(id: number): boolean {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.some((pid) => readFacts(Number(pid))?.session === String(id));
}

const readStartTicks = (pid: number) => readFacts(pid)?.startTicks;

/** From the line that proc_pid_stat(5) describes. A process that has ended and waits for its parent to notice counts as gone. */
function readFacts(pid: number) {
  const line = readLine(pid);
  // The second field is the program's name in brackets, which may hold blanks and brackets of its own.
  const [state, ...fields] = line?.slice(line.lastIndexOf(')') + 2).split(' ') ?? [];
  return state === undefined || state === 'Z' || state === 'X'
    ? undefined
    : { session: fields[2], startTicks: fields[18] };
}

/** At once: the kernel has it in memory, and to ask a thread for each process of the machine costs many times as much as to read. */
function readLine(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
}

function parseRecord(content: string, recordPath: string): ProcessRecord {
  try {
    return processRecordSchema.parse(JSON.parse(content));
  } catch (cause) {
    const remedy = 'Look for processes of the lab with ps -ef, end them, then delete this file.';
    throw new LabProblem(`${recordPath} does not name a process.`, remedy, { cause });
  }
}
