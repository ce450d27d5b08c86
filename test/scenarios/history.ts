/** A company of the campaign as a directory of the stories, with the tenant of the lab behind the agent's own adapter. */
import { guardKindNames } from '../../agent-core/contract/guard-settings.ts';
import type { ReportEntry } from '../../agent-core/contract/run-report.ts';
import type { Settings } from '../../agent-core/contract/settings.ts';
import type { DirectoryObject } from '../../agent-core/sync/directory-source.ts';
import { decisionKeyOf } from '../../agent-core/sync/guard/decisions.ts';
import { run } from '../../agent-core/sync/run.ts';
import { directoryGroup, directoryUnit, memberFor, referenceTo } from '../builders/directory-group.ts';
import {
  type Attributes,
  directoryUser,
  disabledAccount,
  enabledAccount,
  inDomain,
} from '../builders/directory-object.ts';
import { type EmulatedTenant, emulatedTenant } from '../builders/emulated-tenant.ts';
import type { FakeDirectory } from '../builders/fake-directory.ts';
import { noLimits } from '../builders/guard-settings.ts';
import { objectGuidFor } from '../builders/identifiers.ts';
import { settings } from '../builders/settings.ts';
import { createWorld, type World } from '../builders/world.ts';
import { type Company, inside, mailOf, outside, type Person } from '../crash/company.ts';

export interface History {
  readonly world: World;
  readonly emulated: EmulatedTenant;
  /** From now on the directory is this company, and the settings have this scope. */
  show(company: Company, surroundings?: Surroundings): void;
  /** @returns what the run planned and what came of it */
  run(): Promise<readonly ReportEntry[]>;
}

/** What is changed for many at once. */
export interface Surroundings {
  /** Where the unit of those inside is, in its domain. */
  readonly place: string;
  /** Accounts of people whose home is the other domain. */
  readonly abroad: readonly string[];
  readonly scope: Settings['scope'];
}

export const unitScope: Settings['scope'] = { kind: 'units', include: [referenceTo(inside)], exclude: [] };
export const usualSurroundings: Surroundings = { place: `OU=${inside}`, abroad: [], scope: unitScope };
const abroadDomain = 'fabrikam.com';

/** Whether a run reads both sides whole, or asks for what changed since the run before, as the agent does. */
export type Reading = 'whole' | 'by memory';

export function beginHistory(replicationLagMs: number, reading: Reading): History {
  const { world, emulated } = createSides(replicationLagMs);
  const { clock } = world;
  const run_ = async () => {
    const intent = { kind: 'apply', writer: emulated.tenant } as const;
    const context =
      reading === 'whole'
        ? { ...world.context(intent), tenant: emulated.tenant }
        : { ...world.contextByMemory(intent), tenant: { ...emulated.tenant, readUsers: readEverybody } };
    const before = world.log.entries.length;
    await clock.runUntil(run(context, new AbortController().signal));
    return world.log.entries.slice(before);
  };
  return {
    ...{ world, emulated, run: run_ },
    show: (company, surroundings = usualSurroundings) => {
      world.configure({ scope: surroundings.scope });
      show(world, company, surroundings);
    },
  };
}

/** Whoever remembers asks for what changed. */
const readEverybody = () => Promise.reject(new Error('everybody in the tenant was read'));

function createSides(replicationLagMs: number) {
  const { tenant } = settings();
  const world = createWorld({
    fabrikam: [],
    settings: {
      tenant,
      guard: noLimits,
      scope: unitScope,
      removals: { onLeavingScope: 'delete', waitRuns: 0 },
    },
  });
  const emulated = emulatedTenant(world.clock, replicationLagMs);
  // The extension is named by the tenant, and the clock belongs to the world.
  world.configure({ tenant: { ...tenant, ownershipExtension: emulated.ownershipExtension } });
  return { world, emulated };
}

