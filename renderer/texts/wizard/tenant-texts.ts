/** Every word of the page that connects the tenant. */
import type { PeopleSignIn, SignInWay } from '../../../electron/contract/bridge.ts';
import { formatNumberOf } from '../../format.ts';
import type { TenantState } from '../../wizard/tenant/tenant-state.ts';

export const tenantTexts = {
  title: 'Connect the tenant',
  why: 'The agent gets an identity of its own in Entra ID. You sign in once to see what is there; nothing is created before you confirm it.',
  whyAgain: 'The agent has an identity of its own in Entra ID. Leave it as it is unless something is wrong with it.',

  registersLabel: 'Who registers the agent?',
  registers: {
    kept: {
      title: 'It is registered, and that stays as it is',
      consequence: 'Nobody has to sign in. Nothing in the tenant is looked at or changed by this page.',
    },
    here: {
      title: 'I do, now',
      consequence:
        'Sign in with an administrator of the tenant. The set-up registers the agent and grants what it needs.',
    },
    elsewhere: {
      title: 'Another administrator prepares it',
      consequence:
        'You hand over the certificate of the agent and a script, and get two ids back. Nobody signs in here.',
    },
  } satisfies Record<TenantState['registers'], { title: string; consequence: string }>,

  signIn: 'Sign in with the browser',
  signInWithCode: 'Sign in with a code',
  codeHint: 'A code is for servers without a browser: you enter it on any other device.',
  signingIn: {
    browser: 'Continue in the browser that has just opened.',
    code: 'Asking for a code',
  } satisfies Record<SignInWay, string>,
  code: 'Enter this code',
  codeAt: 'at this address, on any device:',
  copyCode: 'Copy the code',
  giveUp: 'Stop signing in',
  otherPerson: 'Sign in as somebody else',

  tenant: 'Tenant',
  domains: 'Verified domains',
  person: 'You',
  roles: 'Roles',
  noRoles: 'None is active',
  existing: (name: string) =>
    `The application ${name} is in the tenant from an earlier set-up. It is repaired, not made a second time.`,

  mayNotRegister: {
    title: 'Your account may not register applications',
    explanation:
      'It takes Global Administrator, Privileged Role Administrator, Application Administrator or Cloud Application Administrator. Activate the role if you are eligible for it and sign in again, or let another administrator prepare the application.',
    action: 'Let another administrator prepare it',
  },
  mayNotGrant: {
    title: 'Your account may register the agent but not grant it permissions',
    explanation:
      'The set-up registers it and then gives you a link for a Global Administrator or Privileged Role Administrator, who consents with one click. You go on from there.',
  },
  otherSynchronisation: {
    title: 'Another synchronisation runs in this tenant',
    explanation:
      'Two programs that write the same accounts undo each other, so the set-up ends here for this tenant. Switch the other one off first (Entra Connect or Cloud Sync), or sign in to another tenant.',
  },
  exchange: {
    title: 'Exchange runs on premises',
    explanation:
      'People whose mailbox is on premises must not get a licence with a mailbox in the tenant before the Exchange attributes are there: they would end up with two mailboxes. Bridgehead assigns no licences; check what does, such as group licensing.',
    accept: 'I understand that licences with a mailbox have to wait',
    unknown:
      'Whether Exchange runs on premises could not be found out. Where it does, do not license mailboxes for synchronised people.',
  },

  creates: 'What will be created',
  createsList: [
    'An application and its service principal named Bridgehead, for this tenant alone. It has no password and no redirect address; the agent signs in with a certificate whose key never leaves this server.',
    'A directory extension that marks what the agent owns. It outlives the agent, so that ownership is never lost.',
  ],
  grants: 'What will be granted, and why',
  grant: 'Permission',
  grantWhy: 'What for',
  grantWithout: 'Without it',
  ownership: 'You are removed as the owner of the application at the end.',

  peopleLegend: 'How will new people sign in?',
  people: {
    selfService: {
      title: 'With a password of the tenant',
      consequence:
        'They begin with self-service password reset or a temporary access pass. The password they are created with is known to nobody.',
    },
    federation: {
      title: 'Through your federation',
      consequence: 'Their domain is federated, such as with AD FS. They sign in with the password they have.',
    },
  } satisfies Record<PeopleSignIn, { title: string; consequence: string }>,

  elsewhere: {
    steps: [
      'Show the certificate of the agent and save the script.',
      'An administrator of the tenant runs the script in PowerShell. It shows the two ids at its end.',
      'Enter the ids here.',
    ],
    makeCertificate: 'Show the certificate',
    making: 'Making it',
    certificate: 'Certificate of the agent',
    thumbprint: 'Thumbprint (SHA-256)',
    validUntil: (time: string) => `valid until ${time}`,
    copyCertificate: 'Copy the certificate',
    saveScript: 'Save the script',
    scriptName: 'register-bridgehead.ps1',
    failed: 'The certificate could not be made',
    tenantId: 'Tenant id',
    clientId: 'Application (client) id',
    identifierFault: 'An id has 32 digits and letters with hyphens between them.',
    identifierHint: 'Such as 6f9619ff-8b86-4011-b42d-00cf4fc964ff.',
  },

  missing: {
    signedOut: 'Sign in to the tenant first.',
    signingIn: 'The sign-in is not finished yet.',
    otherSynchronisation: 'Another synchronisation runs in this tenant. Sign in to another one.',
    mayNotRegister: 'Your account may not register applications.',
    exchange: 'Confirm that you understand what Exchange on premises means.',
    people: 'Say how new people will sign in.',
    tenantId: 'Enter the id of the tenant.',
    clientId: 'Enter the id of the application.',
  },
  verifiedDomains: (names: readonly string[]) =>
    names.length <= 3
      ? names.join(', ')
      : `${names.slice(0, 3).join(', ')} and ${formatNumberOf(names.length - 3, 'other', 'others')}`,
} as const;
