/** The part of the catalogue about the service that keeps the agent running. */
import type { ProblemText } from './problem-text.ts';

const nothingChanged = 'No account is affected, and the service is as it was.';

export const serviceProblemCatalogue = {
  'service.not-permitted': {
    title: 'Your account may not do this with the service.',
    meaning: nothingChanged,
    remedy: 'Run the command as root (on Windows: as an administrator), or as the account that installed the service.',
  },
  'service.must-be-stopped': {
    title: 'The service is running.',
    meaning: 'Nothing was changed.',
    remedy: 'Stop it with "bridgehead service stop", then start it again with the same option.',
  },
  'service.not-installed': {
    title: 'The service is not installed for this data folder.',
    meaning: nothingChanged,
    remedy: 'Run "bridgehead service install", and check that the data folder named is the one you mean.',
  },
  'service.foreign-unit': {
    title: 'A unit of this name is there that Bridgehead did not write.',
    meaning: nothingChanged,
    remedy: 'Look at the file that the detail names. Remove or rename it if it is no longer needed, then try again.',
  },
  'service.manager-refused': {
    title: 'The service manager refused or failed.',
    meaning: 'No account is affected. The service may be as it was before, or half-way.',
    remedy: 'Look at the detail, then try again; doing it twice does no harm.',
  },
  'service.not-healthy': {
    title: 'The agent was started and does not answer.',
    meaning: 'No run starts until it does. The service goes on trying.',
    remedy: 'Mend what the last lines of the agent say, then look at "bridgehead service status".',
  },
  'service.not-stopped': {
    title: 'The service did not end in time.',
    meaning: 'The change under way is made or not; the record says which. No further one begins.',
    remedy: 'Look at "bridgehead service status" and stop it again.',
  },
  'service.unknown-account': {
    title: 'Nobody knows the account that was named for the service.',
    meaning: nothingChanged,
    remedy:
      'Write it as DOMAIN\\name, with a $ at its end for a group managed service account, and check that this computer reaches its domain.',
  },
  'service.logon-failed': {
    title: 'Windows did not let the service log on as its account.',
    meaning: 'The service does not run, so no run starts. No account is affected.',
    remedy:
      'For a group managed service account, check that this computer may retrieve its password (Test-ADServiceAccount) and was restarted since it was put into the group that may. For a named account, give its password again with "bridgehead service account".',
  },
  'service.system-on-controller': {
    title: 'On a domain controller the agent may not run as LocalSystem.',
    meaning: nothingChanged,
    remedy:
      'There LocalSystem is the domain itself and may do everything in it. Use a group managed service account, or leave the account out.',
  },
  'service.account-put-back': {
    title: 'The agent did not start as this account.',
    meaning: 'The service runs as the account it had before. No account of a person is affected.',
    remedy:
      'For a group managed service account, check that this computer may retrieve its password (Test-ADServiceAccount) and was restarted since it was put into the group that may. Then try again.',
  },
  'service.account-fixed': {
    title: 'Here the service runs as whoever installed it.',
    meaning: nothingChanged,
    remedy: 'Only Windows lets a service have an account of its own choice.',
  },
  'service.unsupported-platform': {
    title: 'Bridgehead cannot host its service on this operating system yet.',
    meaning: 'Nothing was installed.',
    remedy: 'Use Windows or Linux, or start the agent in the foreground.',
  },
} as const satisfies Record<string, ProblemText>;
