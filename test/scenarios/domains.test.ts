import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { directoryUser, disabledAccount, inDomain } from '../builders/directory-object.ts';
import { limits } from '../builders/guard-settings.ts';
import { guidBytesFor, objectGuidFor } from '../builders/identifiers.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import { scenario } from './scenario.ts';

const fabrikamUser: typeof directoryUser = (name, attributes = {}) =>
  inDomain('fabrikam.com', directoryUser(name, attributes));
const noAnswer = problem('directory.unreachable', 'dc1.fabrikam.com:636');
/** In the order of a plan. */
const newcomers = Array.from({ length: 11 }, (_, index) => `new${index}`).toSorted((one, other) =>
  objectGuidFor(one) < objectGuidFor(other) ? -1 : 1,
);

scenario(
  'R11: people of a domain that could not be read when the tenant was filled are a mass of their own; other newcomers go on',
  {
    directory: [directoryUser('ada')],
    fabrikam: [],
    isFirstRun: true,
    settings: { guard: limits({ creates: { count: 10, percent: 100 } }) },
  },
  [
    {
      change: ({ fabrikam }) => {
        for (const name of newcomers) fabrikam.add(fabrikamUser(name));
        fabrikam.breakOff({ after: 0, problem: noAnswer });
      },
      plan: ['create ada as ada@contoso.com'],
      result: 'failed',
    },
    {
      change: ({ directory, fabrikam }) => {
        fabrikam.breakOff(null);
        directory.add(directoryUser('bob'));
      },
      plan: [
        ...newcomers.map((name) => `create ${name} as ${name}@contoso.com held: guard.too-many-creates`),
        'create bob as bob@contoso.com',
      ],
      afterwards: ({ log }) => {
        expect(log.reports.at(-1)?.findings.at(-1)).toMatchObject({
          kind: 'creates fabrikam.com',
          found: 11,
          allowed: 10,
        });
        expect([...log.guardHistory.filledDomains()]).toEqual(['contoso.com']);
      },
    },
    {
      change: ({ fabrikam }) => fabrikam.remove(newcomers[0] ?? ''),
      plan: newcomers.slice(1).map((name) => `create ${name} as ${name}@contoso.com`),
      afterwards: ({ log }) => expect([...log.guardHistory.filledDomains()]).toEqual(['contoso.com', 'fabrikam.com']),
    },
  ],
);

scenario(
  'people of two forests come into one tenant, each with the name of their own domain',
  {
    directory: [directoryUser('ada', { userPrincipalName: null })],
    fabrikam: [fabrikamUser('bob', { userPrincipalName: null })],
  },
  [
    {
      plan: ['create ada as ada@contoso.com', 'create bob as bob@fabrikam.com'],
      result: 'succeeded',
      afterwards: ({ log }) =>
        expect(log.reports.at(-1)?.domains).toMatchObject([
          { domain: 'contoso.com', users: 1, isComplete: true, problem: null },
          { domain: 'fabrikam.com', users: 1, isComplete: true, problem: null },
        ]),
    },
  ],
);

scenario(
  'R1: a domain that cannot be read stops nobody of the other, and nothing is concluded about its own people',
  {
    directory: [directoryUser('ada'), directoryUser('cyd')],
    fabrikam: [fabrikamUser('bob'), fabrikamUser('dee')],
    tenant: ['ada', 'cyd', 'bob', 'dee'].map((name) => linkedUser(name)),
  },
  [
    { plan: [], result: 'succeeded' },
    {
      change: ({ directory, fabrikam }) => {
        fabrikam.breakOff({ after: 1, problem: noAnswer });
        directory.change('ada', { title: 'Engineer' });
        directory.change('cyd', { userAccountControl: disabledAccount });
        fabrikam.change('bob', { title: 'Clerk' });
      },
      plan: ['disable cyd', 'update ada: jobTitle null -> "Engineer"', 'update bob: jobTitle null -> "Clerk"'],
      result: 'failed',
      afterwards: ({ tenant, log }) => {
        expect(tenant.users).toHaveLength(4);
        expect(log.reports.at(-1)).toMatchObject({
          directory: { isComplete: false },
          domains: [
            { domain: 'contoso.com', isComplete: true, problem: null },
            { domain: 'fabrikam.com', isComplete: false, problem: noAnswer },
          ],
          counts: { absent: 0 },
        });
      },
    },
    {
      change: ({ directory }) => directory.remove('ada'),
      plan: ['ada held: object.absent'],
      result: 'failed',
      afterwards: ({ log }) => expect(log.reports.at(-1)?.counts.absent).toBe(1),
    },
    {
      change: ({ fabrikam }) => fabrikam.breakOff(null),
      plan: ['ada held: object.absent'],
      result: 'succeeded',
      afterwards: ({ log }) => expect(log.reports.at(-1)?.counts.absent).toBe(1),
    },
  ],
);

scenario(
  'two people of two domains who claim one name are both held, and the problem names both domains',
  {
    directory: [directoryUser('ada')],
    fabrikam: [fabrikamUser('bob', { userPrincipalName: 'ada@contoso.com' })],
  },
  [
    {
      plan: ['ada held: object.name-taken-twice', 'bob held: object.name-taken-twice'],
      afterwards: ({ log }) => {
        const [entry] = log.entries;
        const detail = entry?.kind === 'held' ? entry.held.problem.detail : '';
        for (const domain of ['contoso.com', 'fabrikam.com']) expect(detail).toContain(` in ${domain})`);
      },
    },
  ],
);

scenario(
  'R4: one anchor in two domains holds both',
  {
    directory: [directoryUser('ada')],
    fabrikam: [fabrikamUser('bob', { 'mS-DS-ConsistencyGuid': guidBytesFor('ada').toString('base64') })],
    tenant: [linkedUser('ada')],
  },
  [{ plan: ['ada held: object.anchor-ambiguous', 'bob held: object.anchor-ambiguous'] }],
);

scenario(
  'R5: somebody who moves to the other domain stays one person, and is held while both domains show them',
  {
    directory: [directoryUser('ada')],
    fabrikam: [fabrikamUser('bob')],
    tenant: ['ada', 'bob'].map((name) => linkedUser(name)),
  },
  [
    {
      change: ({ fabrikam }) => fabrikam.add(fabrikamUser('ada')),
      plan: ['ada held: object.in-two-domains', 'ada held: object.in-two-domains'],
      result: 'succeededWithProblems',
    },
    {
      change: ({ directory, fabrikam }) => {
        directory.remove('ada');
        fabrikam.change('ada', { title: 'Engineer' });
      },
      plan: ['update ada: jobTitle null -> "Engineer"'],
      result: 'succeeded',
      afterwards: ({ tenant, log }) => {
        expect(tenant.users).toHaveLength(2);
        expect(log.reports.at(-1)?.counts.absent).toBe(0);
      },
    },
  ],
);
