/** Follows what changes of the groups of the tenant and of their members (learn.microsoft.com/graph/api/group-delta). */
import { z } from 'zod';
import type { Result } from '../../contract/result.ts';
import type { GroupChange } from '../../sync/tenant-changes.ts';
import { followChanges, followedLinkSchema, goneSchema } from '../follow-changes.ts';
import type { Graph } from '../graph.ts';
import { canonicalGroupOf, groupSchema, selectOfGroups } from './read-groups.ts';

const toldSchema = groupSchema.extend({
  // Whoever has none was not told as a whole.
  displayName: z.string(),
  'members@delta': z.array(followedLinkSchema).optional(),
});
const entrySchema = z.union([goneSchema, toldSchema]);
const start = `/groups/delta?$select=${selectOfGroups},members`;

export async function followGroups(
  graph: Graph,
  since: string | null,
  show: (changes: readonly GroupChange[]) => void,
  signal: AbortSignal,
): Promise<Result<string>> {
  return await followChanges(graph, { start, since }, entrySchema, (entries) => show(entries.map(changeOf)), signal);
}

function changeOf(entry: z.output<typeof entrySchema>): GroupChange {
  if (!('displayName' in entry)) return { kind: 'gone', tenantObjectId: entry.id };
  const links = entry['members@delta'] ?? [];
  const members = links.map((link) => ({ tenantObjectId: link.id, isThere: link['@removed'] === undefined }));
  return { kind: 'told', group: canonicalGroupOf(entry), members };
}
