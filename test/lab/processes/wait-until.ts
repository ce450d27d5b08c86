/** Waiting for a server to be ready: ask again and again, and give up as soon as its process has ended or the time is over. */
import { setTimeout as wait } from 'node:timers/promises';
import { LabProblem } from '../lab-problem.ts';
import { readFileIfExists } from '../read-file-if-exists.ts';
import { isRunning, type ProcessRecord } from './lab-process.ts';

const deadlineMs = 120_000;
const pollMs = 20;

export type Wait<Value> = {
  /** What is being waited for, as in "the domain controller to listen". */
  readonly what: string;
  readonly process: ProcessRecord;
  readonly logPath: string;
  /** Undefined means: not yet. */
  readonly ask: () => Promise<Value | undefined>;
};

export async function waitUntil<Value>({ what, process, logPath, ask }: Wait<Value>): Promise<Value> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (!isRunning(process)) throw await explain(`A process ended while the lab waited for ${what}`, logPath);
    if (Date.now() > deadline) {
      throw await explain(`The lab waited ${deadlineMs / 1000} seconds in vain for ${what}`, logPath);
    }
    await wait(pollMs);
  }
}

async function explain(sentence: string, logPath: string): Promise<LabProblem> {
  const log = (await readFileIfExists(logPath)) ?? '';
  const lastLines = log.trim().split('\n').slice(-12).join('\n');
  return new LabProblem(`${sentence}. The last lines of its log:\n${lastLines}`, `The whole log is ${logPath}`);
}
