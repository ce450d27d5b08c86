/** The part of the catalogue about who is in scope. */
import type { ProblemText } from './problem-text.ts';

export const scopeProblemCatalogue = {
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
    title: 'Without ownership marks nobody who left the scope is deleted.',
    meaning: 'The accounts stay as they are: without the mark it is not proven that an account is managed here.',
    remedy: 'Register the agent again and set it up, or name the extension in tenant.ownershipExtension.',
  },
  'scope.left': {
    title: 'This person left the scope.',
    meaning: 'The account in the tenant stays as it is and is not updated any more. Sign-in is not touched.',
    remedy: 'Bring the person back into scope, or deal with the account in the tenant.',
  },
} as const satisfies Record<string, ProblemText>;
