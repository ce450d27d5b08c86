/** The part of the catalogue about the guard: what it holds, and how it is let go. */
import type { ProblemText } from './problem-text.ts';

const held = 'These changes are held until somebody approves them; all others go ahead.';

/** Whoever has left must not be thought to be gone. */
const stillSignIn = 'Until then these people can still sign in, unless that is blocked.';

export const guardProblemCatalogue = {
  'guard.privileged': {
    title: 'The account of an administrator would be changed.',
    meaning:
      'The change is held: whoever can change an administrator from the directory can have the tenant. It holds a directory role or can activate one, or is in or owns a group that roles can be given to.',
    remedy:
      'Make sure that the directory has it right and approve the change, or exempt the account. Better: let administrators have accounts that live in the tenant alone.',
  },
  'guard.privileged-match': {
    title: 'The account of an administrator is like somebody of the directory and not taken over.',
    meaning:
      'It has the same sign-in name or mail address. Nobody can approve a takeover: whoever can write an address into the directory could have the tenant.',
    remedy:
      'Give one of the two another address or sign-in name. If the account really is to be managed from the directory, set its onPremisesImmutableId by hand.',
  },
  'guard.privileged-leaver': {
    title: 'Look at this first: the account of an administrator who has left is blocked.',
    meaning: 'Nothing is held. The person may not sign in to the tenant any more and still holds the role.',
    remedy: 'Make sure that this is meant and that another administrator can sign in; then take the role away.',
  },
  'guard.roles-unreadable': {
    title: 'What could hurt an administrator waits while it cannot be read who holds a directory role.',
    meaning:
      'These changes are held: an account that is taken over, deleted, blocked for leaving the scope or gets another sign-in name could be that of an administrator.',
    remedy:
      'Grant the application RoleManagement.Read.Directory ("bridgehead registration check" says what is missing), or approve the changes.',
  },
  'guard.roles-not-read': {
    title: 'It could not be read who holds a directory role.',
    meaning:
      'Those who held one when it was last read are protected as before. Until it can be read again no account is taken over, deleted, blocked for leaving the scope or given another sign-in name without an approval.',
    remedy:
      'If it stays so, "bridgehead registration check" says whether the application still has RoleManagement.Read.Directory.',
  },
  'guard.roles-not-granted': {
    title: 'For your information: Bridgehead was never permitted to read who holds a directory role.',
    meaning: 'Administrators are changed like everybody else. No account is taken over without an approval.',
    remedy:
      'Grant the application RoleManagement.Read.Directory; "bridgehead registration check" says what is missing.',
  },
  'guard.sign-in-name': {
    title: 'The sign-in name would move to another domain.',
    meaning: 'The change is held: the person would have to sign in with another name.',
    remedy: 'Verify the suffix of userPrincipalName in the tenant, or correct it in the directory.',
  },
  'guard.tug-of-war': {
    title: 'Somebody else keeps changing a value back that Bridgehead wrote.',
    meaning: 'The value is not written any more; everything else about the object is.',
    remedy:
      'Find out who writes it in the tenant: Exchange rewrites mail and mailNickname, for instance. Let one of the two decide.',
  },
  'guard.rejected': {
    title: 'Somebody rejected these changes.',
    meaning: 'They stay held, however few they are; all others go ahead.',
    remedy:
      'Change the objects in the directory, or approve the changes one by one. A rejection that is taken back leaves it to the limits.',
  },
  'guard.approval-lapsed': {
    title: 'For your information: what was approved is not due any more, so its approval is over.',
    meaning:
      'Nothing is held. This run read everything and does not plan what was approved. Should it become due again, it needs an approval of its own.',
    remedy: 'Nothing is to be done. "bridgehead audit" keeps who approved it, and when that was over.',
  },
  'guard.rejection-lapsed': {
    title: 'For your information: what was rejected is not due any more, so its rejection is over.',
    meaning:
      'Nothing is held. This run read everything and does not plan what was rejected. Should it become due again, it counts like any other change: it is made unless the limits hold it.',
    remedy:
      'Nothing is to be done. "bridgehead audit" keeps who rejected it, and when that was over. Whatever is to stay as it is for good is left out by the scope.',
  },
  'guard.initial-domain-names': {
    title: 'For your information: new users get a sign-in name in the initial domain of the tenant.',
    meaning: 'Nothing is held. The suffix of their userPrincipalName is not verified in the tenant.',
    remedy:
      'If these are the people you mean, verify the suffix in the tenant. If not, check which domain the agent is paired with.',
  },
  'guard.blocked-elsewhere': {
    title: 'Sign-in is blocked in the tenant, and Bridgehead has not recorded that it did that.',
    meaning:
      'The block stays. Bridgehead lifts only blocks that it recorded to have made; a record that was begun anew (--begin-new-record) has none of them.',
    remedy: 'If the block is no longer needed, lift it in the tenant, or approve that Bridgehead does.',
  },
  'guard.deleted-elsewhere': {
    title: 'A user or group was deleted in the tenant by somebody else.',
    meaning: 'It stays deleted. Bridgehead restores, or creates again, only what it deleted itself.',
    remedy:
      'If it is wanted again, restore it in the tenant, or approve the change. What is created again is another object: licences, applications and policies do not come back. After a set-up with another tenant this is everybody.',
  },
  'guard.deleted-unrecorded': {
    title: 'A user was deleted in the tenant, and the record does not say by whom.',
    meaning:
      'It stays deleted. Bridgehead restores only what it recorded to have deleted itself, and a record that was begun anew (--begin-new-record) has nothing of that.',
    remedy:
      'If the person is to have the account again, restore it in the tenant, or approve the change. If somebody deleted it on purpose, leave it.',
  },
  'guard.returned-stripped': {
    title: 'Somebody has no sign-in name or no mail address any more.',
    meaning:
      'The changes are held, so that the tenant user does not lose name, values and memberships, too: somebody emptied userPrincipalName or mail in the directory, or the object was deleted and brought back without the recycle bin, which loses them. That sign-in is blocked is not held.',
    remedy:
      'Set userPrincipalName, mail and the other values of the object again, or restore it from a backup. If it is meant to have none any more, approve the changes.',
  },
  'guard.too-many-deletes': {
    title: 'More accounts would be deleted than the limit allows.',
    meaning: `${held} ${stillSignIn}`,
    remedy:
      'Find out who deleted them in the directory, or took them out of the scope. If it is meant, approve them or raise the limit that the detail names.',
  },
  'guard.scope-shrink': {
    title: 'More accounts or groups would be deleted or blocked by the scope than the limit allows.',
    meaning: `${held} ${stillSignIn}`,
    remedy:
      'Look at what was changed: the scope in the settings, its groups or its units. If it is meant, approve them or raise the limit that the detail names.',
  },
  'guard.licence-removal': {
    title: 'Somebody would lose a licence with a membership.',
    meaning: 'The change is held: without the licence a mailbox and other data can be deleted after a while.',
    remedy:
      'Make sure that the person does not need the licence any more, or has it from elsewhere; then approve the change.',
  },
  'guard.emptied-group': {
    title: 'A group would lose more of its members than the limit allows.',
    meaning: held,
    remedy:
      'Find out who emptied the group in the directory. If it is meant, approve them or raise the limit that the detail names.',
  },
  'guard.too-many-member-removals': {
    title: 'More memberships would end than the limit allows.',
    meaning: held,
    remedy:
      'Find out who emptied the groups in the directory. If it is meant, approve them or raise the limit that the detail names.',
  },
  'guard.group-delete': {
    title: 'A group would be deleted.',
    meaning:
      'The change is held: licences, applications and policies hang on a group, and one that is created again does not get them back.',
    remedy: 'Find out what the group is used for in the tenant; if nothing, approve the change.',
  },
  'guard.too-many-takeovers': {
    title: 'More accounts that somebody else made would become ours than the limit allows.',
    meaning: held,
    remedy:
      'Make sure that these accounts belong to the people of this directory. If they do, approve them or raise the limit that the detail names.',
  },
  'guard.too-many-disables': {
    title: 'More accounts would be disabled than the limit allows.',
    meaning: held,
    remedy:
      'Find out why so many accounts were disabled. If it is meant, approve them or raise the limit that the detail names.',
  },
  'guard.too-many-enables': {
    title: 'More accounts could sign in again than the limit allows.',
    meaning: held,
    remedy:
      'Find out why so many accounts were enabled. If it is meant, approve them or raise the limit that the detail names.',
  },
  'guard.too-many-creates': {
    title: 'More accounts would be created than the limit allows.',
    meaning: held,
    remedy:
      'Find out whether the scope grew by mistake. If it is meant, approve them or raise the limit that the detail names.',
  },
  'guard.too-many-sign-in-names': {
    title: 'More people would get another sign-in name than the limit allows.',
    meaning: held,
    remedy: 'Find out who renamed them. If it is meant, approve them or raise the limit that the detail names.',
  },
  'guard.too-many-cleared-values': {
    title: 'More people would lose a value in the tenant than the limit allows.',
    meaning: held,
    remedy:
      'Find out whether the directory lost these values, or the account that reads it the right to see them. If it is meant, approve them or raise the limit that the detail names.',
  },
  'guard.same-attribute': {
    title: 'The same attribute would change for more people than the limit allows.',
    meaning: held,
    remedy:
      'Find out whether somebody meant to change it for so many. If so, approve them or raise the limit that the detail names.',
  },
} as const satisfies Record<string, ProblemText>;
