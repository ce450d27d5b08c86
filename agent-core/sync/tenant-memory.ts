/** What the agent remembers of the tenant between runs. A cache, as of the directory: it may vanish, and one reading brings it back. */
import type { ObjectGuid, TenantObjectId } from '../contract/identifiers.ts';
import type { Result } from '../contract/result.ts';
import type { TenantUser } from './tenant.ts';
import type { TenantGroup } from './tenant-groups.ts';

/** Whatever is put differently from before opens the verdict on the object that it belongs to. */
export interface TenantMemory {
  putUsers(users: readonly OwnedUser[]): Result<void>;
  /** All others are gone. */
  keepUsers(ids: ReadonlySet<TenantObjectId>): Result<void>;
  putGroups(groups: readonly TenantGroup[]): Result<void>;
  keepGroups(ids: ReadonlySet<TenantObjectId>): Result<void>;
  /** These and no others. */
  putMembers(group: TenantGroup, members: readonly TenantObjectId[]): Result<void>;
}

export interface OwnedUser {
  readonly user: TenantUser;
  /** The object that a mark on it names, whoever's mark it is. */
  readonly markedFor: ObjectGuid | null;
}
