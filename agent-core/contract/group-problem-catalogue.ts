/** The part of the catalogue about groups and contacts: why one is not written, or not touched. */
import type { ProblemText } from './problem-text.ts';

export const groupProblemCatalogue = {
  'group.mail-enabled': {
    title: 'A mail-enabled group is not writable through Graph, because Exchange owns such groups.',
    meaning: 'It is shown and left alone: neither the group nor its members are written.',
    remedy:
      'Create it in Exchange Online, or clear its mail addresses in the directory to have it as a security group.',
  },
  'group.distribution': {
    title: 'A distribution group is not writable through Graph, because Exchange owns such groups.',
    meaning: 'It is shown and left alone. It is never turned into a security group.',
    remedy: 'Create it in Exchange Online if it is needed there.',
  },
  'group.contact': {
    title: 'A contact is not writable through Graph, because Graph only reads contacts.',
    meaning: 'It is shown and left alone, and it is in no group of the tenant.',
    remedy: 'Create it in Exchange Online if it is needed there.',
  },
  'group.frozen': {
    title: 'A group that is kept in step became one that Graph does not let an application write.',
    meaning:
      'The group in the tenant stays as it is, with the members it has: whoever leaves the group in the directory stays a member there.',
    remedy:
      'Clear its mail addresses in the directory, or make it a security group again, to have it kept in step; or take it out of scope.',
  },
  'group.undecided': {
    title: 'It is not known whether this group is in scope.',
    meaning: 'The group in the tenant stays as it is, with the members it has.',
    remedy: 'See which group or unit of the scope cannot be found or read.',
  },
  'group.not-ours': {
    title: 'The group in the tenant is of a kind that the agent must not own.',
    meaning: 'It is held: neither the group nor its members are written.',
    remedy: 'See in the detail what it is. Make it a plain security group again, or take the group out of scope.',
  },
  'group.owned-elsewhere': {
    title: 'The group in the tenant is marked as belonging to another configuration or object.',
    meaning: 'It is held: what another agent manages is never changed, and its members are not written.',
    remedy:
      'Find out which agent manages the group. When it was this one, before its record was begun anew, set up again with the first part of the mark as configurationId. When none does any more, clear the ownership mark that the detail shows.',
  },
  'group.left-scope': {
    title: 'This group left the scope.',
    meaning: 'The group in the tenant stays as it is, with its members, and is not updated any more.',
    remedy: 'Bring the group back into scope, or deal with it in the tenant.',
  },
  'group.members-stay': {
    title: 'Nobody is taken out of a group, because some of those in it cannot be found.',
    meaning:
      'The group is written with everybody in the groups in it, and what cannot be found may be such a group. Its members stay until it is found; newcomers are added.',
    remedy:
      'Look in the directory for members from another forest, or that the account may not read. Connect their domain, give the right to read them, or take them out of the group.',
  },
  'group.nested-stays': {
    title: 'A group stays in another one, because somebody in it is held.',
    meaning:
      'The other one is written with everybody in the groups in it. Whoever is held cannot become a direct member, and would lose what it gives. All others become members; when the last one has, the group is taken out.',
    remedy: 'See who of its people is held, and do what is said there. Nothing else is to be done.',
  },
  'group.transitive-not-written': {
    title: 'A group that is to be written with everybody in the groups in it is not written.',
    meaning:
      'Nobody becomes a member of it in the tenant, so that nobody gets a licence or an application by it. Everything else goes on as usual.',
    remedy:
      'The detail says why. Name the right group in groups.transitiveMembers, bring it into scope, or take it out of the setting; a group of a kind that is not writable cannot be named there.',
  },
  'group.foreign-links': {
    title: 'Somebody else made links in the tenant.',
    meaning: 'They stay: the agent ends only links between objects that it keeps in step.',
    remedy: 'Nothing, if they are wanted. Otherwise remove them in the tenant.',
  },
} as const satisfies Record<string, ProblemText>;
