/** The part of the catalogue about single objects: why one is held. */
import type { ProblemText } from './problem-text.ts';

export const objectProblemCatalogue = {
  'object.anchor-ambiguous': {
    title: 'Two objects in the directory have the same anchor.',
    meaning: 'Both are held: neither is created, updated or removed.',
    remedy: 'Clear mS-DS-ConsistencyGuid of the one that received a copy.',
  },
  'object.anchor-changed': {
    title: 'The anchor of an object changed.',
    meaning: 'The object is held. It is never deleted and created again because of this.',
    remedy: 'Set mS-DS-ConsistencyGuid back to its previous value.',
  },
  'object.anchor-shared': {
    title: 'Two users in the tenant carry the same anchor.',
    meaning: 'The object is held, because it cannot be told which of the two is meant.',
    remedy: 'Remove the anchor (onPremisesImmutableId) from the tenant user that does not belong to the object.',
  },
  'object.is-guest': {
    title: 'The tenant user with the anchor of this object is a guest.',
    meaning: 'The object is held. Guests of another organisation are never changed.',
    remedy: 'Remove the anchor (onPremisesImmutableId) from the guest.',
  },
  'object.synchronised-elsewhere': {
    title: 'Another synchronisation writes the tenant user of this object.',
    meaning: 'The object is held: the tenant lets nobody else change the user, whatever mark or anchor it carries.',
    remedy:
      'If the other synchronisation is gone, end it for the user in the tenant (onPremisesSyncEnabled must not be true any more). If it is not, leave the person out of the scope of one of the two.',
  },
  'object.owned-elsewhere': {
    title: 'The tenant user of this object is marked as belonging to another configuration or object.',
    meaning: 'The object is held: what another agent manages is never changed.',
    remedy:
      'Find out which agent manages the user. When it was this one, before its record was begun anew, set up again with the first part of the mark as configurationId. When none does any more, clear the ownership mark that the detail shows.',
  },
  'object.vanished': {
    title: 'An object cannot be found in the directory any more.',
    meaning:
      'Nothing shows that it was deleted. What it is in the tenant stays as it is. That an object is not found is no reason to remove anything.',
    remedy:
      'Make sure that the account may read all of the domain and its deleted objects. When the object is gone for good, delete it in the tenant by hand.',
  },
  'object.removal-waits': {
    title: 'What this object is in the tenant waits to be removed.',
    meaning:
      'Nothing is done yet: the next runs must see the same. Runs that follow each other faster than the schedule count as one. Until it is removed, a person can still sign in, unless that is blocked.',
    remedy: 'Nothing, if this is meant. Otherwise restore the object, or bring it back into scope.',
  },
  'object.on-its-way': {
    title: 'An object is moving from one domain to another.',
    meaning: 'What it is in the tenant stays as it is until the object is read in the domain it moved to.',
    remedy: 'Nothing. If it lasts, see whether the domain it moved to is set up here and in scope.',
  },
  'object.absent': {
    title: 'A user or group that was in the directory before is not found there any more.',
    meaning:
      'The account or group in the tenant stays as it is: that an object is not found removes nothing, and nothing shows that it was deleted.',
    remedy:
      'Find out whether the object was deleted or moved. If it is gone for good, delete its account or group in the tenant by hand; then it is forgotten here.',
  },
  'object.expired': {
    title: 'For your information: people whose account expired in the directory may still sign in.',
    meaning:
      'Nothing is changed: that an account expires blocks nobody in the tenant, as with Cloud Sync and Entra Connect.',
    remedy: 'Whoever has left is to be disabled in the directory; that blocks the sign-in in the tenant, too.',
  },
  'object.account-expired': {
    title: 'The account has expired in the directory, and the person may still sign in to the tenant.',
    meaning:
      'Nothing is changed: when an account expires is not written to the tenant, as with Cloud Sync and Entra Connect.',
    remedy: 'If the person has left, disable the account in the directory; that blocks the sign-in in the tenant, too.',
  },
  'object.name-lost': {
    title: 'The directory has no userPrincipalName for this person any more.',
    meaning:
      'The account keeps its sign-in name. As soon as anything else would change, this waits for an approval (strippedObjects in "bridgehead findings"); sign-in is still blocked when the directory says so.',
    remedy:
      'Give the person the userPrincipalName again in the directory. If there is to be none, approve what waits then: a name is made up from the account name.',
  },
  'object.names-lost': {
    title: 'For your information: people have no userPrincipalName in the directory any more.',
    meaning:
      'Their accounts keep their sign-in names. As soon as anything else about one of them would change, it waits for an approval (strippedObjects in "bridgehead findings"); sign-in is still blocked when the directory says so.',
    remedy:
      'Give them the userPrincipalName again in the directory. If one is to have none, approve what waits then: a name is made up from the account name.',
  },
  'object.deleted-not-ours': {
    title: 'A deleted tenant user carries the anchor of this object.',
    meaning: 'It has no mark of this agent. The object is held, and no second user is created.',
    remedy: 'Restore the deleted user in the tenant, or delete it for good.',
  },
  'object.in-two-domains': {
    title: 'One object was read in two domains.',
    meaning: 'It is held: it seems to be moving from one domain to the other.',
    remedy: 'Nothing, if the next run no longer says so. Otherwise look for the object in both domains.',
  },
  'object.name-taken-twice': {
    title: 'Two objects in the directory claim the same sign-in name.',
    meaning: 'Both are held: neither is created or updated.',
    remedy: 'Change userPrincipalName of one of the two.',
  },
  'object.mail-taken-twice': {
    title: 'Two objects in the directory claim the same mail address.',
    meaning: 'Both are held: neither is created or updated.',
    remedy: 'Change the mail address of one of the two.',
  },
  'object.value-invalid': {
    title: 'A value in the directory does not fit into the tenant.',
    meaning: 'The object is held until the value is corrected.',
    remedy: 'Correct the value in the directory.',
  },
  'object.name-in-tenant': {
    title: 'A user that is not linked to this object already has its sign-in name in the tenant.',
    meaning:
      'The object is held. Bridgehead does not take over an account because of its name, unless the settings say so.',
    remedy:
      'Rename one of the two, or set onPremisesImmutableId of the tenant user to the anchor that the detail names. If many accounts are those of the people of this directory, see matching.bySignInName in the settings.',
  },
  'object.match-ambiguous': {
    title: 'It cannot be told which tenant user this object is to be matched with.',
    meaning: 'Whoever the detail names is held: no account is created and none is taken over.',
    remedy:
      'Change the mail address or the sign-in name of one of those that the detail names, or set onPremisesImmutableId of the right tenant user.',
  },
  'object.match-refused': {
    title: 'The tenant user that this object matches must not be taken over.',
    meaning:
      'The object is held: guests, and accounts that something else manages, are never taken over, and no second account is created.',
    remedy: 'Change the mail address or the sign-in name of one of the two, or remove what the detail names.',
  },
  'object.value-not-free': {
    title: 'Another tenant user has a value that this object needs.',
    meaning:
      'The object is held with all its values, so that none of them moves without the others. Sign-in is still blocked when the directory says so.',
    remedy:
      'The detail names both. Give the other user another sign-in name, in the directory if it is kept in step. A mail address stays with a user who had it: remove it there in the Microsoft 365 admin center.',
  },
  'object.name-not-free-yet': {
    title: 'Another tenant user still has the sign-in name that this object needs.',
    meaning:
      'That one is to be deleted, or to get another name, and this waits or is held. This object gets the name as soon as it is free.',
    remedy:
      'Nothing, as long as the other one only waits. Where its change is held or failed, see why and decide about that; this one needs no decision of its own.',
  },
  'object.address-not-free-yet': {
    title: 'Another tenant user who is to be deleted has the mail address that this object needs.',
    meaning:
      'This object is held with all its values, and waits for that deletion, which itself waits or is held. A deleted user keeps its addresses for as long as it can be restored, 30 days. Sign-in is still blocked when the directory says so.',
    remedy:
      'Where the deletion of the other one is held, decide about that first; this one needs no decision of its own. Once it is deleted, an administrator frees the address by deleting it for good, or takes it from the other one in the Microsoft 365 admin center at any time.',
  },
  'object.addresses-exchanged': {
    title: 'Two people are to exchange their mail addresses.',
    meaning:
      'Both are held with all their values, the sign-in names too: a tenant user keeps its former address as a further one, which no application may take away. Sign-in is still blocked when the directory says so.',
    remedy:
      'In the Microsoft 365 admin center, give both other addresses for now and remove the two that the detail names; the next run gives each what the directory says. Sign-in names alone are exchanged without help.',
  },
  'object.value-in-bin': {
    title: 'A deleted tenant user keeps a mail address that this object needs.',
    meaning:
      'The object is held and nothing is created. Addresses stay reserved for as long as a deleted user can be restored, 30 days.',
    remedy:
      'Restore the deleted user and take the address from it in the Microsoft 365 admin center, or let an administrator delete it for good there. Bridgehead never deletes for good.',
  },
  'object.reference-held': {
    title: 'What a link leads to or from is held, or waits itself.',
    meaning: 'The link is not made as long as its end is not in the tenant.',
    remedy:
      'See why the object that the detail names is held, and decide about that. The link is made with it, without a decision of its own.',
  },
  'object.reference-unresolved': {
    title: 'What a link leads to is not in the tenant yet.',
    meaning: 'Only this link was not made; the objects themselves are not affected.',
    remedy: 'Nothing: the next run tries it again. See why the other object was not created if it lasts.',
  },
} as const satisfies Record<string, ProblemText>;
