/** What has happened in a tenant between two states of it: object by object, each with before and after. */
import { isDeepStrictEqual } from 'node:util';
import type { LinkSnapshot, Snapshot } from './snapshot.ts';

/** A state as the lab door gives it and as a file keeps it; the lists of a tenant are the same in both. */
export type ComparedState = Omit<Snapshot, 'version' | 'signingKeyPem'>;

export type StateDifference =
  | { readonly kind: 'added' | 'removed'; readonly what: string; readonly name: string }
  | {
      readonly kind: 'changed';
      readonly what: string;
      readonly name: string;
      /** Null where there is no value. */
      readonly properties: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
    };

export function compareStates(before: ComparedState, after: ComparedState): readonly StateDifference[] {
  const [one, other] = [thingsIn(before), thingsIn(after)];
  const keys = [...new Set([...one.keys(), ...other.keys()])];
  return keys.flatMap((key) => compareThings(one.get(key), other.get(key)));
}

type Values = Readonly<Record<string, unknown>>;
type Thing = { readonly what: string; readonly name: string; readonly values: Values };

function compareThings(before: Thing | undefined, after: Thing | undefined): readonly StateDifference[] {
  if (before === undefined) return after === undefined ? [] : [{ kind: 'added', what: after.what, name: after.name }];
  const { what, name } = before;
  if (after === undefined) return [{ kind: 'removed', what, name }];
  const names = [...new Set([...Object.keys(before.values), ...Object.keys(after.values)])];
  const properties = names.flatMap((property) => {
    const [one, other] = [before.values[property] ?? null, after.values[property] ?? null];
    return isDeepStrictEqual(one, other) ? [] : [[property, { before: one, after: other }] as const];
  });
  return properties.length === 0 ? [] : [{ kind: 'changed', what, name, properties: Object.fromEntries(properties) }];
}

/** By what they are and their id: an object that is deleted is another thing than the live one, and one link is one thing. */
function thingsIn(state: ComparedState): ReadonlyMap<string, Thing> {
  const names = new Map<string, string>();
  const objects: readonly (readonly [what: string, objects: readonly Values[]])[] = [
    ['user', state.users],
    ['group', state.groups],
    ['contact', state.contacts],
    ['application', state.applicationObjects],
    ['service principal', state.servicePrincipals],
    ['directory role', state.directoryRoles],
    ['extension property', state.extensionProperties],
    ['deleted item', state.deleted.map(({ object }) => object)],
  ];
  const things = objects.flatMap(([what, values]) => values.map((value) => asThing(what, value)));
  for (const { name, values } of things) names.set(String(values.id), name);
  const named = (id: string) => names.get(id) ?? id;
  const all: readonly Thing[] = [
    { what: 'organization', name: state.organization.displayName, values: { ...state.organization } },
    ...things,
    ...state.applications.map((one) => ({ what: 'sign-in', name: one.displayName, values: { ...one, id: one.appId } })),
    ...state.consents.map(({ appId, userId, scopes }) => {
      const name = `${appId} for ${userId === null ? 'everybody' : named(userId)}`;
      return { what: 'consent', name, values: { id: `${appId} ${userId}`, scopes } };
    }),
    ...linksIn('member', state.members, named),
    ...linksIn('owner', state.owners, named),
    ...linksIn('manager', state.managers, named),
  ];
  return new Map(all.map((thing) => [`${thing.what} ${thing.values.id}`, thing]));
}

function asThing(what: string, values: Values): Thing {
  const { userPrincipalName, displayName, name, id } = values;
  return { what, name: String(userPrincipalName ?? displayName ?? name ?? id), values };
}

const linksIn = (what: string, { links }: LinkSnapshot, named: (id: string) => string): readonly Thing[] =>
  links.flatMap(([source, targets]) =>
    targets.map((target) => ({
      what,
      name: `${named(target)} of ${named(source)}`,
      values: { id: `${source} ${target}` },
    })),
  );
