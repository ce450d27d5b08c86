/**
 * What must hold whatever happened to the agent: nothing is lost, doubled or wrongly deleted. Worked out from both sides and from the
 * tenant's journal, a second time and with nothing that comes from the product.
 */
import { compareGroups } from '../demo/compare-groups.ts';
import { compareManagers } from '../demo/compare-managers.ts';
import { compareTenant } from '../demo/compare-sides.ts';
import { expectGroups } from '../lab/expected-groups.ts';
import { expectManagers } from '../lab/expected-managers.ts';
import { expectSides } from '../lab/expected-tenant.ts';
import type { JournalEntry } from '../lab/tenant/lab/journal.ts';
import type { LabState } from '../lab/tenant/lab-client.ts';
import { type Company, seedOf } from './company.ts';

export interface Facts {
  readonly company: Company;
  /** objectGUID, 16 bytes each, by account. */
  readonly objectGuids: ReadonlyMap<string, Uint8Array>;
  readonly mark: { readonly property: string; readonly configurationId: string };
}

/** Everything that ever carried an anchor or a unique name in this season. */
export interface Ledger {
  /** The tenant's id of each, the first that was seen. */
  readonly ids: Map<string, string>;
  /** How often each was created, as the journal tells. */
  readonly creations: Map<string, number>;
}

export const emptyLedger = (): Ledger => ({ ids: new Map(), creations: new Map() });

function expectEverything({ company, objectGuids }: Facts) {
  const seed = seedOf(company);
  const sides = expectSides(seed.users, objectGuids);
  const groups = expectGroups(seed, sides, objectGuids);
  return { sides, groups, managers: expectManagers(sides) };
}

/** @returns a sentence for everything in which the two sides are not in step */
export function judgeSides(facts: Facts, state: LabState): readonly string[] {
  const { sides, groups, managers } = expectEverything(facts);
  const ours = ownOf(facts, state);
  return [
    ...compareTenant(sides, ours.users),
    ...compareGroups(groups, ours),
    ...compareManagers(managers, ours),
    ...sides.held.map(({ user }) => `${user.sAMAccountName} should not be in the campaign: it would be held`),
  ];
}

/** @returns a sentence for everybody who is there twice, or came back as somebody else */
export function judgeIdentities(facts: Facts, state: LabState, { ids }: Ledger): readonly string[] {
  const { users, groups } = ownOf(facts, state);
  const present = [
    ...users.map(({ id, onPremisesImmutableId }) => [String(onPremisesImmutableId), id] as const),
    ...groups.map(({ id, uniqueName }) => [String(uniqueName), id] as const),
  ];
  const twice = present.filter(([key], index) => present.findIndex(([other]) => other === key) !== index);
  const others = present.filter(([key, id]) => ids.has(key) && ids.get(key) !== id);
  for (const [key, id] of present) if (!ids.has(key)) ids.set(key, id);
  return [
    ...twice.map(([key]) => `${key} is there twice`),
    ...others.map(([key, id]) => `${key} was ${ids.get(key)} and is now ${id}`),
  ];
}

/** @returns a sentence for every request that made something twice, or removed what nothing in the directory says should go */
export function judgeJournal(facts: Facts, state: LabState, ledger: Ledger, entries: readonly JournalEntry[]) {
  const { sides, groups } = expectEverything(facts);
  const people = new Map(sides.arriving.map(({ tenantUser }) => [tenantUser.onPremisesImmutableId, tenantUser]));
  const teams = new Map(groups.arriving.map((group) => [group.tenantGroup.uniqueName, group]));
  const keys = keysOf(state);
  const wrong: string[] = [];
  for (const { method, path, body, status } of entries) {
    // What the tenant carried out: a page of rubbish on the way has a status, too.
    if (status !== 201 && status !== 204) continue;
    const [collection, id = '', part, target] = path.split('/').slice(2);
    const key = keys.get(id) ?? '';
    const created = status === 201 ? createdBy(path, body) : null;
    if (created !== null) {
      const times = (ledger.creations.get(created) ?? 0) + 1;
      ledger.creations.set(created, times);
      if (times > 1) wrong.push(`${created} was created ${times} times`);
    }
    if (method === 'DELETE' && part === undefined) {
      if (people.has(key) || teams.has(key)) wrong.push(`${key} was deleted, and is in scope`);
    }
    if (method === 'DELETE' && part === 'members') {
      const member = keys.get(target ?? '') ?? '';
      if (teams.get(key)?.members.includes(member)) wrong.push(`${member} was taken out of ${key}, and belongs there`);
    }
    if (method === 'PATCH' && collection === 'users' && people.get(key)?.accountEnabled) {
      const isBlocked = typeof body === 'object' && body !== null && 'accountEnabled' in body && !body.accountEnabled;
      if (isBlocked) wrong.push(`${key} was blocked, and is enabled in the directory`);
    }
  }
  return wrong;
}

/** Also what lost its mark, or was made twice. */
function ownOf(
  { company, objectGuids, mark }: Facts,
  state: LabState,
): Pick<LabState, 'users' | 'groups' | 'members' | 'managers'> {
  const anchors = new Set([...objectGuids.values()].map((guid) => Buffer.from(guid).toString('base64')));
  const isOwn = (user: LabState['users'][number]) =>
    anchors.has(String(user.onPremisesImmutableId)) ||
    String(user[mark.property] ?? '').startsWith(`${mark.configurationId} `);
  const users = state.users.filter(isOwn);
  // The groups of the campaign are named after its unit.
  const groups = state.groups.filter(({ displayName }) => String(displayName).startsWith(`${company.unit}-`));
  return { ...state, users, groups };
}

/** By the tenant's id, also of what is deleted. */
function keysOf({ users, groups, deleted }: LabState): ReadonlyMap<string, string> {
  const objects = [...users, ...groups, ...deleted.map(({ object }) => object)];
  return new Map(
    objects.map((object) => [object.id, String(object.onPremisesImmutableId ?? object.uniqueName ?? '')] as const),
  );
}

/** A user has its anchor in the body, a group its unique name in the address: it is made where there is none of that name. */
function createdBy(path: string, body: unknown): string | null {
  const [, uniqueName] = /^\/v1\.0\/groups\(uniqueName='(.*)'\)$/.exec(decodeURIComponent(path)) ?? [];
  return uniqueName ?? textOf(body, 'onPremisesImmutableId');
}

function textOf(body: unknown, name: string): string | null {
  const value: unknown =
    typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : null;
  return typeof value === 'string' ? value : null;
}
