/**
 * A domain that is remembered between runs: asks its controller for what changed, and answers from memory. Where that cannot be done,
 * everything is read as if nothing had ever been remembered, and the reading says why.
 */
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Clock } from '../sync/clock.ts';
import type { DomainMemory, RememberedDomain } from '../sync/directory-memory.ts';
import type { BroughtUpToDate } from '../sync/directory-source.ts';
import type { Reading } from '../sync/reading.ts';
import { bringUpToDate } from './changes/bring-up-to-date.ts';
import { createLdapSession } from './changes/ldap-session.ts';
import { doesNotFit, type ReasonToReadAnew } from './changes/why-read-anew.ts';
import { type DomainAccess, withDomainConnection } from './domain-connection.ts';
import type { DomainSource } from './domain-source.ts';

export interface RememberingParts {
  /** Reads everything, every time. */
  readonly direct: DomainSource;
  readonly access: DomainAccess;
  readonly memory: DomainMemory;
  readonly remembered: RememberedDomain;
  readonly clock: Clock;
}

/** With these, memory is of no use, and the directory can be read all the same. */
const problemsOfMemory: ReadonlySet<string> = new Set(['directory.changes-not-readable', 'data.write-failed']);

/** @param doubt why everything must be read, whatever is remembered */
export type Bring = (signal: AbortSignal, doubt: ReasonToReadAnew | null) => Promise<Result<BroughtUpToDate>>;

/** @param bring asks the controller, and has remembered what it said when it is done */
export function createRememberingSource(
  parts: RememberingParts,
  bring: Bring = (signal, doubt) => askController(parts, signal, doubt),
): DomainSource {
  const { direct, access, memory, remembered } = parts;
  // The cookie is good at the controller that gave it: that one is asked first, also after a restart.
  const position = memory.position();
  if (position !== null) access.surroundings.memory.worked(position.host);
  let untold: BroughtUpToDate = nothingToTell;
  let underWay: ReturnType<Bring> | null = null;

  /** Whoever asks meanwhile is told the same: a second full reading would throw away what the first has begun. */
  const bringOnce: Bring = async (signal, doubt) => {
    // What is under way may not know of the doubt.
    if (doubt !== null) await underWay;
    underWay ??= bring(signal, doubt).finally(() => {
      underWay = null;
    });
    return await underWay;
  };

  /** Up to date, and read from memory; a memory that does not fit together is made anew once. */
  const readUpToDate = async <Item>(
    answer: () => readonly Item[] | null,
    signal: AbortSignal,
    doubt: ReasonToReadAnew | null = null,
  ): Promise<Result<readonly Item[]>> => {
    const brought = await bringOnce(signal, doubt);
    if (!brought.ok) return brought;
    untold = { fullRead: brought.value.fullRead ?? untold.fullRead, doubt: brought.value.doubt ?? untold.doubt };
    const items = answer();
    if (items !== null) return succeed(items);
    if (doubt !== null) throw new Error(`what was just read of ${access.settings.name} does not fit together`);
    return readUpToDate(answer, signal, doesNotFit);
  };

  return {
    ...direct,
    bringUpToDate: async (signal) => {
      const brought = await bringOnce(signal, null);
      return brought.ok || !problemsOfMemory.has(brought.problem.code) ? brought : null;
    },
    readUsers: async (signal) => {
      const users = await readUpToDate(remembered.users, signal);
      if (!users.ok)
        return await orDirectly(users.problem, async () => tellReason(await direct.readUsers(signal), users.problem));
      const { fullRead, doubt } = untold;
      untold = nothingToTell;
      return { objects: users.value, problem: doubt, ...(fullRead !== null && { fullRead }) };
    },
    readGroups: async (signal) => {
      const groups = await readUpToDate(remembered.groups, signal);
      if (!groups.ok) return await orDirectly(groups.problem, () => direct.readGroups(signal));
      return { objects: groups.value, problem: null };
    },
    readContacts: async (signal) => {
      const contacts = await readUpToDate(remembered.contacts, signal);
      if (!contacts.ok) return await orDirectly(contacts.problem, () => direct.readContacts(signal));
      return { objects: contacts.value, problem: null };
    },
  };
}

const nothingToTell: BroughtUpToDate = { fullRead: null, doubt: null };

async function askController(
  { access, memory, clock }: RememberingParts,
  signal: AbortSignal,
  doubt: ReasonToReadAnew | null,
): Promise<Result<BroughtUpToDate>> {
  const { settings } = access;
  // With rights on units alone, what is deleted is not among the changes (rule R19).
  if (settings.rights === 'units') {
    return fail(problem('directory.changes-not-readable', `${settings.name}: rights on units, as the settings say`));
  }
  return await withDomainConnection(access, signal, (client) =>
    bringUpToDate(createLdapSession(client, settings.name), memory, clock.now(), doubt),
  );
}

async function orDirectly<Item, Answer extends Reading<Item>>(
  reason: Problem,
  readDirectly: () => Promise<Answer>,
): Promise<Answer | Reading<Item>> {
  return problemsOfMemory.has(reason.code) ? await readDirectly() : { objects: [], problem: reason };
}

const tellReason = <Answer>(reading: Answer, fullRead: Problem) => ({ ...reading, fullRead });
