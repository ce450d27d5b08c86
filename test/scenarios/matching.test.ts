/** People of the directory whose account somebody made in the tenant before there was an agent. */
import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { directoryUser } from '../builders/directory-object.ts';
import { limits, noLimits } from '../builders/guard-settings.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../builders/identifiers.ts';
import { ownershipMarkFor, tenantWithMarks } from '../builders/ownership-marks.ts';
import { linkedUser, unlinkedUser } from '../builders/tenant-user.ts';
import type { World } from '../builders/world.ts';
import { scenario } from './scenario.ts';

const byMail = {
  tenant: tenantWithMarks,
  matching: { bySignInName: false, byMail: true },
  guard: noLimits,
};
const byName = { ...byMail, matching: { bySignInName: true, byMail: false } };
const mail = (name: string) => `${name}@contoso.com`;
/** Made by hand, with a name that nobody could guess. */
const byHand = (name: string, address = mail(name)) =>
  unlinkedUser(name, {
    userPrincipalName: `${name}.by.hand@contoso.com`,
    displayName: `${name} by hand`,
    mail: address,
  });
const ada = directoryUser('ada', { mail: mail('ada'), title: 'Engineer' });
const takes = (name: string) =>
  `update ${name}: onPremisesImmutableId null -> "${anchorFor(name)}", ownershipMark null -> "${ownershipMarkFor(name)}"`;
const accounts = ({ tenant }: World) => tenant.users.map(({ tenantObjectId, anchor }) => [tenantObjectId, anchor]);
const detailsIn = ({ log }: World) =>
  log.entries.flatMap((entry) => (entry.kind === 'held' ? [entry.held.problem.detail] : []));

for (const [how, user, address] of [
  ['mail', byHand('ada', 'Ada@Contoso.com'), 'Ada@Contoso.com'],
  ['a further address', { ...byHand('ada', mail('other')), otherAddresses: [mail('ada')] }, mail('other')],
] as const) {
  scenario(
    `R28: an account with the mail address of somebody new, as ${how}, is taken over, and then is like any other`,
    { directory: [ada], tenant: [user], settings: byMail },
    [
      {
        plan: [takes('ada')],
        again: [
          `update ada: userPrincipalName "ada.by.hand@contoso.com" -> "${mail('ada')}"`,
          `update ada: displayName "ada by hand" -> "ada", mail "${address}" -> "${mail('ada')}", jobTitle null -> "Engineer"`,
        ],
        afterwards: (world) => expect(accounts(world)).toEqual([[tenantIdFor('ada'), anchorFor('ada')]]),
      },
      { plan: [], result: 'succeeded' },
    ],
  );
}

scenario(
  'R28: the primary address of proxyAddresses matches, another one of them does not',
  {
    directory: [
      directoryUser('ada', { proxyAddresses: [`SMTP:${mail('ada')}`, `smtp:${mail('bob')}`] }),
      directoryUser('cyd', { proxyAddresses: [`smtp:${mail('dot')}`] }),
    ],
    tenant: [byHand('ada'), byHand('bob'), byHand('dot')],
    settings: byMail,
  },
  [
    {
      plan: [takes('ada'), `create cyd as ${mail('cyd')}`],
      again: [
        `update ada: userPrincipalName "ada.by.hand@contoso.com" -> "${mail('ada')}"`,
        'update ada: displayName "ada by hand" -> "ada"',
      ],
    },
  ],
);

scenario(
  'R28: without the setting nobody is taken over because of an address',
  { directory: [ada], tenant: [byHand('ada')], settings: { ...byMail, matching: byName.matching } },
  [{ plan: ['ada held: object.value-not-free'] }],
);

scenario(
  'R28: without a mark nobody is taken over',
  { directory: [ada], tenant: [byHand('ada')], settings: { matching: byMail.matching } },
  [{ plan: ['ada held: object.value-not-free'] }],
);

