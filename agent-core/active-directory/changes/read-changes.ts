/** Asks one controller for what has changed in a domain since a cookie, round by round, with DirSync. */

import {
  type Client,
  InsufficientAccessError,
  OperationsError,
  ResultCodeError,
  UnavailableCriticalExtensionError,
} from 'ldapts';
import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { MemberChange } from '../../sync/directory-memory.ts';
import type { ReceivedEntry } from '../connection/received-entry.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { objectGuidIn, textsOf } from '../entry-values.ts';
import { ExtendedDnControl, memberReferencesOf } from '../extended-dn.ts';
import { type Search, sendSearch } from '../search-pages.ts';
import type { FirstCookie, Refusal, Round } from './controller-session.ts';
import { allAttributes } from './directory-entry.ts';
import { DirSyncControl, incrementalValues, readDirSyncAnswer } from './dirsync-control.ts';

/**
 * No filter at all: objectCategory and sAMAccountType are taken away from what is deleted (rule R17), a place may be of any class, and
 * other objects cost no more than their line. Only what is replicated can be asked for: instead of distinguishedName and cn it is `name`
 * that changes when an object is renamed or moved.
 */
const everyChange: Omit<Search, 'baseDn'> = {
  filter: '(objectClass=*)',
  attributes: [...allAttributes, 'name', 'isDeleted', 'member'],
};
/**
 * The container of deleted objects, which every domain has and which counts as deleted itself: whoever is shown it is shown deletions.
 * Anything but this one and the cookie is of no interest.
 */
const deletedObjects: Omit<Search, 'baseDn'> = {
  filter: '(&(objectClass=container)(isDeleted=TRUE))',
  attributes: ['isDeleted'],
};

export async function readCookie(client: Client, domain: string): Promise<FirstCookie> {
  let cookie: Uint8Array | null = null;
  let areDeletionsShown = false;
  for (;;) {
    const asked = await ask(client, { ...deletedObjects, baseDn: distinguishedNameOf(domain) }, cookie);
    if (asked.kind !== 'asked') return asked;
    areDeletionsShown ||= asked.entries.length > 0;
    if (asked.isLast) return areDeletionsShown ? { kind: 'cookie', cookie: asked.cookie } : { kind: 'blind' };
    cookie = moveOn(cookie, asked);
  }
}

export async function* readChanges(client: Client, domain: string, from: Uint8Array): AsyncGenerator<Round> {
  let cookie: Uint8Array | null = from;
  for (;;) {
    const asked = await ask(client, { ...everyChange, baseDn: distinguishedNameOf(domain) }, cookie);
    if (asked.kind !== 'asked') {
      yield asked;
      return;
    }
    yield roundOf(asked);
    if (asked.isLast) return;
    cookie = moveOn(cookie, asked);
  }
}

interface Asked {
  readonly kind: 'asked';
  readonly entries: readonly ReceivedEntry[];
  readonly cookie: Uint8Array;
  readonly isLast: boolean;
}

async function ask(client: Client, search: Search, cookie: Uint8Array | null): Promise<Asked | Refusal> {
  const control = new DirSyncControl(incrementalValues, cookie);
  try {
    const { entries, controls } = await sendSearch(client, search, [control, new ExtendedDnControl()]);
    const answer = readDirSyncAnswer(controls.get(control.type));
    if (answer === null) return { kind: 'refused', detail: 'the answer has no cookie' };
    return { kind: 'asked', entries, ...answer };
  } catch (error) {
    if (error instanceof InsufficientAccessError) return { kind: 'forbidden' };
    if (refusals.some((refusal) => error instanceof refusal) && error instanceof ResultCodeError) {
      return { kind: 'refused', detail: `LDAP result ${error.code}` };
    }
    throw error;
  }
}

/** A cookie that is not understood is a critical control that is not (12); Samba says operationsError at times. */
const refusals = [UnavailableCriticalExtensionError, OperationsError];

/** Rounds without anything are progress only if they lead somewhere else. */
function moveOn(cookie: Uint8Array | null, asked: Asked): Uint8Array {
  const isStanding = asked.entries.length === 0 && cookie !== null && Buffer.from(cookie).equals(asked.cookie);
  if (isStanding) throw new Error('the changes stand still');
  return asked.cookie;
}

function roundOf({ entries, cookie, isLast }: Asked): Round {
  const found = entries.flatMap((entry) => {
    const objectGuid = objectGuidIn(entry);
    return objectGuid === null ? [] : [{ entry, objectGuid, isDeleted: textsOf(entry, 'isDeleted')[0] === 'TRUE' }];
  });
  const alive = found.filter(({ isDeleted }) => !isDeleted);
  return {
    kind: 'round',
    changed: alive.map(({ objectGuid }) => objectGuid),
    restored: alive.filter(({ entry }) => isNamed(entry, 'isDeleted')).map(({ objectGuid }) => objectGuid),
    deleted: found.filter(({ isDeleted }) => isDeleted).map(({ objectGuid }) => objectGuid),
    members: alive.flatMap(({ entry, objectGuid }) => memberChangesOf(entry, objectGuid)),
    cookie,
    isLast,
  };
}

/** An attribute that lost its value is named without one; one that did not change is not named. */
function isNamed(entry: ReceivedEntry, name: string): boolean {
  return entry.attributes.some(({ type }) => type.toLowerCase() === name.toLowerCase());
}

/**
 * `member;range=1-1` has the members that came, `member;range=0-0` those that went. A group from before linked-value replication sends
 * the whole `member` instead (rule R21); without values it is empty now, unless it stands beside the other two.
 */
function memberChangesOf(entry: ReceivedEntry, group: ObjectGuid): readonly MemberChange[] {
  const attributes = entry.attributes
    .filter(({ type }) => /^member(;|$)/i.test(type))
    .map((attribute) => ({
      type: attribute.type.toLowerCase(),
      members: memberReferencesOf(attribute),
    }));
  const isIncremental = attributes.some(({ type }) => type !== 'member');
  return attributes.flatMap(({ type, members }): readonly MemberChange[] => {
    if (type === 'member;range=1-1') return members.map((member) => ({ kind: 'added', group, member }));
    if (type === 'member;range=0-0') return members.map((member) => ({ kind: 'removed', group, member }));
    return isIncremental && members.length === 0 ? [] : [{ kind: 'replaced', group, members }];
  });
}
