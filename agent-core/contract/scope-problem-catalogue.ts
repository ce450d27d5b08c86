/** The part of the catalogue about who is in scope. */
import type { ProblemText } from './problem-text.ts';

export const scopeProblemCatalogue = {
  'scope.marked-elsewhere': {
    title: 'What is in scope is marked in the tenant as managed by another configuration.',
    meaning:
      'All of it is held: what another agent manages is never changed. An agent whose record was begun anew is another configuration, too.',
    remedy:
      'Where another agent manages them, leave them out of the scope here. Where it was this agent, before its record was begun anew, and no other agent uses that id: set up again with it as configurationId in the answers.',
  },
  'scope.reference-not-found': {
    title: 'The scope names a group or unit that cannot be found.',
    meaning:
      'Whoever it might be about is held: nobody of them is created, updated or removed. Leavers still lose access.',
    remedy: 'Choose the group or unit again in the scope, or give the account the right to read it.',
  },
  'scope.undecided': {
    title: 'It is not known whether this person is in scope.',
    meaning: 'The account stays as it is. Somebody who has left still loses access.',
    remedy: 'See which group or unit of the scope cannot be found or read.',
  },
  'scope.no-ownership-mark': {
    title: 'For your information: without ownership marks nothing is ever deleted or unlinked.',
    meaning:
      'Accounts and groups whose object is deleted or left the scope stay, and so do memberships that ended: nothing proves that they are managed here.',
    remedy:
      'Run "bridgehead register", then "bridgehead setup" again; or name the extension in tenant.ownershipExtension.',
  },
  'objects.unknown-reason': {
    title: 'There is no such reason.',
    meaning: 'Nothing was asked or changed. The word may be mistyped, or a run has settled what it named since.',
    remedy:
      'Say one of the words that the detail names, or its beginning; "bridgehead left-out" tells what each means.',
  },
  'objects.reason-ambiguous': {
    title: 'Several reasons are called that.',
    meaning: 'Nothing was asked or changed.',
    remedy: 'Say more of its text, or the word that the detail names before it.',
  },
  'scope.left': {
    title: 'This person left the scope.',
    meaning: 'The account in the tenant stays as it is and is not updated any more. Sign-in is not touched.',
    remedy: 'Bring the person back into scope, or deal with the account in the tenant.',
  },
} as const satisfies Record<string, ProblemText>;
