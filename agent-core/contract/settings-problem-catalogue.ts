/** The part of the catalogue about changes of the settings. */
import type { ProblemText } from './problem-text.ts';

export const settingsProblemCatalogue = {
  'settings.stale': {
    title: 'Somebody else saved the settings in between.',
    meaning: 'Nothing was saved, so that what they decided is not undone unseen.',
    remedy: 'Look at the difference that the detail names, then make your change again from the newest revision.',
  },
  'settings.invalid': {
    title: 'This value cannot be used in the settings.',
    meaning: 'Nothing was saved. The agent goes on with the settings it has.',
    remedy: 'Correct the key or the value. README lists every key and what it takes.',
  },
  'settings.effect-unconfirmed': {
    title: 'With these settings some would leave the scope.',
    meaning: 'Nothing was saved. What is shown would be done by the next runs, within the limits of the guard.',
    remedy: 'Look at what is shown. If it is meant, give the same command with --yes.',
  },
  'settings.effect-memberships': {
    title: 'With these settings memberships would end.',
    meaning:
      'Nothing was saved. Nobody leaves the scope by it: what is shown would be done in groups by the next runs, within the limits of the guard.',
    remedy: 'Look at what is shown. If it is meant, give the same command with --yes.',
  },
  'settings.effect-unknown': {
    title: 'It could not be found out who would leave the scope with these settings.',
    meaning: 'Nothing was saved.',
    remedy: 'Mend what the detail names and try again, or give the same command with --yes to save it unseen.',
  },
  'setup.record-unseen': {
    title: 'The answers name another record, and whom it managed is not known before the set-up.',
    meaning:
      'Nothing was saved. The first run would remove whoever that record managed and is not in the scope any more.',
    remedy:
      'Set up with "schedule": {"isPaused": true} in the answers, look with "bridgehead plan", then "bridgehead resume". Or give the same command with --yes to begin unseen.',
  },
  'settings.needs-set-up': {
    title: 'This change needs a credential that has to be proven first.',
    meaning: 'Nothing was saved. The agent goes on with the settings it has.',
    remedy:
      'Run the set-up with what is new about the tenant, the domains, their accounts or controllers; it proves that both sides work and then saves.',
  },
  'settings.effect-not-signed-in': {
    title: 'Who would leave the scope is not known: the directory let nobody sign in.',
    meaning: 'Nothing was saved.',
    remedy:
      'Mend what the detail names, then give the same command again. A set-up signs in with the account and the password of its answers; everything else with the password that is kept, which "bridgehead directory password" replaces.',
  },
} as const satisfies Record<string, ProblemText>;
