/** The page that says why an object is synchronised or is not, state by state. */
import { objectGuidSchema, tenantObjectIdSchema } from '../../../agent-core/contract/identifiers.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { activities, guidOf, heldEntry, reportOf, stateOf } from '../sample-data.ts';
import type { Take } from './console-scenes.ts';
import type { Stage } from './stage.ts';

/** Whom the reasons below keep. */
const run = reportOf({
  run: 81,
  result: 'succeededWithProblems',
  counts: { held: 1, outOfScope: 1_207, unchanged: 84 },
});
const at = run.startedAt;
const basis = {
  run: { runId: run.runId, startedAt: at, isWhole: true },
  domains: [
    { name: 'contoso.com', readAt: at },
    { name: 'fabrikam.com', readAt: null },
  ],
};
const rule = 'below OU=Trainees,OU=Sales,DC=contoso,DC=com, which is excluded';
const named = { objectType: 'user', objectGuid: objectGuidSchema.parse(guidOf(1)), userPrincipalName: null } as const;
const heldFor = problem('object.value-invalid', 'title is too long');
const reasons = [
  { id: 'a', kind: 'out', text: rule, code: null, users: 1204, groups: 3, contacts: 0 },
  { id: 'b', kind: 'held', text: heldFor.title, code: 'object.value-invalid', users: 1, groups: 0, contacts: 0 },
] as const;

const notes = [problem('object.expired', '2 people: Anna Berg, Seán O’Brien')];

export async function objectsScenes({ page, ...stage }: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  agent.show(stateOf(activities.idle, run));
  const goTo = (name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
  agent.answer('objects.reasons', () => new Promise(() => {}));
  await goTo('Objects');
  await take('objects-reading');
  await goTo('Overview');
  agent.answer('objects.reasons', () => fail(problem('directory.unreachable', 'dc1 port 636')));
  await goTo('Objects');
  await page.getByText(/Nothing could be found out/).waitFor();
  await take('objects-unreadable');
  await goTo('Overview');
  agent.answer('objects.reasons', () => succeed({ basis, reasons, notes }));
  agent.answer('objects.leftOut', () =>
    succeed({ items: [{ ...named, displayName: 'Łukasz Wójcik', distinguishedName: 'CN=l', problem: null }], next: 7 }),
  );
  const inScope = 'below OU=Sales,DC=contoso,DC=com';
  const found = { ...named, objectGuid: objectGuidSchema.parse(guidOf(2)), displayName: 'Zoë Márquez' };
  const entries = [heldEntry(2, 'Zoë Márquez', heldFor)];
  const place = { domain: 'contoso.com', distinguishedName: 'CN=Zoë Márquez,OU=Sales,DC=contoso,DC=com' };
  const expired = problem('object.account-expired', 'since 2026-11-01T00:00:00.000Z');
  const tenantObjectId = tenantObjectIdSchema.parse(guidOf(0xa002));
  const one = { ...found, ...place, tenantObjectId, isCounterpartKnown: true, entries, notes: [expired] };
  agent.answer('objects.find', ({ name }) =>
    succeed({
      basis,
      objects: name === 'nobody' ? [] : [{ ...one, answer: { kind: 'in', rule: inScope } as const }],
      hasMore: false,
      gone: [],
      approvals: [],
      exemptions: [],
    }),
  );
  await goTo('Objects');
  await page.getByRole('button', { name: `Names: ${rule}` }).click();
  await page.getByText('Łukasz Wójcik').waitFor();
  await take('objects-left-out');
  await page.getByRole('textbox', { name: 'Name' }).fill('márquez');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByText(`In scope: ${inScope}`).waitFor();
  await take('objects-found');
  await page.getByRole('textbox', { name: 'Name' }).fill('nobody');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByText('contoso.com shows nothing of that name; whether fabrikam.com has it is not known').waitFor();
  await take('objects-nobody');
  const membersLeftOut = {
    count: 25,
    first: [{ ...named, displayName: 'Łukasz Wójcik', kind: 'out', text: rule, code: null } as const],
  };
  agent.answer('objects.find', () =>
    succeed({
      basis: { ...basis, run: { ...basis.run, isWhole: false }, lastWhole: { runId: run.runId, startedAt: at } },
      objects: [
        {
          ...one,
          ...({ objectType: 'group', membersLeftOut } as const),
          answer: { kind: 'in', rule: inScope } as const,
        },
      ],
      hasMore: false,
      gone: [],
      former: [{ objectGuid: objectGuidSchema.parse(guidOf(3)), displayName: 'Zoë Marquez, left in May' }],
      exemptions: [],
    }),
  );
  await page.getByRole('textbox', { name: 'Name' }).fill('mar');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByText('25 of its direct members are left out: Łukasz Wójcik').waitFor();
  await page.getByText('What the last one that did, which began at').waitFor();
  await page.getByText('Zoë Marquez, left in May').waitFor();
  await take('objects-group-and-former');
  await page.getByRole('heading', { name: 'Which attributes are written' }).scrollIntoViewIfNeeded();
  await take('objects-mapping');
}
