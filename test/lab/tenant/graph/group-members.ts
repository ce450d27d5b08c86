/** The members and owners of groups: lists, `$ref` to add and to remove. learn.microsoft.com/graph/api/group-post-members */
import type { TenantReply } from '../http/exchange.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, noContent } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';
import { type GroupRelation, linkRefusal, linksOf } from './group-links.ts';
import { guardOperations, unwritable, withGroup, withVisibleGroup } from './groups.ts';
import { countLinked, listLinked, listTransitive } from './linked-objects.ts';
import { readReference } from './object-reference.ts';
import { deleteUser } from './users.ts';

const readUnits = 3;
const transitiveReadUnits = 5;

export const groupMemberRoutes: readonly GraphRoute[] = [
  ...relationRoutes('members'),
  ...relationRoutes('owners'),
  {
    method: 'GET',
    template: 'groups/{id}/transitiveMembers',
    operations: () => ['read members'],
    readUnits: transitiveReadUnits,
    answer: withVisibleGroup((call, group) => listTransitive(call, group.id, undefined)),
  },
  {
    method: 'GET',
    template: 'groups/{id}/transitiveMembers/{cast}',
    operations: () => ['read members'],
    readUnits: transitiveReadUnits,
    answer: withVisibleGroup((call, group) => listTransitive(call, group.id, call.parameters.cast)),
  },
  /** The trap of this address: without `$ref` it is the member itself that goes. */
  {
    method: 'DELETE',
    template: 'groups/{id}/members/{memberId}',
    operations: () => ['delete or restore user'],
    answer: withGroup((call, group) => {
      const { memberId = '' } = call.parameters;
      const isMember = call.state.directory.members.has(group.id, memberId.toLowerCase());
      if (!isMember) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(memberId));
      return deleteUser({ ...call, parameters: { id: memberId } });
    }),
  },
];

function relationRoutes(relation: GroupRelation): readonly GraphRoute[] {
  const write = relation === 'members' ? ('write members' as const) : ('write owners' as const);
  const at = `groups/{id}/${relation}`;
  return [
    {
      method: 'GET',
      template: at,
      operations: () => ['read members'],
      readUnits,
      answer: withVisibleGroup((call, group) => listLinked(call, linksOf(relation, call.state), group.id, undefined)),
    },
    {
      method: 'GET',
      template: `${at}/$count`,
      operations: () => ['read members'],
      readUnits,
      answer: withVisibleGroup((call, group) => countLinked(call, linksOf(relation, call.state), group.id)),
    },
    {
      method: 'GET',
      template: `${at}/{cast}`,
      operations: () => ['read members'],
      readUnits,
      answer: withVisibleGroup((call, group) =>
        listLinked(call, linksOf(relation, call.state), group.id, call.parameters.cast),
      ),
    },
    {
      method: 'POST',
      template: `${at}/$ref`,
      operations: (_payload, target) => [write, ...guardOperations(target)],
      answer: withGroup((call, group) => addLink(call, group, relation)),
    },
    {
      method: 'DELETE',
      template: `${at}/{targetId}/$ref`,
      operations: (_payload, target) => [write, ...guardOperations(target)],
      answer: withGroup((call, group) => removeLink(call, group, relation)),
    },
  ];
}

function addLink(call: GraphCall, group: ObjectRecord, relation: GroupRelation): TenantReply {
  const { request, payload, state } = call;
  const object = readReference(payload, state);
  if (!object.ok) return graphRefusalReply(request, object.refusal);
  const refusal = linkRefusal(group, relation, [object.value], call);
  if (refusal !== undefined) return graphRefusalReply(request, refusal);
  linksOf(relation, state).add(group.id, object.value.record.id);
  return noContent(request);
}

function removeLink(call: GraphCall, group: ObjectRecord, relation: GroupRelation): TenantReply {
  const { request, state, parameters } = call;
  const { targetId = '' } = parameters;
  const refusal = unwritable(group);
  if (refusal !== undefined) return graphRefusalReply(request, refusal);
  const links = linksOf(relation, state);
  const target = targetId.toLowerCase();
  if (!links.has(group.id, target)) return graphRefusalReply(request, graphRefusals.resourceNotFound(targetId));
  if (relation === 'owners' && links.count(group.id) === 1) {
    return graphRefusalReply(request, graphRefusals.lastOwner());
  }
  links.remove(group.id, target);
  return noContent(request);
}
