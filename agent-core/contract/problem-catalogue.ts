/** Every problem Bridgehead can report, with the words a person reads. The list is closed: a code that is not here does not compile. */
import { accountProblemCatalogue } from './account-problem-catalogue.ts';
import { approvalProblemCatalogue } from './approval-problem-catalogue.ts';
import { controlProblemCatalogue } from './control-problem-catalogue.ts';
import { desktopProblemCatalogue } from './desktop-problem-catalogue.ts';
import { directoryProblemCatalogue } from './directory-problem-catalogue.ts';
import { groupProblemCatalogue } from './group-problem-catalogue.ts';
import { guardProblemCatalogue } from './guard-problem-catalogue.ts';
import { objectProblemCatalogue } from './object-problem-catalogue.ts';
import { nothingChanged, type ProblemText } from './problem-text.ts';
import { registrationProblemCatalogue } from './registration-problem-catalogue.ts';
import { rightsProblemCatalogue } from './rights-problem-catalogue.ts';
import { scopeProblemCatalogue } from './scope-problem-catalogue.ts';
import { serviceProblemCatalogue } from './service-problem-catalogue.ts';
import { settingsProblemCatalogue } from './settings-problem-catalogue.ts';
import { updateProblemCatalogue } from './update-problem-catalogue.ts';

const withoutRecord = {
  meaning: 'The agent writes nothing to the tenant until the record is restored or a new one is begun on purpose.',
  remedy:
    'Stop the agent, copy a backup to record.db in its data folder and start the agent. To begin a new record without a backup, start the agent once with --begin-new-record ("bridgehead service start --begin-new-record") and set it up again, paused at first. What it managed is held until the answers name its former configurationId, which "bridgehead plan" tells. The guard knows nothing of the last 24 hours then.',
} as const;
const madeOrNot =
  'A change under way may or may not have been made; the next run finds out and does not make it twice.';
const notSetUp = 'Nothing was set up or changed.';
const onlyThisObject = 'This object was left as it is; the others are not affected.';
const triedAgain = 'What was refused was not done. A run tries it again by itself.';

