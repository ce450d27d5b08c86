/** What a request costs of the tenant's quota, by Microsoft's published table for identity and access. */

/** `baseCost` is the table's figure; $select and a small page make a read cheaper, never free, and $expand dearer. */
export function readCost(query: URLSearchParams, baseCost: number): number {
  const top = query.get('$top');
  const isSmallPage = top !== null && Number(top) < 20;
  const reductions = (query.has('$select') ? 1 : 0) + (isSmallPage ? 1 : 0);
  return Math.max(1, baseCost + (query.has('$expand') ? 1 : 0) - reductions);
}

export const writeCost = 1;
