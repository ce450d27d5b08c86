/**
 * Many test files share one process, one after the other. A file that changes the process for those after it would fail some of
 * them, in some order, and nobody would look for the reason where it is. So it is told here, at the file that does it.
 */
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, vi } from 'vitest';

/** Milliseconds. */
const longestEnding = 30_000;
const environment = { ...process.env };
const before = { ...readSettings(), ...countHandles() };

afterAll(async () => {
  const settings = readSettings();
  putBack();
  expect({ ...settings, ...(await settledHandles()) }, 'what this file leaves behind').toEqual(before);
});

function readSettings() {
  return {
    umask: process.umask(),
    workingDir: process.cwd(),
    changedVariables: changedVariables(),
    hasFakeTimers: vi.isFakeTimers(),
    signalListeners: process.listenerCount('SIGTERM') + process.listenerCount('SIGINT'),
  };
}

/** Whoever comes next begins as this file did, whatever it left. */
function putBack(): void {
  vi.useRealTimers();
  process.umask(before.umask);
  process.chdir(before.workingDir);
  for (const name of changedVariables()) {
    if (environment[name] === undefined) delete process.env[name];
    else process.env[name] = environment[name];
  }
}

/** Names only: their values are nobody's business. */
function changedVariables(): readonly string[] {
  const names = new Set([...Object.keys(environment), ...Object.keys(process.env)]);
  return [...names].filter((name) => process.env[name] !== environment[name]);
}

function countHandles() {
  const handles = process.getActiveResourcesInfo();
  const count = (name: string) => handles.filter((handle) => handle === name).length;
  return { childProcesses: count('ProcessWrap'), listeningServers: count('TCPServerWrap') };
}

/** What was closed is gone a few turns of the loop later; a program that has said its last word, when a busy machine comes to ending it. */
async function settledHandles(): Promise<ReturnType<typeof countHandles>> {
  for (const deadline = performance.now() + longestEnding; ; await setTimeout(5)) {
    const now = countHandles();
    const isSettled = now.childProcesses === before.childProcesses && now.listeningServers === before.listeningServers;
    if (isSettled || performance.now() > deadline) return now;
  }
}
