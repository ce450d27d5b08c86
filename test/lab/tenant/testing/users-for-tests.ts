/** Creates, changes and reads users through Graph, and recognises Graph's refusals. */
import { expect } from 'vitest';
import type { Reply, TenantForTests } from './tenant-for-tests.ts';

export interface UsersForTests {
  /** A user that Graph would accept, unlike any other. */
  readonly newUser: (values?: Values) => Values;
  readonly post: (body: unknown) => Promise<Reply>;
  readonly patch: (id: string, body: unknown) => Promise<Reply>;
  /** Answers the id of a user that was created with these values. */
  readonly createUser: (values?: Values) => Promise<string>;
  readonly read: (id: string, select: string) => Promise<unknown>;
}

type Values = Readonly<Record<string, unknown>>;

export function usersOf(lab: () => TenantForTests): UsersForTests {
  let serial = 0;
  const newUser: UsersForTests['newUser'] = (values = {}) => {
    serial += 1;
    return {
      accountEnabled: true,
      displayName: 'Adele Vance',
      mailNickname: `AdeleV${serial}`,
      userPrincipalName: `AdeleV${serial}@contoso.test`,
      passwordProfile: { forceChangePasswordNextSignIn: false, password: 'xWwvJ]6NMw+bWH-d' },
      ...values,
    };
  };
  const post: UsersForTests['post'] = (body) => lab().graph('/v1.0/users', { method: 'POST', body });
  return {
    newUser,
    post,
    patch: (id, body) => lab().graph(`/v1.0/users/${id}`, { method: 'PATCH', body }),
    createUser: async (values) => {
      const reply = await post(newUser(values));
      expect(reply.status).toBe(201);
      return idOf(reply);
    },
    read: async (id, select) => (await lab().graph(`/v1.0/users/${id}?$select=${select}`)).json,
  };
}

export const idOf = (reply: Reply): string => String((reply.json as { readonly id: string }).id);

export function expectRefusal(reply: Reply, status: number, code: string, message: string, target?: string): void {
  expect(reply.json).toEqual({
    error: {
      code,
      message,
      ...(target === undefined ? {} : { details: [{ code: expect.any(String), message, target }] }),
      innerError: {
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
        'request-id': reply.headers['request-id'],
        'client-request-id': reply.headers['client-request-id'],
      },
    },
  });
  expect(reply.status).toBe(status);
}
