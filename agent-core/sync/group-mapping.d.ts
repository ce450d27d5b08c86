/**
 * The mapping of a group. Lengths and character rules are those of Microsoft Graph v1.0, resource type group; all sources fit them by
 * the directory's own limits but for the nickname.
 */
import { type DirectoryGroup } from './directory-source.ts';
import type { TenantGroupValues } from './tenant-groups.ts';
/** Written in every run in which it differs. */
export declare function mapGroupAlways(group: DirectoryGroup): TenantGroupValues;
/** Written once: a security group has no mailbox, and nobody is addressed by its nickname. */
export declare function mapGroupAtCreation(group: DirectoryGroup): TenantGroupValues;
