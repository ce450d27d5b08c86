/** Keeps the tenant between two runs of the lab: one file that is always either the old or the new state. */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { readFileIfExists } from '../../read-file-if-exists.ts';
import { secretFileMode, writeFileAtomically } from '../../write-file-atomically.ts';
import { type Snapshot, snapshotSchema } from './snapshot.ts';

export type LoadedState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'loaded'; readonly snapshot: Snapshot }
  | { readonly kind: 'damaged'; readonly reason: string };

export const stateFilePath = (dataDir: string): string => join(dataDir, 'tenant.json');

export async function loadState(dataDir: string): Promise<LoadedState> {
  const text = await readFileIfExists(stateFilePath(dataDir));
  if (text === undefined) return { kind: 'absent' };
  try {
    const parsed = snapshotSchema.safeParse(JSON.parse(text));
    if (parsed.success) return { kind: 'loaded', snapshot: parsed.data };
    const issue = parsed.error.issues[0];
    return { kind: 'damaged', reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown shape'}` };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'damaged', reason: 'it is not JSON' };
    throw error;
  }
}

/** Moves a damaged file out of the way, where a person can still look at it, and says where. */
export async function setStateAside(dataDir: string, now: Date): Promise<string> {
  const asidePath = join(dataDir, `tenant.damaged-${now.toISOString().replaceAll(':', '-')}.json`);
  await rename(stateFilePath(dataDir), asidePath);
  return asidePath;
}

export const saveState = (dataDir: string, snapshot: Snapshot): Promise<void> =>
  writeFileAtomically(stateFilePath(dataDir), JSON.stringify(snapshot), secretFileMode);
