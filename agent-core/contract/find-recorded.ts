/** The log knows objects by what they are called in the tenant; by an account name or a mail address, the directory knows whom a person means. */
import { isGuid } from './is-guid.ts';
import type { FoundObject } from './object-requests.ts';
import { type Result, succeed } from './result.ts';

export interface RecordedSides {
  /** Whether the provisioning log has anything under this name. */
  readonly isRecorded: (name: string) => Promise<Result<boolean>>;
  readonly find: (name: string) => Promise<Result<Found>>;
}

interface Found {
  readonly objects: readonly FoundObject[];
  readonly hasMore: boolean;
}

export type Meant =
  /** Whatever the log has under the name, if it has anything. */
  | { readonly kind: 'asTyped' }
  | { readonly kind: 'one'; readonly object: FoundObject }
  /** The name has to say more. */
  | ({ readonly kind: 'several' } & Found);

/** Whoever the log knows by the name is meant, whatever else is called that now. Problems: those of asking. */
export async function findRecorded(name: string, { isRecorded, find }: RecordedSides): Promise<Result<Meant>> {
  if (isGuid(name)) return asTyped;
  const known = await isRecorded(name);
  if (!known.ok) return known;
  if (known.value) return asTyped;
  const found = await find(name);
  // Before the set-up there is no directory to ask, and the log may hold what was before.
  if (!found.ok) return found.problem.code === 'setup.required' ? asTyped : found;
  const { objects, hasMore } = found.value;
  const [only, ...others] = objects;
  if (only === undefined) return asTyped;
  return succeed(others.length > 0 || hasMore ? { kind: 'several', objects, hasMore } : { kind: 'one', object: only });
}

const asTyped = succeed<Meant>({ kind: 'asTyped' });
