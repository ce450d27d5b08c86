/**
 * Keeps the tenant between two runs of the lab: one file that is always either the old or the new state. Its first line is the
 * snapshot without its long lists, every further line an object of one of them, the last line says that nothing is missing: a
 * hundred thousand users are read and written without ever being in memory a second time as one text.
 */
import { existsSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { secretFileMode, writeFileAtomically } from '../../write-file-atomically.ts';
import { deletedSchema, objectSchema, type Snapshot, snapshotSchema, userSchema } from './snapshot.ts';

export type LoadedState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'loaded'; readonly snapshot: Snapshot }
  | DamagedState;
type DamagedState = { readonly kind: 'damaged'; readonly reason: string };

export const stateFilePath = (dataDir: string): string => join(dataDir, 'tenant.json');

const emptyLists = { users: [], groups: [], contacts: [], deleted: [] } as const;
const lineSchema = z.union([
  z.tuple([z.literal('users'), userSchema]),
  z.tuple([z.literal('groups'), objectSchema]),
  z.tuple([z.literal('contacts'), objectSchema]),
  z.tuple([z.literal('deleted'), deletedSchema]),
]);
const lastLine = '["end"]';

export async function loadState(dataDir: string): Promise<LoadedState> {
  const path = stateFilePath(dataDir);
  if (!existsSync(path)) return { kind: 'absent' };
  const file = await open(path);
  try {
    return await readState(file.readLines());
  } catch (error) {
    if (error instanceof SyntaxError) return damaged('it is not JSON');
    throw error;
  } finally {
    await file.close();
  }
}

async function readState(lines: AsyncIterable<string>): Promise<LoadedState> {
  let snapshot: Snapshot | undefined;
  const users: Snapshot['users'][number][] = [];
  const groups: Snapshot['groups'][number][] = [];
  const contacts: Snapshot['contacts'][number][] = [];
  const deleted: Snapshot['deleted'][number][] = [];

  let lineNumber = 0;
  for await (const line of lines) {
    lineNumber += 1;
    if (line === lastLine && snapshot !== undefined) {
      return { kind: 'loaded', snapshot: { ...snapshot, users, groups, contacts, deleted } };
    }
    const json: unknown = JSON.parse(line);
    if (snapshot === undefined) {
      const parsed = snapshotSchema.safeParse(json);
      if (!parsed.success) return damaged(issueOf(parsed.error));
      snapshot = parsed.data;
      continue;
    }
    const parsed = lineSchema.safeParse(json);
    if (!parsed.success) return damaged(`line ${lineNumber}: ${issueOf(parsed.error)}`);
    const [list, object] = parsed.data;
    if (list === 'users') users.push(object);
    else if (list === 'groups') groups.push(object);
    else if (list === 'contacts') contacts.push(object);
    else deleted.push(object);
  }
  return damaged('its end is missing');
}

const damaged = (reason: string): DamagedState => ({ kind: 'damaged', reason });

function issueOf({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown shape'}`;
}

/** Moves a damaged file out of the way, where a person can still look at it, and says where. */
export async function setStateAside(dataDir: string, now: Date): Promise<string> {
  const asidePath = join(dataDir, `tenant.damaged-${now.toISOString().replaceAll(':', '-')}.json`);
  await rename(stateFilePath(dataDir), asidePath);
  return asidePath;
}

export const saveState = (dataDir: string, snapshot: Snapshot): Promise<void> =>
  writeFileAtomically(stateFilePath(dataDir), inChunks(stateLines(snapshot)), secretFileMode);

function* stateLines(snapshot: Snapshot): Generator<string> {
  yield JSON.stringify({ ...snapshot, ...emptyLists });
  for (const user of snapshot.users) yield JSON.stringify(['users', user]);
  for (const group of snapshot.groups) yield JSON.stringify(['groups', group]);
  for (const contact of snapshot.contacts) yield JSON.stringify(['contacts', contact]);
  for (const object of snapshot.deleted) yield JSON.stringify(['deleted', object]);
  yield lastLine;
}

const chunkLength = 256 * 1024;

/** Every chunk is one write to the disk. */
function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
