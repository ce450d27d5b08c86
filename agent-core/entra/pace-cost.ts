/** What a request costs of the tenant's quotas, by Microsoft's published table (learn.microsoft.com/graph/throttling-limits, identity and access). */
export interface Cost {
  readonly resourceUnits: number;
  readonly writes: number;
}

const unitsOfReads: readonly (readonly [pattern: RegExp, units: number])[] = [
  [/^\/users(\/delta)?$/, 2],
  [/^\/groups\/[^/]+\/members$/, 3],
  [/\/transitiveMembers$/, 5],
  [/^\/applications$/, 2],
  [/^\/subscribedSkus$/, 3],
  [/\/appRoleAssignments$/, 2],
];
/** It only reads, although it is sent as a POST. */
const readsByPost: readonly (readonly [pattern: RegExp, units: number])[] = [[/^\/directoryObjects\/getByIds$/, 5]];

/** @param pathOrLink below /v1.0, or a whole link of the tenant's */
export function costOf(method: string, pathOrLink: string): Cost {
  const [whole = '', query = ''] = pathOrLink.split('?');
  const path = whole.replace(/^https:\/\/[^/]+\/v1\.0/, '');
  const table = method === 'GET' ? unitsOfReads : readsByPost;
  const found = table.find(([pattern]) => pattern.test(path));
  if (found === undefined && method !== 'GET') return { resourceUnits: 1, writes: 1 };
  const options = new URLSearchParams(query);
  const top = options.get('$top');
  const cheaper = (options.has('$select') ? 1 : 0) + (top !== null && Number(top) < 20 ? 1 : 0);
  const dearer = options.has('$expand') ? 1 : 0;
  return { resourceUnits: Math.max(1, (found?.[1] ?? 1) + dearer - cheaper), writes: 0 };
}

export function sumOf(costs: readonly Cost[]): Cost {
  return {
    resourceUnits: costs.reduce((sum, { resourceUnits }) => sum + resourceUnits, 0),
    writes: costs.reduce((sum, { writes }) => sum + writes, 0),
  };
}
