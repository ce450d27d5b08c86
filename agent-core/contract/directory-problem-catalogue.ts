/** The part of the catalogue about domains and their controllers. */
import type { ProblemText } from './problem-text.ts';

/** During a set-up as well as in a run. */
const notRead = 'The directory could not be read, so nothing was concluded from it and nobody is touched.';

export const directoryProblemCatalogue = {
  'directory.unreachable': {
    title: 'The domain controller does not answer.',
    meaning: notRead,
    remedy: 'Check that the controller runs, that its name resolves and that a firewall lets the port through.',
  },
  'directory.no-answer': {
    title: 'The domain controller accepted the connection and then stopped answering.',
    meaning: notRead,
    remedy: 'Check the load and the event log of the controller, then try again.',
  },
  'directory.untrusted-certificate': {
    title: 'The certificate of the domain controller is not trusted.',
    meaning: 'The connection was closed before the password was sent.',
    remedy:
      'Name the certificate authority of the controller (certificateAuthorityFile), and use the host name the certificate was issued for.',
  },
  'directory.no-tls': {
    title: 'The domain controller does not offer TLS.',
    meaning: 'The connection was closed before anything secret was sent.',
    remedy: 'Give the controller a certificate, or choose integrated security, which needs none.',
  },
  'directory.wrong-credentials': {
    title: 'The directory refused the user name or password.',
    meaning: notRead,
    remedy:
      'Check the account and its password, then try again. Where the agent keeps an old password of its account, give it the new one: "bridgehead directory password", or "Change the set-up" in the window. Repeated attempts can lock the account.',
  },
  'directory.new-password-refused': {
    title: 'The directory refused the new password.',
    meaning: 'Nothing was changed: the agent keeps the password that it had.',
    remedy:
      'Check that it is the password of the account that the detail names, and give it again. Repeated attempts can lock the account.',
  },
  'directory.no-password-kept': {
    title: 'The agent keeps no password for this domain, because it runs as the account.',
    meaning: 'Nothing was changed.',
    remedy:
      'Change the account that the service runs as with "bridgehead service account", or set up with another identity.',
  },
  'directory.account-refused': {
    title: 'The directory knows the account but does not let it sign in here and now.',
    meaning: notRead,
    remedy: 'Allow the account to sign in at all hours and from this computer, then try again.',
  },
  'directory.unknown-account': {
    title: 'The directory has no account of this name.',
    meaning: notRead,
    remedy: 'Check the name of the account; it is written like bridgehead@contoso.com.',
  },
  'directory.account-locked': {
    title: 'The account is locked.',
    meaning: notRead,
    remedy: 'Find out who tried a wrong password too often, unlock the account, then try again.',
  },
  'directory.account-disabled': {
    title: 'The account is disabled.',
    meaning: notRead,
    remedy: 'Enable the account in the directory or use another one, then try again.',
  },
  'directory.account-expired': {
    title: 'The account has expired.',
    meaning: notRead,
    remedy: 'Set the account to never expire or use another one, then try again.',
  },
  'directory.password-expired': {
    title: 'The password of the account has expired.',
    meaning: notRead,
    remedy:
      'Give the account a new password that does not expire, then enter it here; the one that the agent keeps is replaced by "bridgehead directory password".',
  },
  'directory.password-change-required': {
    title: 'The account must change its password first.',
    meaning: notRead,
    remedy: 'Clear "User must change password at next logon" of the account, or set its password anew, then try again.',
  },
  'directory.no-kerberos': {
    title: 'Kerberos is not installed on this server.',
    meaning: notRead,
    remedy:
      'Install the library (Debian: libgssapi-krb5-2), or choose ldaps or starttls as the security of the domain.',
  },
  'directory.no-ticket': {
    title: 'The domain issued no Kerberos ticket for the account.',
    meaning: notRead,
    remedy:
      'Check that port 88 of the domain controller can be reached and that the account may use AES encryption. The detail says what Kerberos reported.',
  },
  'directory.clock-skew': {
    title: 'The clocks of this server and of the domain controller differ too much.',
    meaning: 'Kerberos refuses tickets across more than five minutes, so the directory could not be read.',
    remedy: 'Synchronise both clocks with the time source of the domain, then try again.',
  },
  'directory.unknown-service': {
    title: 'The domain does not know the domain controller by this name.',
    meaning: notRead,
    remedy:
      'Use the full name of the controller as the domain has it, such as dc1.contoso.com, not an alias or an address.',
  },
  'directory.channel-binding': {
    title: 'The domain controller refused the sign-in, because it is not bound to the TLS connection.',
    meaning: notRead,
    remedy:
      'Check that nothing between this server and the controller opens the TLS connection, and that the controller itself holds the certificate.',
  },
  'directory.signing-required': {
    title: 'The domain controller accepts only sign-ins that sign and seal the connection.',
    meaning: notRead,
    remedy: 'Choose integrated as the security of the domain.',
  },
  'directory.access-denied': {
    title: 'The account may not read this part of the directory.',
    meaning: 'What cannot be read is not planned; absence is never taken as a removal.',
    remedy: 'Give the account the right to read users in the domain.',
  },
  'directory.not-found': {
    title: 'The domain controller does not hold this domain.',
    meaning: notRead,
    remedy: 'Check the name of the domain and the controller chosen for it.',
  },
  'directory.no-controller': {
    title: 'No domain controller was found.',
    meaning: notRead,
    remedy:
      'Check the name of the domain and that this server asks the name servers of the domain, or name the controllers in the settings.',
  },
  'directory.read-only-controller': {
    title: 'The domain controller is a read-only one.',
    meaning: 'The directory was not read from it: it does not hold everything that a decision needs.',
    remedy: 'Name a writable domain controller in the settings, or let the controllers be found automatically.',
  },
  'directory.only-read-only': {
    title: 'Only read-only domain controllers were found.',
    meaning: 'The directory could not be read: a read-only controller does not hold everything that a decision needs.',
    remedy: 'Let this server reach a writable domain controller, or name one in the settings.',
  },
  'directory.unexpected-answer': {
    title: 'The domain controller sent an answer that cannot be used.',
    meaning: 'The directory was not read completely. A run then adds and updates, and removes nothing.',
    remedy: 'Try again. If it happens again, check the controller and report the detail.',
  },
  'directory.read-fully': {
    title: 'What is remembered of the domain was not enough to follow its changes.',
    meaning: 'Nothing was missed, but the run took longer than it usually does.',
    remedy: 'Nothing, if it happens once. If every run says so, look at the reason in the detail.',
  },
  'directory.changes-not-readable': {
    title: 'The account may not ask for the changes of the domain, so that every run reads all of it.',
    meaning: 'Nothing is missed, but runs take longer than they need to, and the controller has more to do.',
    remedy:
      'Give the account the right Replicating Directory Changes on the domain, and the right to list and read its container Deleted Objects.',
  },
  'directory.controller-restored': {
    title: 'The domain controller has gone back to an earlier state of its database.',
    meaning:
      'What it no longer has may only be forgotten. Everything was read and compared: this run adds and updates, and removes nothing.',
    remedy: 'Check that the controller was restored on purpose, and that it replicates with the others.',
  },
} as const satisfies Record<string, ProblemText>;