export const problemCatalogue = {
  // --- the agent and its data ---
  'agent.unknown-group': {
    title: 'There is no group of this name on this machine.',
    meaning: 'Nothing was started or installed, so that nobody believes the group may approve.',
    remedy:
      'Name another group with --approvers, or make this one. For a single person name the group that is theirs alone.',
  },
  'agent.unexpected': {
    title: 'Something happened that Bridgehead did not expect.',
    meaning: 'The work under way was stopped where it was. What had been applied is recorded.',
    remedy: 'Run again. If it happens again, report it with the lines around it in the agent log.',
  },
  'data.in-use': {
    title: 'Another agent is already using this data folder.',
    meaning:
      'This agent did not start, so that two agents never write the same records. The other one is not affected.',
    remedy: 'Stop the other agent, or give this one a data folder of its own.',
  },
  'data.not-writable': {
    title: 'The data folder cannot be written.',
    meaning: 'The agent did not start, because it could not record what it does.',
    remedy: 'Give the account the agent runs as full control of the folder, and check that the disk is not full.',
  },
  'data.folder-open': {
    title: 'Others may open the data folder.',
    meaning: 'They can read what the agent keeps there, its credentials too, or change it.',
    remedy:
      'Run "bridgehead service install" as an administrator: it closes the folder again. Then look who was given the right, and why.',
  },
  'data.untrusted-folder': {
    title: "The data folder is not the agent's own.",
    meaning: 'The agent did not start, because somebody else could read its secrets or change its records there.',
    remedy:
      'Name a folder that does not exist yet or is empty, and that belongs to the account the agent runs as alone. To bring a record from elsewhere, start the agent in such a folder, stop it, and copy the record there then.',
  },
  'data.cache-rebuilt': {
    title: 'The cache was damaged and has been set aside.',
    meaning: 'No account is affected. The next run reads both sides from the beginning.',
    remedy: 'Nothing needs to be done. If it happens again, check the disk.',
  },
  'data.put-back': {
    title: 'What the agent had stored was put back to an earlier moment.',
    meaning:
      'Both sides are read anew, and nothing is removed until a run has done so. What was added or changed since is planned again.',
    remedy: 'Nothing needs to be done. It ends by itself once both sides have been read.',
  },
  'data.record-damaged': {
    title: 'The record of settings and runs is damaged and has been set aside.',
    ...withoutRecord,
  },
  'data.record-missing': {
    title: 'The record of settings and runs is gone, although copies of it are there.',
    ...withoutRecord,
  },
  'data.path-too-long': {
    title: 'The path of the data folder is too long for the control socket.',
    meaning: 'The agent did not start. Nothing was created.',
    remedy: 'Name a folder with a shorter path.',
  },
  'data.newer-version': {
    title: 'The data folder was written by a newer version of Bridgehead.',
    meaning: 'This version does nothing, because it might misread what the newer one stored.',
    remedy: 'Install the newer version again, or restore a backup that this version made.',
  },
  'data.write-failed': {
    title: 'What happened could not be recorded.',
    meaning: 'What was asked was not begun or was stopped: nothing is changed that cannot be recorded.',
    remedy: 'Check free space and permissions of the data folder, then try again.',
  },
  'data.disk-full': {
    title: 'The disk of the data folder is nearly full.',
    meaning:
      'No run starts, and one in progress ended with the changes that had been sent: nothing is changed that cannot be recorded.',
    remedy: 'Make room on the disk. The next run goes on by itself.',
  },
  'secret.unreadable': {
    title: 'A stored credential cannot be read.',
    meaning: nothingChanged,
    remedy:
      'Give the account the agent runs as access to the file that the detail names, or run the set-up again to enter the credential anew.',
  },
  'certificate.expired': {
    title: 'The certificate of the agent has expired.',
    meaning: nothingChanged,
    remedy: 'Run "bridgehead certificate" and register the new certificate with the application in the tenant.',
  },
  'certificate.damaged': {
    title: 'The stored key and certificate of the agent are damaged.',
    meaning: 'The agent cannot sign in to the tenant, so nothing is changed there.',
    remedy:
      'Run "bridgehead certificate": it sets the damaged file aside and makes a new certificate. Register that with the application in the tenant.',
  },

  // --- set-up ---
  'setup.required': {
    title: 'The agent has not been set up yet.',
    meaning: nothingChanged,
    remedy: 'Run "bridgehead setup --answers FILE".',
  },
  'setup.certificate-missing': {
    title: 'The agent has no certificate to sign in with.',
    meaning: nothingChanged,
    remedy:
      'Run "bridgehead certificate", register the certificate with the application in the tenant, then set up again.',
  },
  'setup.password-missing': {
    title: 'A domain came without the password of its account.',
    meaning: nothingChanged,
    remedy: 'Give one password for each domain of the settings.',
  },
  'setup.would-replace': {
    title: 'These settings would replace what this agent keeps in step now.',
    meaning: 'Nothing was set up. Accounts that are linked now would stay in the tenant and no longer be kept in step.',
    remedy:
      'Correct the answers, or give the agent of the other domain or tenant a data folder of its own. If replacing is meant, say so: with the button in the window, or with --replace-domain.',
  },
  'setup.unknown-domain': {
    title: 'This domain is not set up.',
    meaning: nothingChanged,
    remedy: 'Name a domain that the settings list, or give its settings and the password of its account.',
  },
  ...settingsProblemCatalogue,
  'answers.unreadable': {
    title: 'The answer file cannot be read.',
    meaning: notSetUp,
    remedy: 'Check the path and that the file is valid JSON.',
  },
  'answers.named-file-unreadable': {
    title: 'A file that the answer file names cannot be read.',
    meaning: notSetUp,
    remedy: 'Check the path; it is relative to the answer file. A password may be in a file or a file descriptor.',
  },
  'answers.wrong-encoding': {
    title: 'A file is not written in UTF-8.',
    meaning: notSetUp,
    remedy: 'Save the file as UTF-8 and set up again.',
  },
  'answers.no-certificate': {
    title: 'A certificate authority file holds something that is no certificate.',
    meaning: notSetUp,
    remedy: 'Export the certificate of the authority as PEM ("Base-64 encoded X.509") and name that file.',
  },
  'answers.not-entered': {
    title: 'The password was not entered.',
    meaning: notSetUp,
    remedy: 'Set up again and enter it, or name a file or a file descriptor that holds it.',
  },
  'answers.unknown-key': {
    title: 'The answer file has a key that Bridgehead does not know.',
    meaning: notSetUp,
    remedy: 'Remove the key or correct its spelling. README lists every key.',
  },
  'answers.invalid': {
    title: 'The answer file has a value that cannot be used.',
    meaning: notSetUp,
    remedy: 'Correct the value. README lists every key and what it takes.',
  },

  ...desktopProblemCatalogue,
  ...directoryProblemCatalogue,
  ...registrationProblemCatalogue,
  ...accountProblemCatalogue,
  ...rightsProblemCatalogue,
  ...serviceProblemCatalogue,

  // --- the tenant ---
  'tenant.unreachable': {
    title: 'Microsoft Entra ID cannot be reached.',
    meaning: nothingChanged,
    remedy: 'Check the connection to the internet, the proxy and the firewall for the addresses that README lists.',
  },
  'tenant.no-answer': {
    title: 'The tenant accepted a request and did not answer in time.',
    meaning: madeOrNot,
    remedy: 'Try again later.',
  },
  'tenant.untrusted-certificate': {
    title: 'The certificate of the tenant address is not trusted.',
    meaning: nothingChanged,
    remedy: 'If a proxy inspects the traffic, name its certificate authority; otherwise check the address.',
  },
  'tenant.proxy-refused': {
    title: 'The proxy does not let the agent through to Microsoft Entra ID.',
    meaning: nothingChanged,
    remedy: 'Allow this server to reach the addresses that README lists through the proxy without signing in to it.',
  },
  'tenant.certificate-refused': {
    title: 'The tenant refused the certificate of the agent.',
    meaning: nothingChanged,
    remedy:
      'Register the certificate that "bridgehead certificate" shows with the application, and check the clock of this server.',
  },
  'tenant.unknown-application': {
    title: 'The tenant does not know the application the agent signs in as.',
    meaning: nothingChanged,
    remedy: 'Check clientId, and that the application was created in this tenant.',
  },
  'tenant.unknown-graph': {
    title: 'The tenant does not know the address of Microsoft Graph that the agent asks for.',
    meaning: nothingChanged,
    remedy: 'Check tenant.graph: it must be the Microsoft Graph of the cloud that the tenant is in.',
  },
  'tenant.unknown-tenant': {
    title: 'This tenant does not exist.',
    meaning: nothingChanged,
    remedy: 'Check tenantId and the address of the cloud.',
  },
  'tenant.sign-in-failed': {
    title: 'The agent could not sign in to the tenant.',
    meaning: nothingChanged,
    remedy: 'Look up the AADSTS code in the detail, then try again.',
  },
  'tenant.unauthorized': {
    title: 'The tenant no longer accepts the sign-in of the agent (401).',
    meaning: 'Nothing more was asked of the tenant after the first refusal.',
    remedy: 'Check that the application is enabled and not blocked by a policy, then try again.',
  },
  'tenant.forbidden': {
    title: 'The application may not do this in the tenant (403).',
    meaning: 'What was refused was not changed.',
    remedy: 'Grant the application the permissions that README lists, with administrator consent.',
  },
  'tenant.throttled': {
    title: 'The tenant asks to slow down (429).',
    meaning: triedAgain,
    remedy: 'Nothing needs to be done. If it lasts, look for another program that uses up the quota of the tenant.',
  },
  'tenant.unavailable': {
    title: 'The tenant is not available at the moment.',
    meaning: triedAgain,
    remedy: 'Check the Microsoft 365 service health if it lasts.',
  },
  'tenant.unreadable-answer': {
    title: 'The tenant sent an answer that cannot be used.',
    meaning: madeOrNot,
    remedy: 'Check whether a proxy answers in place of the tenant, then try again.',
  },
  'tenant.conflict': {
    title: 'Another object in the tenant already has this value.',
    meaning: onlyThisObject,
    remedy: 'Find the object that has the value, also among the deleted ones, and change or remove one of the two.',
  },
  'tenant.refused-value': {
    title: 'The tenant refused a value.',
    meaning: onlyThisObject,
    remedy: 'Correct the value in the directory.',
  },
  'tenant.not-found': {
    title: 'The object is not in the tenant any more.',
    meaning: onlyThisObject,
    remedy: 'Look for it among the deleted objects. The next run reads the tenant anew.',
  },
  'tenant.changes-expired': {
    title: 'The tenant does not know any more what changed since the last run.',
    meaning: 'Nothing is missed: everything was read instead, which takes longer.',
    remedy: 'Nothing. It happens when the agent did not run for days, or when the tenant asks for it.',
  },
  'tenant.read-daily': {
    title: 'Once a day everything in the tenant is read.',
    meaning: 'Nothing is missed. Between two such readings the tenant is asked only for what changed.',
    remedy: 'Nothing has to be done.',
  },
  'tenant.read-for-want-of-memory': {
    title: 'What is remembered was not enough to ask the tenant for changes alone.',
    meaning: 'Nothing is missed, but it took longer than it usually does.',
    remedy:
      'Nothing, if it happens once. If it is told each time, give the account of the domain in the detail the rights on the whole domain.',
  },
  'tenant.other-synchronisation': {
    title: 'Another program already synchronises a directory into this tenant.',
    meaning: 'Nothing was set up, so that two programs never write the same accounts.',
    remedy: 'Use another tenant, or switch directory synchronisation of this one off first.',
  },

  // --- single objects ---
  ...objectProblemCatalogue,
  ...scopeProblemCatalogue,

  // --- the guard ---
  ...guardProblemCatalogue,
  ...approvalProblemCatalogue,

  // --- runs ---
  'run.in-progress': {
    title: 'A run is already in progress.',
    meaning: 'No second run was started.',
    remedy: 'Wait for the run in progress to end.',
  },
  'run.goes-on': {
    title: 'The run goes on without this program.',
    meaning: 'Only the waiting was ended.',
    remedy: 'Ask for the status to see how it ends.',
  },
  'run.cancelled': {
    title: 'The run was stopped on request.',
    meaning: 'What had been applied until then is recorded; the rest is planned again in the next run.',
    remedy: 'Run again when you are ready.',
  },
  'run.ended-early': {
    title: 'The run ended before this change had its turn.',
    meaning: 'Nothing was sent; the change is planned again in the next run.',
    remedy: 'See in the report of the run why it ended.',
  },
  'run.interrupted': {
    title: 'The agent ended while a run was in progress.',
    meaning:
      'What had been applied until then is in the tenant; the rest is planned again in the next run. Of a change that was under way the next run says what became of it.',
    remedy: 'Look in the agent log for why it ended.',
  },
  'run.quarantined': {
    title: 'So many changes fail that runs start only once a day.',
    meaning: 'What fails waits; everything else is still kept in step, once a day.',
    remedy:
      'Look at what the failed changes have in common, mend it, and start a run. When it goes better, runs start as often as before.',
  },
  'run.not-found': {
    title: 'There is no run or plan with this id.',
    meaning: nothingChanged,
    remedy: 'Use the id of a run that "bridgehead status" shows, or make a new plan.',
  },

  'log.unknown-cursor': {
    title: 'This is not a place in the log.',
    meaning: 'Nothing was read.',
    remedy: 'Read the newest lines first; the answer names the place that follows.',
  },

  'remove.unconfirmed': {
    title: 'Nobody confirmed that the set-up should be removed.',
    meaning: 'Nothing was removed.',
    remedy: 'Answer the questions on a terminal, or say --objects keep --yes.',
  },

  ...controlProblemCatalogue,
  ...groupProblemCatalogue,
  ...updateProblemCatalogue,
} as const satisfies Record<string, ProblemText>;

export type ProblemCode = keyof typeof problemCatalogue;
