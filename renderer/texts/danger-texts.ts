/** What each kind of danger is called, wherever a person reads of one. */
import type { GuardKindName } from '../../electron/contract/exemptible-kinds.ts';
import { isGuid } from '../../electron/contract/is-guid.ts';

const kindNames: Readonly<Record<GuardKindName | 'rejected', string>> = {
  privileged: 'Changes of an administrator',
  rolesUnreadable: 'Nobody knows who is an administrator',
  initialDomainMoves: 'A sign-in name moves to the initial domain',
  foreignBlocks: 'Sign-in that somebody else blocked',
  foreignDeletions: 'An account that somebody else deleted',
  unrecordedDeletions: 'An account of which nobody knows who deleted it',
  strippedObjects: 'Somebody has no name or mail address any more',
  tugOfWar: 'A value that somebody else writes back',
  groupDeletes: 'Groups are deleted',
  licenceRemovals: 'Memberships that give a licence end',
  emptiedGroups: 'A group loses many members',
  memberRemovals: 'Memberships end',
  deletes: 'Accounts are deleted',
  scopeShrink: 'Accounts and groups that left the scope',
  disables: 'Sign-in is blocked',
  enables: 'Sign-in is allowed again',
  creates: 'Many new accounts',
  takeovers: 'Accounts that somebody else made are taken over',
  signInNames: 'Another sign-in name',
  clearedValues: 'Values are cleared',
  sameAttribute: 'The same value changes of many',
  rejected: 'Rejected by a person',
};

/** @param kind perhaps with what is counted apart, such as `sameAttribute department`; another version may know others */
export function dangerText(kind: string): string {
  const [name = '', ...subject] = kind.split(' ');
  // That of a group tells nobody which one; the finding names it.
  const apart = subject.filter((part) => !isGuid(part));
  const known = new Map<string, string>(Object.entries(kindNames)).get(name);
  if (known === undefined) return kind;
  return apart.length === 0 ? known : `${known} (${apart.join(' ')})`;
}
