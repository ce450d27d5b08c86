/**
 * Follows the changes of a domain from its cookie to now, one round at a time; each round is written together with its cookie.
 *
 * The answers of DirSync say *that* something changed, what was deleted, and which memberships came and went. What an object is
 * like now is read again, by objectGUID: without OBJECT_SECURITY DirSync shows more than the account may read otherwise, and what
 * came of a change would differ from what a full read sees (rule R19). Its memberships are read, too: those of a deleted object vanish,
 * and those of a restored one return, without a word about the groups (rule R21).
 */
import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { Problem } from '../../contract/problem.ts';
import type { DomainMemory, MemberChange, MemoryChanges, Position } from '../../sync/directory-memory.ts';
import type { ControllerSession, DirectoryEntry, Refusal, Round } from './controller-session.ts';
import { placesInUse, readPlaces, rememberedObjectOf } from './remembered-entries.ts';

export type Followed = { readonly kind: 'current' } | { readonly kind: 'failed'; readonly problem: Problem } | Refusal;

/** @param from where the remembered changes end */
export async function followChanges(
  session: ControllerSession,
  memory: DomainMemory,
  from: Position,
): Promise<Followed> {
  let { cookie } = from;
  for await (const round of session.readChanges(cookie)) {
    if (round.kind !== 'round') return round;
    cookie = round.cookie;
    const changes = await gather(session, memory, round);
    const written = memory.change(changes, { ...from, cookie });
    if (!written.ok) return { kind: 'failed', problem: written.problem };
  }
  return await followTime(session, memory, { ...from, cookie });
}

/**
 * A dynamic object vanishes when its time is over and leaves no tombstone, so no change tells (rule R24): it is looked for when it is due,
 * and is not remembered any more when it is not there. That alone removes nobody: to the run it is absent without evidence (rule R1).
 */
async function followTime(session: ControllerSession, memory: DomainMemory, at: Position): Promise<Followed> {
  const overdue = memory.overdue(at.takenAt);
  if (overdue.length === 0) return { kind: 'current' };
  // One whose time was extended is there, with its new time.
  const there = new Set((await session.readEntries(overdue)).map(({ objectGuid }) => objectGuid));
  const changes = await gather(session, memory, {
    changed: [...there],
    restored: [],
    deleted: overdue.filter((objectGuid) => !there.has(objectGuid)),
    members: [],
  });
  const written = memory.change(changes, at);
  return written.ok ? { kind: 'current' } : { kind: 'failed', problem: written.problem };
}

type Told = Pick<Extract<Round, { readonly kind: 'round' }>, 'changed' | 'restored' | 'deleted' | 'members'>;

async function gather(session: ControllerSession, memory: DomainMemory, round: Told): Promise<MemoryChanges> {
  const known = memory.kindsOf(round.changed);
  const restored = new Set(round.restored);
  const isNew = ({ objectGuid }: DirectoryEntry) => !known.has(objectGuid) || restored.has(objectGuid);
  const read = await session.readEntries(round.changed);
  // Of what was not remembered, only users, groups and contacts are of interest; a place is when something is below it.
  const changed = read.filter(({ objectGuid, kind }) => kind !== 'place' || known.has(objectGuid));
  const entries = [...changed, ...(await readHolders(session, memory, round, read.filter(isNew)))];
  const places = await placesOf(session, memory, entries);
  const newGroups = changed.filter((entry) => entry.kind === 'group' && isNew(entry));
  const groups = groupsAmong(memory, round, entries);
  return {
    removed: round.deleted,
    objects: [...places, ...entries].map(rememberedObjectOf),
    members: [
      ...round.members.filter((change) => change.kind === 'belongs' || groups.has(change.group)),
      // What follows was read after the round was given, so it stands at the end.
      ...(await readMembersOf(session, newGroups)),
      ...entries.flatMap((entry) => membershipsOf(entry, groups)),
    ],
  };
}

/** Whoever has a deleted object for a manager has none now, and has it again when it is restored: nothing says so of them (rule R21). */
async function readHolders(
  session: ControllerSession,
  memory: DomainMemory,
  round: Pick<Told, 'changed' | 'restored' | 'deleted'>,
  appeared: readonly DirectoryEntry[],
): Promise<readonly DirectoryEntry[]> {
  const before = memory.holdersOf([...round.deleted, ...round.restored]);
  const holders = new Set([...before, ...appeared.flatMap((entry) => entry.holders ?? [])]);
  for (const objectGuid of [...round.changed, ...round.deleted]) holders.delete(objectGuid);
  // Those who are not remembered either have a change of their own.
  return await session.readEntries([...memory.kindsOf(holders).keys()]);
}

/** The places of these objects that are neither among them nor remembered. */
async function placesOf(session: ControllerSession, memory: DomainMemory, entries: readonly DirectoryEntry[]) {
  const inUse = new Map(placesInUse(entries));
  for (const { objectGuid } of entries) inUse.delete(objectGuid);
  return await readPlaces(session, memory, inUse);
}

async function readMembersOf(
  session: ControllerSession,
  groups: readonly DirectoryEntry[],
): Promise<readonly MemberChange[]> {
  const read: MemberChange[] = [];
  for (const { objectGuid } of groups) {
    read.push({ kind: 'replaced', group: objectGuid, members: await session.readMembers(objectGuid) });
  }
  return read;
}

function membershipsOf(entry: DirectoryEntry, groups: ReadonlySet<ObjectGuid>): readonly MemberChange[] {
  if (entry.memberOf === null || entry.kind === 'place') return [];
  const member = { objectGuid: entry.objectGuid, sid: entry.attributes.objectSid?.[0] ?? null };
  return [{ kind: 'belongs', member, groups: entry.memberOf.filter((group) => groups.has(group)) }];
}

/** Groups that are remembered after this round. Of others, memberships say nothing that could be kept. */
function groupsAmong(
  memory: DomainMemory,
  round: { readonly members: readonly MemberChange[]; readonly deleted: readonly ObjectGuid[] },
  entries: readonly DirectoryEntry[],
): ReadonlySet<ObjectGuid> {
  const named = [
    ...round.members.flatMap((change) => (change.kind === 'belongs' ? change.groups : [change.group])),
    ...entries.flatMap(({ memberOf }) => memberOf ?? []),
  ];
  const remembered = [...memory.kindsOf(new Set(named))].filter(([, kind]) => kind === 'group');
  const groups = new Set(remembered.map(([objectGuid]) => objectGuid));
  for (const objectGuid of round.deleted) groups.delete(objectGuid);
  for (const { kind, objectGuid } of entries) if (kind === 'group') groups.add(objectGuid);
  return groups;
}
