/** Holds who is whose manager in the tenant against what the seed says. Nothing here comes from the product. */
import type { LabState } from '../lab/tenant/lab-client.ts';

/** @returns a sentence for everybody who came from the directory and has another manager than expected */
export function compareManagers(
  expected: ReadonlyMap<string, string>,
  { users, managers }: Pick<LabState, 'users' | 'managers'>,
): readonly string[] {
  const anchors = new Map(users.map(({ id, onPremisesImmutableId }) => [id, onPremisesImmutableId]));
  const links = new Map(
    managers.links.map(([id, targets]) => [id, targets.map((target) => anchors.get(target) ?? target)]),
  );
  const found = new Set(anchors.values());
  return [
    ...users.flatMap(({ id, userPrincipalName, onPremisesImmutableId: anchor }) => {
      if (typeof anchor !== 'string') return [];
      const wanted = expected.get(anchor) ?? 'nobody';
      const actual = links.get(id)?.join(', ') || 'nobody';
      return actual === wanted ? [] : [`${userPrincipalName} reports to ${actual}, not to ${wanted}`];
    }),
    ...[...expected.keys()]
      .filter((anchor) => !found.has(anchor))
      .map((anchor) => `${anchor}, who has a manager, is missing`),
  ];
}
