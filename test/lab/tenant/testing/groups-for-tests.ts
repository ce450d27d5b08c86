/** Creates groups through Graph and writes the addresses by which members are named. */
import { expect } from 'vitest';
import type { Reply, TenantForTests } from './tenant-for-tests.ts';
import { idOf } from './users-for-tests.ts';

type Values = Readonly<Record<string, unknown>>;

export interface GroupsForTests {
  /** A security group that Graph would accept, unlike any other. */
  readonly newGroup: (values?: Values) => Values;
  readonly post: (body: unknown) => Promise<Reply>;
  /** Answers the id of a group that was created with these values. */
  readonly createGroup: (values?: Values) => Promise<string>;
  readonly memberIds: (groupId: string) => Promise<readonly string[]>;
  readonly addMember: (groupId: string, memberId: string) => Promise<Reply>;
}

/** The address of an object, as a client writes it whatever host it talks to. */
export const addressOf = (id: string): string => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`;

export const unified: Values = { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false };

export function groupsOf(lab: () => TenantForTests): GroupsForTests {
  let serial = 0;
  const newGroup: GroupsForTests['newGroup'] = (values = {}) => {
    serial += 1;
    return {
      displayName: `Group ${serial}`,
      mailEnabled: false,
      mailNickname: `group${serial}`,
      securityEnabled: true,
      ...values,
    };
  };
  const post: GroupsForTests['post'] = (body) => lab().graph('/v1.0/groups', { method: 'POST', body });
  return {
    newGroup,
    post,
    createGroup: async (values) => {
      const reply = await post(newGroup(values));
      expect(reply.status, reply.text).toBe(201);
      return idOf(reply);
    },
    memberIds: async (groupId) => {
      const { json } = await lab().graph(`/v1.0/groups/${groupId}/members?$select=id&$top=999`);
      return (json as { readonly value: readonly { readonly id: string }[] }).value.map(({ id }) => id);
    },
    addMember: (groupId, memberId) =>
      lab().graph(`/v1.0/groups/${groupId}/members/$ref`, {
        method: 'POST',
        body: { '@odata.id': addressOf(memberId) },
      }),
  };
}
