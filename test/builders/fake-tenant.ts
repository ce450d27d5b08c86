/** A tenant that is a list. It refuses what Microsoft Graph refuses, remembers every write, and fails when told to. */
import { type TenantObjectId, tenantObjectIdSchema } from '../../agent-core/contract/identifiers.ts';
import { type Problem, problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import type {
  Organization,
  TenantReader,
  TenantUser,
  TenantUserAttribute,
  TenantUserValues,
  TenantWriter,
} from '../../agent-core/sync/tenant.ts';
import { type FakeTenantGroups, fakeTenantGroups, type GroupWrite } from './fake-tenant-groups.ts';
import { followedList } from './followed-list.ts';
import { organization as contoso } from './organization.ts';
import { unlinkedUser } from './tenant-user.ts';

export type Write =
  | GroupWrite
  | { readonly kind: 'create'; readonly anchor: string; readonly values: TenantUserValues }
  | { readonly kind: 'update'; readonly id: TenantObjectId; readonly values: TenantUserValues }
  | {
      readonly kind: 'takeOver';
      readonly id: TenantObjectId;
      readonly anchor: string;
      readonly values: TenantUserValues;
    }
  | { readonly kind: 'delete'; readonly id: TenantObjectId }
  | { readonly kind: 'restore'; readonly id: TenantObjectId; readonly values: TenantUserValues };

export interface Trouble {
  readonly problem: Problem;
  /** The change is made and only its reply is lost. */
  readonly isReplyLost?: boolean;
}

export interface FakeTenant extends TenantReader, TenantWriter, FakeTenantGroups {
  readonly users: readonly TenantUser[];
  /** What was deleted and can still be restored. */
  readonly deleted: readonly TenantUser[];
  readonly writes: readonly Write[];
  /** Who holds a directory role from now on, by sign-in name, or why that cannot be read. */
  giveRoles(holders: readonly string[] | Problem): void;
  /** An account that an administrator makes by hand. */
  addByHand(user: TenantUser): void;
  /** What an administrator of the tenant changes by hand. */
  change(userPrincipalName: string, values: TenantUserValues): void;
  /** What becomes of writes from now on; null means that they go well. */
  onWrite(decide: ((write: Write) => Trouble | null) | null): void;
  /** From now on readings show the tenant as it is now, whatever is written (R40). False ends that. */
  lagBehind(isBehind: boolean): void;
  /** From now on the deleted users cannot be read. Null heals it. */
  refuseDeleted(reason: Problem | null): void;
  /** What an administrator of the Microsoft 365 admin center can: all addresses but `mail` are gone. */
  forgetAddresses(userPrincipalName: string): void;
  /** What an administrator of the tenant deletes for good. */
  purge(): void;
  /** What an administrator of the tenant deletes by hand. */
  deleteByHand(userPrincipalName: string): void;
  breakOff(ending: { readonly after: number; readonly problem: Problem } | null): void;
  /** What the tenant says it is, or why it cannot say. */
  become(organization: Organization | Problem): void;
}

/** Microsoft Graph v1.0, user: these cannot be set to nothing. */
const neverEmpty: readonly TenantUserAttribute[] = [
  'accountEnabled',
  'userPrincipalName',
  'displayName',
  'mailNickname',
  'mail',
  'usageLocation',
];

export function fakeTenant(initial: readonly TenantUser[] = []): FakeTenant {
  let users = initial;
  // Never given twice, also when somebody was deleted meanwhile.
  let created = initial.length;
  let deleted: readonly TenantUser[] = [];
  let stale: { readonly users: readonly TenantUser[]; readonly deleted: readonly TenantUser[] } | null = null;
  let deletedTrouble: Problem | null = null;
  let roles: readonly string[] | Problem = [];
  let organization: Organization | Problem = contoso();
  let decide: (write: Write) => Trouble | null = () => null;
  let ending: Parameters<FakeTenant['breakOff']>[0] = null;
  const writes: Write[] = [];
  const followed = followedList<TenantUser>(({ tenantObjectId }) => tenantObjectId);

  const refusalOf = (id: TenantObjectId | null, anchor: string | null, values: TenantUserValues): Problem | null => {
    const empty = neverEmpty.find((name) => values[name] === null);
    if (empty !== undefined) return problem('tenant.refused-value', empty);
    const name = nameOf(values);
    const rival = users.find(
      (user) =>
        user.tenantObjectId !== id &&
        ((name !== null && nameOf(user.values) === name) || (anchor !== null && user.anchor === anchor)),
    );
    const owner = [...users, ...deleted].find(
      (user) => user.tenantObjectId !== id && typeof values.mail === 'string' && addressesOf(user).has(values.mail),
    );
    const other = rival ?? owner;
    return other === undefined ? null : problem('tenant.conflict', other.tenantObjectId);
  };
  const write = <Value>(attempted: Write, refusal: Problem | null, carryOut: () => Value) => {
    writes.push(attempted);
    const trouble = decide(attempted);
    if (trouble !== null && trouble.isReplyLost !== true) return fail(trouble.problem);
    if (refusal !== null) return fail(refusal);
    const value = carryOut();
    return trouble === null ? succeed(value) : fail(trouble.problem);
  };
  const replace = (changed: TenantUser) => {
    users = users.map((user) => (user.tenantObjectId === changed.tenantObjectId ? changed : user));
  };

  const find = (userPrincipalName: string) => {
    const user = users.find(({ values }) => values.userPrincipalName === userPrincipalName);
    if (user === undefined) throw new Error(`there is no ${userPrincipalName}`);
    return user;
  };

  const groups = fakeTenantGroups({
    write,
    isThere: (id) => users.some(({ tenantObjectId }) => tenantObjectId === id),
    setManagerOf: (id, managerId) => {
      const user = users.find(({ tenantObjectId }) => tenantObjectId === id);
      if (user !== undefined) replace({ ...user, managerId });
    },
  });

  const readUsers = () =>
    ending === null
      ? { objects: stale?.users ?? users, problem: null }
      : { objects: users.slice(0, ending.after), problem: ending.problem };

  return {
    ...groups,
    get groups() {
      return groups.groups;
    },
    get users() {
      return users;
    },
    get deleted() {
      return deleted;
    },
    writes,
    change: (userPrincipalName, values) => {
      const user = find(userPrincipalName);
      replace({ ...user, values: { ...user.values, ...values } });
    },
    readPrivileged: async () =>
      'code' in roles ? fail(roles) : succeed(new Set(roles.map((name) => find(name).tenantObjectId))),
    giveRoles: (holders) => {
      roles = holders;
    },
    addByHand: (user) => {
      users = [...users, user];
    },
    forgetAddresses: (userPrincipalName) => replace({ ...find(userPrincipalName), otherAddresses: [] }),
    onWrite: (next) => {
      decide = next ?? (() => null);
    },
    breakOff: (next) => {
      ending = next;
    },
    become: (next) => {
      organization = next;
    },
    readOrganization: async () => ('code' in organization ? fail(organization) : succeed(organization)),
    readUsers: async () => readUsers(),
    visitUsers: async (visitor) => {
      const { objects, problem: reason } = readUsers();
      visitor.begin();
      visitor.show(objects);
      return reason;
    },
    followUsers: async (since, show) => {
      const { objects, problem: reason } = readUsers();
      if (reason !== null) return fail(reason);
      const told = followed.changes(since, objects);
      show([
        ...told.gone.map((tenantObjectId) => ({ kind: 'gone', tenantObjectId }) as const),
        ...told.changed.map(({ now: { managerId, ...user } }) => ({ kind: 'told', user, managerId }) as const),
      ]);
      return succeed(told.since);
    },
    createUser: async (anchor, values) =>
      write({ kind: 'create', anchor, values }, refusalOf(null, anchor, values), () => {
        created += 1;
        const tenantObjectId = tenantObjectIdSchema.parse(`created-${created}`);
        users = [
          ...users,
          { ...unlinkedUser('new'), anchor, tenantObjectId, values: { ...withEveryName(), ...values } },
        ];
        return tenantObjectId;
      }),
    updateUser: async (id, values) => {
      const user = users.find(({ tenantObjectId }) => tenantObjectId === id);
      const refusal = user === undefined ? problem('tenant.not-found', id) : refusalOf(id, null, values);
      return write({ kind: 'update', id, values }, refusal, () => {
        if (user !== undefined) replace(withValues(user, values));
      });
    },
    takeOverUser: async (id, anchor, values) => {
      const user = users.find(({ tenantObjectId }) => tenantObjectId === id);
      const refusal = user === undefined ? problem('tenant.not-found', id) : refusalOf(id, anchor, values);
      return write({ kind: 'takeOver', id, anchor, values }, refusal, () => {
        if (user !== undefined) replace({ ...withValues(user, values), anchor });
      });
    },
    // Whose manager they were is not told of those who are deleted.
    readDeletedUsers: async () => ({
      objects: (stale?.deleted ?? deleted).map((user) => ({ ...user, managerId: null })),
      problem: deletedTrouble,
    }),
    lagBehind: (isBehind) => {
      stale = isBehind ? { users, deleted } : null;
    },
    refuseDeleted: (reason) => {
      deletedTrouble = reason;
    },
    purge: () => {
      deleted = [];
    },
    deleteByHand: (userPrincipalName) => {
      const gone = users.filter(({ values }) => values.userPrincipalName === userPrincipalName);
      deleted = [...deleted, ...gone];
      users = users.filter((user) => !gone.includes(user));
    },
    deleteUser: async (id) =>
      write({ kind: 'delete', id }, null, () => {
        deleted = [...deleted, ...users.filter(({ tenantObjectId }) => tenantObjectId === id)];
        users = users.filter(({ tenantObjectId }) => tenantObjectId !== id);
      }),
    restoreUser: async (id, values) => {
      const user = [...users, ...deleted].find(({ tenantObjectId }) => tenantObjectId === id);
      const refusal =
        user === undefined
          ? problem('tenant.not-found', id)
          : refusalOf(id, user.anchor, { ...pickName(user.values), ...values });
      return write({ kind: 'restore', id, values }, refusal, () => {
        if (user === undefined) return;
        deleted = deleted.filter(({ tenantObjectId }) => tenantObjectId !== id);
        users = users.filter(({ tenantObjectId }) => tenantObjectId !== id);
        users = [...users, { ...user, values: { ...user.values, ...values } }];
      });
    },
  };
}

/** Whoever gets another mail address keeps the former one. */
function withValues(user: TenantUser, values: TenantUserValues): TenantUser {
  const former = user.values.mail;
  const isMoved = typeof values.mail === 'string' && typeof former === 'string' && values.mail !== former;
  const otherAddresses = isMoved ? [...user.otherAddresses, former.toLowerCase()] : user.otherAddresses;
  return { ...user, otherAddresses, values: { ...user.values, ...values } };
}

const addressesOf = ({ otherAddresses, values: { mail } }: TenantUser) => new Set([...otherAddresses, mail]);

const pickName = ({ userPrincipalName = null }: TenantUserValues) => ({ userPrincipalName });

function nameOf({ userPrincipalName }: TenantUserValues): string | null {
  return typeof userPrincipalName === 'string' ? userPrincipalName.toLowerCase() : null;
}

/** Every managed property, all of them empty. */
function withEveryName(): TenantUserValues {
  return Object.fromEntries(Object.keys(unlinkedUser('new').values).map((name) => [name, null]));
}
