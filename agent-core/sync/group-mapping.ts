/**
 * The mapping of a group. Lengths and character rules are those of Microsoft Graph v1.0, resource type group; all sources fit them by
 * the directory's own limits but for the nickname.
 */
import { type DirectoryGroup, firstValue } from './directory-source.ts';
import { nameOf } from './held.ts';
import type { TenantGroupValues } from './tenant-groups.ts';

/** Written in every run in which it differs. */
export function mapGroupAlways(group: DirectoryGroup): TenantGroupValues {
  return {
    displayName: nameOf(group).slice(0, 256),
    description: firstValue(group, 'description')?.slice(0, 1024) ?? null,
    securityEnabled: true,
  };
}

/** Written once: a security group has no mailbox, and nobody is addressed by its nickname. */
export function mapGroupAtCreation(group: DirectoryGroup): TenantGroupValues {
  return { mailNickname: nicknameOf(group), mailEnabled: false };
}

/**
 * Unlike a name it must be ASCII without blanks and @ ( ) \ [ ] " ; : < > , and at most 64 long. It ends in the beginning of the
 * objectGUID, so that groups of the same name, of two domains or one after the other, never share it.
 */
function nicknameOf(group: DirectoryGroup): string {
  const name = firstValue(group, 'sAMAccountName') ?? '';
  const legal = name.replaceAll(/[^!#-'*+\-./0-9=?A-Z^_`a-z{|}~]/g, '').slice(0, 55);
  return `${legal === '' ? 'group' : legal}-${group.objectGuid.slice(0, 8)}`;
}
