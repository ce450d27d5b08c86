/** What the agent remembers of the tenant between runs. A cache, as of the directory: it may vanish, and one reading brings it back. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { Result } from '../contract/result.ts';
import type { GroupChange, UserChange } from './tenant-changes.ts';
import type { TenantGroup } from './tenant-groups.ts';
import type { FollowedType, TenantPosition } from './tenant-position.ts';

/** Whatever is not as it was before opens the verdict on the object that it belongs to. */
export interface TenantMemory {
  /** Null when nothing is remembered that could be followed. */
  position(type: FollowedType): TenantPosition | null;
  /** From here on everything is told. */
  beginAnew(type: FollowedType): Result<void>;
  changeUsers(changes: readonly UserChange[]): Result<void>;
  /** Members are kept of groups that the directory has, too. */
  changeGroups(changes: readonly GroupChange[]): Result<void>;
  /** Everything was told: what was not told since the beginning is gone. */
  endAnew(type: FollowedType): Result<void>;
  /** Written after what was told until there: whatever is told twice is the same. */
  keepPosition(type: FollowedType, position: TenantPosition | null): Result<void>;
  /** Those that the directory has, too, and whose members were not told. */
  unreadGroups(): readonly TenantGroup[];
  /** These and no others. */
  putMembers(group: TenantGroup, members: readonly TenantObjectId[]): Result<void>;
}
