/**
 * Where the temporary files of a run of the suite lie: in memory, if there is room for them. The product waits for the disk after whatever it
 * writes down, as it should, and so do directories; a hundred databases beside each other would do little else.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface MemoryFolder {
  readonly dir: string;
  remove(): Promise<void>;
}

export interface Memory {
  /** Of a file system in memory. */
  readonly dir: string;
  /** What that file system can still hold, and what of the machine's memory nobody needs. */
  readonly freeBytes: number;
  readonly availableBytes: number;
}

/** A run takes a third of it at most. */
const roomBytes = 4 * 1024 ** 3;
const prefix = 'bh-tests-';

/** Resolves to null where memory has no such folder, too little room, or programs may not be started from it. */
export async function makeMemoryFolder(given?: Memory): Promise<MemoryFolder | null> {
  const memory = given ?? (await memoryOfMachine());
  if (memory.freeBytes < roomBytes || memory.availableBytes < 2 * roomBytes) return null;
  await removeLeftOver(memory.dir);
  // Short: sockets are made below it.
  const dir = join(memory.dir, `${prefix}${process.pid}`);
  await mkdir(dir, { mode: 0o700 });
  const remove = () => rm(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  if (await canRunFrom(dir)) return { dir, remove };
  await remove();
  return null;
}

/** statfs(2). */
const tmpfs = 0x01021994;

async function memoryOfMachine(): Promise<Memory> {
  const dir = '/dev/shm';
  const { type, bavail, bsize } = await statfs(dir).catch(() => ({ type: 0, bavail: 0, bsize: 0 }));
  return { dir, freeBytes: type === tmpfs ? bavail * bsize : 0, availableBytes: process.availableMemory() };
}

/** Nobody else would: what a killed run left there takes memory until the machine is started again. */
async function removeLeftOver(memoryDir: string): Promise<void> {
  const names = (await readdir(memoryDir)).filter((name) => name.startsWith(prefix));
  const left = names.filter((name) => !isAnother(Number(name.slice(prefix.length))));
  // What is left there by somebody else may not be ours to remove.
  for (const name of left) await rm(join(memoryDir, name), { recursive: true, force: true }).catch(() => undefined);
}

/** Who has the number of this process now had it before. */
function isAnother(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** In containers such a folder often refuses that. */
async function canRunFrom(dir: string): Promise<boolean> {
  const path = join(dir, 'can-run');
  await writeFile(path, '#!/bin/sh\n', { mode: 0o700 });
  const { status } = spawnSync(path);
  await rm(path);
  return status === 0;
}
