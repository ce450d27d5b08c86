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

export async function followGroups(
  graph: Graph,
  extension: string | null,
  since: string | null,
  show: (changes: readonly GroupChange[]) => void,
  signal: AbortSignal,
): Promise<Result<string>> {
  const start = `/groups/delta?$select=${selectOfGroups(extension)},members`;
  const told = (entries: readonly Entry[]) => show(entries.map((entry) => changeOf(entry, extension)));
  return await followChanges(graph, { start, since }, entrySchema, told, signal);
}

type Entry = z.output<typeof entrySchema>;

function changeOf(entry: Entry, extension: string | null): GroupChange {
  if (!('displayName' in entry)) return { kind: 'gone', tenantObjectId: entry.id };
  const links = entry['members@delta'] ?? [];
  const members = links.map((link) => ({ tenantObjectId: link.id, isThere: link['@removed'] === undefined }));
  return { kind: 'told', group: canonicalGroupOf(entry, extension), members };
}
