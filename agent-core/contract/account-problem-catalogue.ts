/** The part of the catalogue about the accounts that agents run as (rule R36). */
import { nothingChanged, type ProblemText } from './problem-text.ts';

const notYet = 'The agent cannot run as this account. What was there before is as it was.';

export const accountProblemCatalogue = {
  'account.no-root-key': {
    title: 'The forest has no KDS root key, without which no managed account has a password.',
    meaning: nothingChanged,
    remedy:
      'As Domain Admin on a domain controller run "Add-KdsRootKey -EffectiveImmediately" and try again after 10 hours, when every controller has it. In a test domain with a single controller "Add-KdsRootKey -EffectiveTime ((Get-Date).AddHours(-10))" works at once. Whoever sets up must be allowed to see the key: a Domain Admin is.',
  },
  'account.root-key-too-new': {
    title: 'The KDS root key of the forest is too new to be used.',
    meaning: nothingChanged,
    remedy:
      'Controllers use a key 10 hours after it takes effect, when all of them have it. Try again after the time in the detail.',
  },
  'account.name-taken': {
    title: 'The name belongs to an account that is not a group managed service account.',
    meaning: nothingChanged,
    remedy: 'Choose another name of at most 15 characters.',
  },
  'account.not-found': {
    title: 'There is no group managed service account of this name.',
    meaning: nothingChanged,
    remedy: 'Check the name, or let it be created.',
  },
  'account.unknown-computer': {
    title: 'The domain has no computer of this name.',
    meaning: nothingChanged,
    remedy:
      'Join the server to the domain first, or name the computer as the domain knows it: with --computer, or "computer" of "managedAccount" in the answer file.',
  },
  'account.unknown-group': {
    title: 'The domain has no group of this name whose members could retrieve the password.',
    meaning: nothingChanged,
    remedy: 'Create a security group for the servers of the agents, or let the server itself retrieve the password.',
  },
  'account.computer-without-aes': {
    title: 'The computer does not take AES, which the account needs.',
    meaning: notYet,
    remedy:
      'Allow AES in the policy "Network security: Configure encryption types allowed for Kerberos" of the server, and let msDS-SupportedEncryptionTypes of the computer be 24 or 28.',
  },
  'account.no-keytab': {
    title: 'There is no keytab by which the agent could be the managed account.',
    meaning: nothingChanged,
    remedy:
      'No service of this system runs as a managed account; the agent signs in with its keytab. Make the account before ("bridgehead account ensure"), have its keytab written, give it to the account that the agent runs as, for nobody else to read, name it in KRB5_CLIENT_KTNAME of the agent\'s environment, start the agent again, and set up again.',
  },
  'account.weak-encryption': {
    title: 'The account takes encryption that is weaker than AES.',
    meaning: 'The agent can run as it; a stolen ticket of it is easier to break.',
    remedy:
      'Set its msDS-SupportedEncryptionTypes to 24: Set-ADServiceAccount NAME -KerberosEncryptionType AES128,AES256.',
  },
  'account.disabled': {
    title: 'The managed account is disabled.',
    meaning: notYet,
    remedy: 'Enable it: Enable-ADAccount, then try again.',
  },
  'account.not-retrievable': {
    title: 'The server may not retrieve the password of the managed account.',
    meaning: notYet,
    remedy:
      'Let Bridgehead add it ("bridgehead account ensure"), or name the server with -PrincipalsAllowedToRetrieveManagedPassword.',
  },
  'account.needs-restart': {
    title: 'The server learns that it is in the group of the managed account when it restarts.',
    meaning: 'The account is there, and the server is in its group. The agent runs as before, and is not set up.',
    remedy: 'Restart the server and set up again: what is done already is left as it is.',
  },
  'account.not-permitted': {
    title: 'The administrator may not create or change managed accounts here.',
    meaning: 'What was done until then stays; trying again goes on from there. Nobody else is affected.',
    remedy: 'Use a Domain Admin, or somebody who was delegated the container Managed Service Accounts.',
  },
  'account.unsupported': {
    title: 'The directory knows no group managed service accounts.',
    meaning: nothingChanged,
    remedy: 'It takes the schema of Windows Server 2012 or later and a controller of that version.',
  },
  'account.password-not-read': {
    title: 'The password of the account could not be read.',
    meaning: 'Nothing was changed.',
    remedy:
      'Enter it on the terminal, or give it in the first line of standard input, or of a file where the command takes one, in UTF-8.',
  },
} as const satisfies Record<string, ProblemText>;
