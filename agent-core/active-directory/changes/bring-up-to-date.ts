/**
 * Brings what is remembered of a domain up to date: by its changes if they can be followed, else by reading everything.
 *
 *     position remembered? --no--------------------------> everything
 *       | same controller, same database, not too old? --no--> everything (and doubt, when it was restored: rule R6)
 *       v
 *     changes, round by round --cookie refused--> everything
 *
 * Reading everything is robust (rule R18): the cookie is taken first, then everything is read page by page from the same controller,
 * then the changes since the cookie are followed, so that whatever moved under the reading is put right.
 */
import type { ObjectGuid } from '../../contract/identifiers.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { DomainMemory, MemberChange, MemoryChanges, NewReading, Position } from '../../sync/directory-memory.ts';
import type { BroughtUpToDate } from '../../sync/directory-source.ts';
import type { ControllerSession, ControllerState, DirectoryEntry, Refusal } from './controller-session.ts';
import { followChanges } from './follow-changes.ts';
import { placesInUse, readPlaces, rememberedObjectOf } from './remembered-entries.ts';
import { nothingRemembered, type ReasonToReadAnew, whyReadAnew } from './why-read-anew.ts';

/**
 * Problems: directory.changes-not-readable, when the account lacks the right; directory.unexpected-answer; data.write-failed.
 * @param now ISO 8601
 * @param doubt why everything must be read, whatever is remembered
 */
export async function bringUpToDate(
  session: ControllerSession,
  memory: DomainMemory,
  now: string,
  doubt: ReasonToReadAnew | null = null,
): Promise<Result<BroughtUpToDate>> {
  const state = await session.readState();
  const position = memory.position();
  const reason = doubt ?? whyReadAnew(position, state, now);
  if (reason === null && position !== null) {
    const followed = await followChanges(session, memory, { ...state, cookie: position.cookie, takenAt: now });
    if (followed.kind === 'current') return succeed({ fullRead: null, doubt: null });
    if (followed.kind !== 'refused') return endOf(followed, state);
    const detail = `the controller refused the cookie: ${followed.detail}`;
    return readEverything(session, memory, state, now, { detail, isRestored: false });
  }
  return readEverything(session, memory, state, now, reason ?? nothingRemembered);
}

async function readEverything(
  session: ControllerSession,
  memory: DomainMemory,
  state: ControllerState,
  now: string,
  reason: ReasonToReadAnew,
): Promise<Result<BroughtUpToDate>> {
  const first = await session.readCookie();
  if (first.kind === 'blind') {
    const detail = `${state.host}: changes are told, but not what was deleted`;
    return fail(problem('directory.changes-not-readable', detail));
  }
  if (first.kind !== 'cookie') return endOf(first, state);
  const begun = memory.beginAnew();
  if (!begun.ok) return begun;
  const written = await fill(session, begun.value, state);
  if (!written.ok) return written;
  const position: Position = { ...state, cookie: first.cookie, takenAt: now };
  const completed = begun.value.complete(position);
  if (!completed.ok) return completed;
  const followed = await followChanges(session, memory, position);
  if (followed.kind !== 'current') return endOf(followed, state);
  const detail = `${state.host}: ${reason.detail}`;
  return succeed({
    fullRead: problem('directory.read-fully', detail),
    doubt: reason.isRestored ? problem('directory.controller-restored', detail) : null,
  });
}

/** A page at a time: what is read goes to the disk, and does not stay in memory. */
async function fill(session: ControllerSession, reading: NewReading, { host }: ControllerState): Promise<Result<void>> {
  const inUse = new Map<ObjectGuid, string>();
  for await (const { entries, unusable } of session.readEverything()) {
    if (unusable > 0) {
      const detail = `${host}: ${unusable} objects or members came without objectGUID`;
      return fail(problem('directory.unexpected-answer', detail));
    }
    for (const [place, nameBelow] of placesInUse(entries)) inUse.set(place, nameBelow);
    const added = reading.add({
      ...noChanges,
      objects: entries.map(rememberedObjectOf),
      members: allMembersOf(entries),
    });
    if (!added.ok) return added;
  }
  // Only now: what is asked between two pages could cost the cookie.
  const places = await readPlaces(session, reading, inUse);
  return reading.add({ ...noChanges, objects: places.map(rememberedObjectOf) });
}

const noChanges: MemoryChanges = { removed: [], objects: [], members: [] };

function allMembersOf(entries: readonly DirectoryEntry[]): readonly MemberChange[] {
  return entries.flatMap(({ objectGuid, members }): readonly MemberChange[] =>
    members === null ? [] : [{ kind: 'replaced', group: objectGuid, members }],
  );
}

function endOf(ended: Refusal | { readonly kind: 'failed'; readonly problem: Problem }, { host }: ControllerState) {
  if (ended.kind === 'failed') return fail(ended.problem);
  if (ended.kind === 'forbidden') return fail(problem('directory.changes-not-readable', host));
  return fail(problem('directory.unexpected-answer', `${host}: its own cookie was refused: ${ended.detail}`));
}
