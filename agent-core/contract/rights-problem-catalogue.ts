/** The part of the catalogue about the rights of the agent's account in the directory. */
import { nothingChanged, type ProblemText } from './problem-text.ts';

const beganAgain = 'What was granted until then stays; applying again goes on from there. Nobody else is affected.';

export const rightsProblemCatalogue = {
  'rights.missing': {
    title: "The agent's account lacks rights in the directory.",
    meaning:
      'Runs go on with what the account may read. The detail says what is missing, and what does not work without it.',
    remedy:
      'Have an administrator of the domain run "bridgehead rights apply --administrator ACCOUNT". If the account had the rights before, find out who took them away. If it is to have no more, set "rights" of the domain to "units" in the settings.',
  },
  'rights.unknown-domain': {
    title: 'It is not clear which domain is meant.',
    meaning: nothingChanged,
    remedy:
      'Name it with --domain, as it is set up, as the answer file has it (--answers FILE), or, before the set-up, by its DNS name.',
  },
  'rights.no-password': {
    title: "The administrator's password could not be read.",
    meaning: nothingChanged,
    remedy:
      'Enter it on the terminal, or name a file that holds it in its first line (--password-file, --password-file-descriptor), in UTF-8. It is used for this one request.',
  },
  'rights.unknown-account': {
    title: 'The account that the rights are about was not found.',
    meaning: nothingChanged,
    remedy: 'Name it with --account, as name@domain, DOMAIN\\name or name; a group managed service account ends in $.',
  },
  'rights.ambiguous-account': {
    title: 'Two accounts answer to the name of the account that the rights are about.',
    meaning: nothingChanged,
    remedy: 'Name it with --account as DOMAIN\\name: that name is given only once in a domain.',
  },
  'rights.no-units': {
    title: 'Rights limited to units need the units.',
    meaning: nothingChanged,
    remedy: 'Name at least one organisational unit, or grant the rights for the whole domain.',
  },
  'rights.unknown-unit': {
    title: 'An organisational unit was not found.',
    meaning: nothingChanged,
    remedy: 'It was deleted, or belongs to another domain. Choose the units again.',
  },
  'rights.not-permitted': {
    title: 'The administrator may not change who has access to this object.',
    meaning: beganAgain,
    remedy: 'Use an account that may: a Domain Admin, or whoever was delegated "Modify permissions" on the object.',
  },
  'rights.open-access-list': {
    title: 'An object of the directory has no access list at all.',
    meaning: 'Everybody may do everything with it. It was left as it is: a first entry would shut everybody else out.',
    remedy: 'Restore the default permissions of the object first: dsacls NAME /resetDefaultDACL.',
  },
  'rights.no-such-object': {
    title: 'An object that is to carry a right was not found.',
    meaning: beganAgain,
    remedy: 'Check that it exists and that the administrator may read it, then apply again.',
  },
  'rights.not-kept': {
    title: 'The directory took the rights and does not have them now.',
    meaning: 'The account may not read what it needs. Nobody else is affected.',
    remedy: 'Look for a program that resets permissions, then apply again.',
  },
} as const satisfies Record<string, ProblemText>;
