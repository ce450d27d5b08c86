/**
 * Adds members twenty at a time, the most that Graph takes, and all of a request or none. When it refuses one, those that are there
 * already are left out, and the rest is tried again for a while, since what was created a moment ago is not known everywhere yet.
 * What is refused then is halved until whoever is the reason stands alone (rule R30).
 *
 *     20 --refused--> 3 are members: done, 17 --refused, and again--> 9 --ok
 *                                                                     8 --refused--> 4 ... --> 1 with its own problem
 */
import type { TenantObjectId } from '../../contract/identifiers.ts';
import type { Problem } from '../../contract/problem.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { Graph } from '../graph.ts';
import { type Patience, repeatStep } from '../repeat-step.ts';
import { readMembers } from './read-groups.ts';

/** Microsoft Graph v1.0, Add members. */
export const membersPerRequest = 20;

/** @param members at most twenty  @returns what became of each, in their order */
export async function addMembers(
  graph: Graph,
  group: TenantObjectId,
  members: readonly TenantObjectId[],
  patience: Patience,
  signal: AbortSignal,
): Promise<readonly Result<void>[]> {
  const results = new Map<TenantObjectId, Result<void>>();
  const settle = (settled: readonly TenantObjectId[], result: Result<void>) => {
    for (const member of settled) results.set(member, result);
  };
  const bind = (part: readonly TenantObjectId[]) => bindMembers(graph, group, part, signal);
  const halve = async (part: readonly TenantObjectId[], refused: Result<void>): Promise<void> => {
    if (part.length < 2) return settle(part, refused);
    const middle = Math.ceil(part.length / 2);
    for (const half of [part.slice(0, middle), part.slice(middle)]) {
      const added = await bind(half);
      if (isAboutOne(added)) await halve(half, added);
      else settle(half, added);
    }
  };
  const added = await bind(members);
  settle(members, added);
  if (isAboutOne(added)) {
    const present = new Set((await readMembers(graph, group, signal)).objects);
    const missing = members.filter((member) => !present.has(member));
    settle(members, succeed(undefined));
    // A reference that has not spread yet is refused like a value: the two cannot be told apart but by waiting.
    const repeat = () => repeatStep(() => bind(missing), patience, signal, ['tenant.refused-value']);
    const repeated = missing.length === 0 ? succeed(undefined) : await repeat();
    settle(missing, repeated);
    if (isAboutOne(repeated)) await halve(missing, repeated);
  }
  return members.map((member) => results.get(member) ?? succeed(undefined));
}

/** Refused because of one of the members, or because one of them or the group is not known yet; all else would meet each of them. */
function isAboutOne(result: Result<void>): result is { readonly ok: false; readonly problem: Problem } {
  if (result.ok) return false;
  const { code } = result.problem;
  return code === 'tenant.refused-value' || code === 'tenant.conflict' || code === 'tenant.not-found';
}

function bindMembers(graph: Graph, group: TenantObjectId, members: readonly TenantObjectId[], signal: AbortSignal) {
  const body = { 'members@odata.bind': members.map((member) => graph.linkTo(member)) };
  return graph.patch(`/groups/${encodeURIComponent(group)}`, body, signal);
}

/** Only the address that ends in $ref ends a membership; without it, Graph deletes the member itself. */
export function removeMember(
  graph: Graph,
  group: TenantObjectId,
  member: TenantObjectId,
  signal: AbortSignal,
): Promise<Result<void>> {
  const path = `/groups/${encodeURIComponent(group)}/members/${encodeURIComponent(member)}/$ref`;
  return graph.remove(path, signal);
}

export function setManager(
  graph: Graph,
  user: TenantObjectId,
  manager: TenantObjectId,
  patience: Patience,
  signal: AbortSignal,
): Promise<Result<void>> {
  const body = { '@odata.id': graph.linkTo(manager) };
  const path = `/users/${encodeURIComponent(user)}/manager/$ref`;
  return repeatStep(() => graph.put(path, body, signal), patience, signal, ['tenant.refused-value']);
}

export function clearManager(graph: Graph, user: TenantObjectId, signal: AbortSignal): Promise<Result<void>> {
  return graph.remove(`/users/${encodeURIComponent(user)}/manager/$ref`, signal);
}
