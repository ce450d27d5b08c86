/** Values that no two users of a tenant have at a time: who gives one up goes before whoever takes it. */
import type { AttributeValue, Change } from '../contract/plan.ts';

/** Microsoft Graph, user. */
const uniqueAttributes: ReadonlySet<string> = new Set(['userPrincipalName', 'mail', 'mailNickname']);

export interface UniqueValue {
  readonly name: string;
  readonly value: string;
  /** The same for the same value, in whatever capitals. */
  readonly claim: string;
}

export function uniqueValuesOf({ attributes }: Change, side: 'before' | 'after'): readonly UniqueValue[] {
  return attributes.flatMap(({ name, [side]: value }) =>
    uniqueAttributes.has(name) && isText(value) ? [{ name, value, claim: `${name} ${value.toLowerCase()}` }] : [],
  );
}

const isText = (value: AttributeValue): value is string => typeof value === 'string';

export interface Giver {
  readonly change: Change & { readonly kind: 'update' };
  readonly given: UniqueValue;
}

/** Who gives up what, by the claim. */
export function giversAmong(changes: readonly Change[]): ReadonlyMap<string, Giver> {
  return new Map(
    changes.flatMap((change) =>
      change.kind === 'update' && change.objectType === 'user'
        ? uniqueValuesOf(change, 'before').map((given) => [given.claim, { change, given }] as const)
        : [],
    ),
  );
}

/** Those of somebody else who have what this change takes. */
export function giversFor(change: Change, givers: ReadonlyMap<string, Giver>): readonly Giver[] {
  if (givers.size === 0) return [];
  return uniqueValuesOf(change, 'after').flatMap(({ claim }) => {
    const giver = givers.get(claim);
    return giver === undefined || giver.change.objectGuid === change.objectGuid ? [] : [giver];
  });
}

/**
 * The same changes; whoever takes a value comes after whoever gives it up, and everybody else stays in place. In a circle somebody has
 * to be the first all the same.
 */
export function giversFirst(changes: readonly Change[]): readonly Change[] {
  const givers = giversAmong(changes);
  const ordered = new Set<Change>();
  for (const change of changes) {
    // From whoever takes to whoever gives, as far as that goes, and back again.
    const chain = [change];
    for (let next = chain.at(-1); next !== undefined; next = chain.at(-1)) {
      const giver = giversFor(next, givers).find(({ change: one }) => !ordered.has(one) && !chain.includes(one));
      if (giver !== undefined) {
        chain.push(giver.change);
        continue;
      }
      ordered.add(next);
      chain.pop();
    }
  }
  return [...ordered];
}
