/** Follows what changes of the users of the tenant (learn.microsoft.com/graph/api/user-delta). */
import { z } from 'zod';
import type { Result } from '../contract/result.ts';
import type { UserChange } from '../sync/tenant-changes.ts';
import { canonicalUserOf, selectOf, userSchema } from './canonical-user.ts';
import { followChanges, followedLinkSchema, goneSchema } from './follow-changes.ts';
import type { Graph } from './graph.ts';

const toldSchema = userSchema.extend({
  // Whoever has none was not told as a whole.
  userPrincipalName: z.string(),
  'manager@delta': z.array(followedLinkSchema).optional(),
});
const entrySchema = z.union([goneSchema, toldSchema]);

/** @param extension carries the ownership mark; null where there is none */
export async function followUsers(
  graph: Graph,
  extension: string | null,
  since: string | null,
  show: (changes: readonly UserChange[]) => void,
  signal: AbortSignal,
): Promise<Result<string>> {
  const start = `/users/delta?$select=${selectOf(extension)},manager`;
  const changeOf = (entry: z.output<typeof entrySchema>): UserChange => {
    if (!('userPrincipalName' in entry)) return { kind: 'gone', tenantObjectId: entry.id };
    const { managerId, ...user } = canonicalUserOf(entry, extension);
    const links = entry['manager@delta'];
    // Where everything is told, whoever has no manager there has none.
    if (links === undefined) return { kind: 'told', user, ...(since === null && { managerId }) };
    const there = links.filter((link) => link['@removed'] === undefined);
    return { kind: 'told', user, managerId: there.at(-1)?.id ?? null };
  };
  return await followChanges(graph, { start, since }, entrySchema, (entries) => show(entries.map(changeOf)), signal);
}
