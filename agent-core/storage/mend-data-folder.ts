/** Takes away rights to the agent's files that others were given since: what lies there is the agent's alone. */
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../contract/result.ts';
import { tryWrite } from './database.ts';

/** Others may pass through the folder itself, to reach the socket that lets them look. */
const folderMode = 0o711;

/** @returns the paths that were mended. Problem: data.write-failed. */
export function mendDataFolder(dir: string): Result<readonly string[]> {
  // Modes mean nothing there; its service host looks after the access list.
  if (process.platform === 'win32') return { ok: true, value: [] };
  return tryWrite(() => [
    ...tighten(dir, folderMode),
    ...readdirSync(dir).flatMap((name) => mendWithin(join(dir, name))),
  ]);
}

function mendWithin(path: string): readonly string[] {
  const found = lstatSync(path);
  if (found.isDirectory())
    return [...tighten(path, 0o700), ...readdirSync(path).flatMap((name) => mendWithin(join(path, name)))];
  // The sockets have rights of their own, and a link is not followed.
  return found.isFile() ? tighten(path, 0o600) : [];
}

function tighten(path: string, mode: number): readonly string[] {
  const allowed = lstatSync(path).mode & 0o7777;
  if ((allowed & ~mode) === 0) return [];
  chmodSync(path, allowed & mode);
  return [path];
}
