/** The part of the catalogue about updates of Bridgehead itself. */
import type { ProblemText } from './problem-text.ts';

const runningUntouched = 'Nothing was installed. The version that runs goes on as it is.';
const tellPublisher =
  'Try again later. If it lasts, tell whoever publishes the updates, and do not install by hand what this address offers.';

export const updateProblemCatalogue = {
  'updates.no-updater': {
    title: 'Nothing on this machine installs updates of Bridgehead.',
    meaning: 'The version that runs goes on as it is.',
    remedy: 'Update it the way it was installed. The updater comes with the installer for Windows.',
  },
  'updates.no-answer': {
    title: 'The updater does not answer.',
    meaning: runningUntouched,
    remedy: 'Check that the service "Bridgehead Updater" runs, and look in its log.',
  },
  'updates.in-progress': {
    title: 'An update is in progress already.',
    meaning: 'No second one was begun.',
    remedy: 'Wait for it to end.',
  },
  'updates.no-feed': {
    title: 'This build knows no address or no key for updates.',
    meaning: runningUntouched,
    remedy: 'Install a build that was made for releases, or name the address of the feed in updater.json.',
  },
  'updates.not-newer': {
    title: 'This version is not newer than the one that is installed.',
    meaning: runningUntouched,
    remedy: 'Nothing needs to be done. An older version is never installed over a newer one.',
  },
  'updates.not-offered': {
    title: 'The feed does not offer this version for this machine.',
    meaning: runningUntouched,
    remedy: 'Look for updates again and choose a version that is offered.',
  },
  'updates.needs-step': {
    title: 'This version cannot be installed over one as old as this.',
    meaning: runningUntouched,
    remedy:
      'Install the version that the detail names first, or a later one that can be installed over the one there is.',
  },
  'updates.unreachable': {
    title: 'The updates cannot be fetched.',
    meaning: runningUntouched,
    remedy: 'Check that this server reaches the address that the detail names, through the proxy if there is one.',
  },
  'updates.redirected': {
    title: 'The address of the updates points somewhere else.',
    meaning: runningUntouched,
    remedy:
      'Correct the address of the feed. Bridgehead fetches updates from that address alone and follows no redirect.',
  },
  'updates.too-large': {
    title: 'An answer about updates is larger than it may be.',
    meaning: `${runningUntouched} The rest was not read.`,
    remedy: tellPublisher,
  },
  'updates.wrong-length': {
    title: 'What was fetched is not as long as it was said to be.',
    meaning: runningUntouched,
    remedy: 'Try again. If it lasts, look for a proxy that changes or cuts what it passes on.',
  },
  'updates.too-slow': {
    title: 'The updates come too slowly.',
    meaning: runningUntouched,
    remedy: 'Check the connection to the address that the detail names. The next try begins anew.',
  },
  'updates.bad-signature': {
    title: 'The feed of updates is not signed by whoever makes Bridgehead.',
    meaning: runningUntouched,
    remedy: tellPublisher,
  },
  'updates.unreadable-feed': {
    title: 'The feed of updates is signed, and cannot be understood.',
    meaning: runningUntouched,
    remedy: tellPublisher,
  },
  'updates.replayed': {
    title: 'The feed of updates is older than one that was seen before.',
    meaning: runningUntouched,
    remedy: tellPublisher,
  },
  'updates.expired': {
    title: 'The feed of updates is out of date.',
    meaning: `${runningUntouched} Newer updates may be kept back from it.`,
    remedy: 'Check the clock of this server. If it is right, tell whoever publishes the updates.',
  },
  'updates.not-yet-valid': {
    title: 'The feed of updates comes from the future.',
    meaning: runningUntouched,
    remedy: 'Check the clock of this server.',
  },
  'updates.wrong-package': {
    title: 'The package is not the one that was signed.',
    meaning: `${runningUntouched} What was fetched was deleted.`,
    remedy: tellPublisher,
  },
  'updates.untrusted-package': {
    title: 'Windows does not trust the signature of the package.',
    meaning: `${runningUntouched} What was fetched was deleted.`,
    remedy:
      'Check that this server can check certificates of publishers. If it can, tell whoever publishes the updates.',
  },
  'updates.disk-full': {
    title: 'There is not enough room on the disk for the update.',
    meaning: runningUntouched,
    remedy: 'Make room on the disk that the detail names, then try again.',
  },
  'updates.write-failed': {
    title: 'The updater could not write down what it does.',
    meaning: runningUntouched,
    remedy: 'Check free space and permissions of the folder that the detail names, then try again.',
  },
  'updates.no-way-back': {
    title: 'The package of the version that is installed is not there.',
    meaning: `${runningUntouched} Without it the way back would be missing.`,
    remedy: 'Run the installer of the version that is installed once more; it leaves its package. Then try again.',
  },
  'updates.agent-not-stopped': {
    title: 'The agent could not be stopped for the update.',
    meaning: runningUntouched,
    remedy: 'Look at "bridgehead service status" and try again.',
  },
  'updates.snapshot-failed': {
    title: 'What the agent stored could not be copied before the update.',
    meaning: runningUntouched,
    remedy: 'Check free space and the data folder: the detail says what was wrong there.',
  },
  'updates.not-replaced': {
    title: 'The installer ended or hung without putting the new version in place.',
    meaning: 'The version before was installed again, with what it had stored.',
    remedy: 'Look in the log of the installer, mend what it says, then try again.',
  },
  'updates.not-healthy': {
    title: 'The new version did not become healthy in time.',
    meaning:
      'The version before is back, with what it had stored. It reads both sides anew and removes nothing until it has.',
    remedy: 'Look at what the detail says. This version is not tried again by itself; a newer one is.',
  },
  'updates.cannot-return': {
    title: 'The version before could not be put back whole.',
    meaning: 'The agent may not run. Nothing is changed in the directory or the tenant while it does not.',
    remedy: 'Run the installer of the version that the detail names, then look at "bridgehead service status".',
  },
} as const satisfies Record<string, ProblemText>;