scenario(
  'R28: an address in a domain that is not verified matches nobody',
  {
    directory: [directoryUser('ada', { mail: 'ada@elsewhere.com' })],
    tenant: [byHand('ada', 'ada@elsewhere.com')],
    settings: byMail,
  },
  [{ plan: ['ada held: object.value-not-free'] }],
);

const refused = [
  ['a guest', { ...byHand('ada'), isGuest: true }, 'is a guest'],
  [
    'whom another synchronisation writes',
    { ...byHand('ada'), isSynchronisedElsewhere: true },
    'is written by another synchronisation',
  ],
  [
    'what carries another anchor',
    { ...byHand('ada'), anchor: anchorFor('eve') },
    `carries the anchor ${anchorFor('eve')}`,
  ],
  [
    "another configuration's account",
    { ...byHand('ada'), values: { ...byHand('ada').values, ownershipMark: 'someone else s' } },
    'is marked "someone else s"',
  ],
] as const;
for (const [what, user, why] of refused) {
  scenario(`R28: ${what} is never taken over`, { directory: [ada], tenant: [user], settings: byMail }, [
    {
      plan: ['ada held: object.match-refused'],
      afterwards: (world) => {
        expect(detailsIn(world)[0]).toContain(why);
        expect(world.tenant.writes).toEqual([]);
      },
    },
  ]);
}

scenario(
  'R28: an account that belongs to somebody of the directory is theirs, and both are named',
  {
    directory: [ada, directoryUser('bob', { userPrincipalName: 'bob.by.hand@contoso.com' })],
    tenant: [
      linkedUser('bob', {
        ...byHand('bob', mail('ada')).values,
        displayName: 'bob',
        ownershipMark: ownershipMarkFor('bob'),
      }),
    ],
    settings: byMail,
  },
  [{ plan: ['ada held: object.value-not-free'] }],
);

scenario(
  'R28: somebody who is like two accounts is held, and both are named',
  {
    directory: [directoryUser('ada', { mail: mail('ada'), proxyAddresses: [`SMTP:${mail('king')}`] })],
    tenant: [byHand('ada'), byHand('king')],
    settings: byMail,
  },
  [
    {
      plan: ['ada held: object.match-ambiguous'],
      afterwards: (world) =>
        expect(detailsIn(world)[0]).toBe(
          `ada (${objectGuidFor('ada')}): ada by hand (ada.by.hand@contoso.com, ${tenantIdFor('ada')}) and king by hand (king.by.hand@contoso.com, ${tenantIdFor('king')})`,
        ),
    },
  ],
);

scenario(
  'R28: whoever has the sign-in name of the newcomer is the other of two, also where names match nobody',
  { directory: [ada], tenant: [byHand('king', mail('ada')), unlinkedUser('ada')], settings: byMail },
  [{ plan: ['ada held: object.match-ambiguous'] }],
);

scenario(
  'R28: an account that two people are like is taken over for neither, and one problem names all three',
  {
    directory: [ada, directoryUser('bob', { proxyAddresses: [`SMTP:${mail('ada')}`] })],
    tenant: [byHand('ada')],
    settings: byMail,
  },
  [
    {
      plan: ['ada held: object.match-ambiguous', 'bob held: object.match-ambiguous'],
      afterwards: (world) => {
        const people = [`ada (${objectGuidFor('ada')})`, `bob (${objectGuidFor('bob')})`].join(' and ');
        const detail = `${people}: ada by hand (ada.by.hand@contoso.com, ${tenantIdFor('ada')})`;
        expect(new Set(detailsIn(world))).toEqual(new Set([detail]));
      },
    },
  ],
);

scenario(
  'R28: an account with the same sign-in name is taken over where the settings say so',
  { directory: [directoryUser('ada')], tenant: [unlinkedUser('ada')], settings: byName },
  [
    { plan: [takes('ada')], again: [] },
    { plan: [], result: 'succeeded' },
  ],
);