function show(world: World, { people, groups }: Company, { place, abroad }: Surroundings): void {
  const { directory, fabrikam } = world;
  const dnOf = (account: string) => {
    const isInside = people.find((person) => person.account === account)?.isInside ?? true;
    return `CN=${account},${isInside ? place : `OU=${outside}`},DC=contoso,DC=com`;
  };
  directory.units = [directoryUnit(inside, `${place},DC=contoso,DC=com`)];
  const isAbroad = ({ account }: Person) => abroad.includes(account);
  const wanted = people.map((person): readonly [Person, Attributes] => [
    person,
    {
      distinguishedName: dnOf(person.account),
      userAccountControl: person.isEnabled ? enabledAccount : disabledAccount,
      ...{ userPrincipalName: person.userPrincipalName, displayName: person.displayName, title: person.title },
      mail: mailOf(person.account),
      manager: person.manager === null ? null : objectGuidFor(person.manager),
    },
  ]);
  showPeople(
    directory,
    wanted
      .filter(([person]) => !isAbroad(person))
      .map(([{ account }, attributes]) => directoryUser(account, attributes)),
  );
  showPeople(
    fabrikam,
    wanted
      .filter(([person]) => isAbroad(person))
      .map(([{ account }, attributes]) => inDomain(abroadDomain, directoryUser(account, attributes))),
  );
  for (const { objectGuid, attributes } of directory.groups) {
    const isGone = !groups.some(({ account }) => objectGuidFor(account) === objectGuid);
    if (isGone) directory.leaveTombstone(attributes.sAMAccountName?.[0] ?? '');
  }
  directory.groups = groups.map(({ account, description, members }) => ({
    ...directoryGroup(account, members.map(memberFor), { description, distinguishedName: dnOf(account) }),
    distinguishedName: dnOf(account),
  }));
}

/** Whoever went to the other domain leaves a tombstone here, as whoever is deleted. */
function showPeople(directory: FakeDirectory, wanted: readonly DirectoryObject[]): void {
  const kept = new Map(wanted.map((object) => [object.objectGuid, object]));
  for (const { objectGuid, attributes } of directory.objects) {
    const name = attributes.sAMAccountName?.[0] ?? '';
    const now = kept.get(objectGuid);
    if (now === undefined) directory.leaveTombstone(name);
    else directory.change(name, { manager: null, ...now.attributes });
    kept.delete(objectGuid);
  }
  for (const object of kept.values()) directory.add(object);
}

/** Everything in the tenant that came from the directory, without ids: two tenants that hold the same are the same. */
export function contentOf({ emulated: { network } }: History): readonly string[] {
  const { users, groups, members, managers } = network.state.snapshot();
  const keys = new Map([
    ...users.map(({ id, onPremisesImmutableId }) => [id, onPremisesImmutableId] as const),
    ...groups.map(({ id, uniqueName }) => [id, uniqueName] as const),
  ]);
  const namesOf = (ids: readonly string[] = []) => ids.map((id) => String(keys.get(id) ?? id)).toSorted();
  const [inGroup, above] = [new Map(members.links), new Map(managers.links)];
  return [
    ...users
      .filter(({ onPremisesImmutableId }) => typeof onPremisesImmutableId === 'string')
      .map((user) => inOrder({ ...valuesOf(user), manager: namesOf(above.get(user.id)) })),
    ...groups
      .filter(({ uniqueName }) => typeof uniqueName === 'string')
      .map((group) => inOrder({ ...valuesOf(group), members: namesOf(inGroup.get(group.id)) })),
  ].toSorted();
}

/** What the tenant makes by itself, at its own time. */
const madeByTenant = /^(id|createdDateTime|.*DateTime|password.*|securityIdentifier|proxyAddresses|signInSessions.*)$/;

const valuesOf = (object: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(object).filter(
      ([name, value]) => !madeByTenant.test(name) && value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );

const inOrder = (values: Readonly<Record<string, unknown>>) =>
  JSON.stringify(Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** Whatever the guard holds, somebody agrees to: to the end of a group, or to so much in one day. */
export function approveAll(world: World, entries: readonly ReportEntry[]): void {
  const held = entries.flatMap((entry) =>
    entry.kind === 'outcome' && entry.outcome.kind === 'held' ? [entry.outcome.change.digest] : [],
  );
  const byChange = held.flatMap((digest) =>
    guardKindNames.map((kind) => {
      const decision = { verdict: 'approved', digest, kind, by: 'Eve', at: world.clock.now() } as const;
      return [decisionKeyOf(digest, kind), { ...decision, expiresAt: '2099-01-01T00:00:00Z' }] as const;
    }),
  );
  world.decide({ byChange: new Map(byChange), exemptions: new Set() });
}