scenario(
  'R28: more takeovers than are allowed wait for an approval',
  {
    directory: ['ada', 'bob'].map((name) => directoryUser(name)),
    tenant: ['ada', 'bob'].map((name) => unlinkedUser(name)),
    settings: { ...byName, guard: limits({ takeovers: { count: 1, percent: 100 } }) },
  },
  [{ plan: ['ada', 'bob'].map((name) => `${takes(name)} held: guard.too-many-takeovers`) }],
);

scenario(
  'R28: the account of an administrator is never taken over, and nobody can approve that',
  { directory: [directoryUser('ada')], tenant: [unlinkedUser('ada')], settings: byName },
  [
    {
      change: ({ tenant }) => tenant.giveRoles([mail('ada')]),
      plan: [`${takes('ada')} held: guard.privileged-match`],
      afterwards: ({ log }) => {
        const finding = log.reports.at(-1)?.findings.find(({ problem: { code } }) => code === 'guard.privileged-match');
        expect(finding).toMatchObject({ kind: null, found: 1, allowed: 0 });
        expect(finding?.digest).toBeUndefined();
        const held = log.entries.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome] : []));
        expect(held[0]).toMatchObject({ kind: 'held', findings: [] });
      },
    },
    {
      change: ({ tenant }) => tenant.giveRoles(problem('tenant.forbidden', 'roles')),
      plan: [`${takes('ada')} held: guard.privileged-match`],
    },
  ],
);

scenario(
  'R28: while nobody knows who administers the tenant, nobody is taken over without an approval',
  { directory: [directoryUser('ada')], tenant: [unlinkedUser('ada')], settings: byName },
  [
    {
      change: ({ tenant }) => tenant.giveRoles(problem('tenant.forbidden', 'roles')),
      plan: [`${takes('ada')} held: guard.roles-unreadable`],
    },
  ],
);

scenario(
  'R4: whoever was joined before is not matched with anybody else',
  {
    directory: [directoryUser('ada', { mail: mail('ada') })],
    tenant: [linkedUser('ada', { mail: mail('ada'), ownershipMark: ownershipMarkFor('ada') })],
    settings: byMail,
  },
  [
    { plan: [] },
    {
      change: ({ tenant }) => {
        tenant.deleteByHand(mail('ada'));
        tenant.purge();
        tenant.addByHand(byHand('eve', mail('ada')));
      },
      plan: ['ada held: object.value-not-free'],
    },
  ],
);

scenario(
  'R28: somebody with an account among the deleted ones gets no other',
  {
    directory: [ada],
    tenant: [linkedUser('ada', { ownershipMark: 'someone else s' }), byHand('eve', mail('ada'))],
    settings: byMail,
  },
  [{ change: ({ tenant }) => tenant.deleteByHand(mail('ada')), plan: ['ada held: object.deleted-not-ours'] }],
);

const twoClerks = ['ada', 'bob'];
scenario(
  'R28: without marks, the first change of an account that was never joined is the takeover, and counted as one',
  {
    directory: [...twoClerks, 'cyd'].map((name) => directoryUser(name)),
    tenant: [...twoClerks, 'cyd'].map((name) => linkedUser(name)),
    isFirstRun: true,
  },
  [
    {
      change: ({ directory }) => {
        for (const name of twoClerks) directory.change(name, { title: 'Clerk' });
      },
      plan: twoClerks.map((name) => `update ${name}: jobTitle null -> "Clerk" held: guard.too-many-takeovers`),
      result: 'succeededWithProblems',
    },
    {
      change: ({ directory }) => directory.change('bob', { title: null }),
      plan: ['update ada: jobTitle null -> "Clerk"'],
      result: 'succeeded',
    },
    {
      change: ({ directory }) => {
        for (const name of twoClerks) directory.change(name, { title: 'Engineer' });
      },
      plan: ['update ada: jobTitle "Clerk" -> "Engineer"', 'update bob: jobTitle null -> "Engineer"'],
      result: 'succeeded',
    },
  ],
);
