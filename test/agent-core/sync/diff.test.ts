import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { type Difference, diffObjects } from '../../../agent-core/sync/diff.ts';
import { holdObject } from '../../../agent-core/sync/held.ts';
import { type DesiredUser, type MapContext, type Mapped, mapObjects } from '../../../agent-core/sync/map.ts';
import type { TenantUser } from '../../../agent-core/sync/tenant.ts';
import { nothingElse } from '../../builders/changes.ts';
import { type Attributes, directoryUser, disabledAccount } from '../../builders/directory-object.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';
import { nothingRemoved } from '../../builders/nothing-removed.ts';
import { organization } from '../../builders/organization.ts';
import { ownershipMarkFor } from '../../builders/ownership-marks.ts';
import { configurationId, settings } from '../../builders/settings.ts';
import { linkedUser, unlinkedUser } from '../../builders/tenant-user.ts';

function mapped(
  attributes: Attributes = {},
  newUsers = settings().newUsers,
  more: Partial<MapContext> = {},
): Mapped & { readonly desired: readonly [DesiredUser] } {
  const context = {
    organization: organization(),
    domainName: 'contoso.com',
    newUsers,
    matching: settings().matching,
    links: new Map(),
    ownership: null,
    ...more,
  };
  const [user] = mapObjects(
    { inScope: [directoryUser('ada', attributes)], outOfScope: [], undecided: [] },
    context,
  ).desired;
  if (user === undefined) throw new Error('the object was held');
  return { desired: [user], held: [], leavers: [], leftScope: [] };
}

const diff = (attributes: Attributes, existing: readonly TenantUser[] | null) =>
  diffObjects(mapped(attributes), existing, nothingRemoved(configurationId));

const attributesOf = ([first]: readonly Difference[]) =>
  first !== undefined && 'attributes' in first ? first.attributes : null;

describe('a user that is not in the tenant', () => {
  test('is missing, with every value that is not empty', () => {
    const { differences } = diff({ title: 'Engineer' }, []);
    expect(differences).toMatchObject([{ kind: 'missing' }]);
    expect(attributesOf(differences)).toEqual([
      { name: 'accountEnabled', before: null, after: true },
      { name: 'userPrincipalName', before: null, after: 'ada@contoso.com' },
      { name: 'displayName', before: null, after: 'ada' },
      { name: 'mailNickname', before: null, after: 'ada' },
      { name: 'jobTitle', before: null, after: 'Engineer' },
    ]);
  });

  test('begins with what the directory says, where that and a constant compete', () => {
    const { differences } = diffObjects(
      mapped({ c: 'AT' }, { signIn: null, usageLocation: 'DE', passwordPolicies: 'None' }),
      [],
      nothingRemoved(configurationId),
    );
    expect(attributesOf(differences)).toContainEqual({ name: 'usageLocation', before: null, after: 'AT' });
  });

  test('is held when somebody else has the sign-in name: an account is never taken over because of its name', () => {
    const namesake = unlinkedUser('x', { userPrincipalName: 'ADA@contoso.com' });
    const { differences, held } = diff({}, [namesake]);
    expect(differences).toEqual([]);
    expect(held[0]?.problem).toMatchObject({
      code: 'object.name-in-tenant',
      detail: `ada@contoso.com is ${tenantIdFor('x')}; the anchor is ${anchorFor('ada')}`,
    });
  });

  test('is held also when the namesake carries the anchor of another object', () => {
    const namesake = linkedUser('bob', { userPrincipalName: 'ada@contoso.com' });
    expect(diff({}, [namesake]).held[0]?.problem.code).toBe('object.name-in-tenant');
  });
});

describe('a user that is in the tenant', () => {
  test('is found by the anchor, whatever its name', () => {
    const { differences } = diff({}, [linkedUser('ada', { userPrincipalName: 'old@contoso.com' })]);
    expect(differences).toMatchObject([{ kind: 'different', existing: { tenantObjectId: tenantIdFor('ada') } }]);
    expect(attributesOf(differences)).toEqual([
      { name: 'userPrincipalName', before: 'old@contoso.com', after: 'ada@contoso.com' },
    ]);
  });

  test('is unchanged when every value is as it should be', () => {
    expect(diff({}, [linkedUser('ada')])).toEqual({
      differences: [],
      held: [],
      joined: [
        {
          objectGuid: objectGuidFor('ada'),
          anchor: anchorFor('ada'),
          isSignInAllowed: true,
          hasName: true,
          hasMail: false,
        },
      ],
      unchanged: 1,
      leftScope: [],
      ...nothingElse,
      findings: [expect.objectContaining({ found: 0, holds: [] })],
    });
  });

  test('that another synchronisation wrote once keeps its extension attributes, which nobody may write, and gets the rest', () => {
    const attributes = { title: 'Engineer', extensionAttribute1: 'red' };
    const namesOf = (user: TenantUser) => attributesOf(diff(attributes, [user]).differences)?.map(({ name }) => name);
    expect(namesOf(linkedUser('ada'))).toEqual(['jobTitle', 'extensionAttribute1']);
    expect(namesOf({ ...linkedUser('ada'), wasSynchronisedElsewhere: true })).toEqual(['jobTitle']);
  });

  test('is unchanged when one side says nothing and the other an empty list', () => {
    expect(diff({}, [linkedUser('ada', { businessPhones: null })]).unchanged).toBe(1);
    expect(diff({}, [linkedUser('ada', { businessPhones: [] })]).unchanged).toBe(1);
  });

  test('differs when a list has another number, or one too many', () => {
    const attributes = { telephoneNumber: '1' };
    expect(diff(attributes, [linkedUser('ada', { businessPhones: ['1'] })]).unchanged).toBe(1);
    expect(diff(attributes, [linkedUser('ada', { businessPhones: ['2'] })]).unchanged).toBe(0);
    expect(diff(attributes, [linkedUser('ada', { businessPhones: ['1', '2'] })]).unchanged).toBe(0);
  });

  test('differs in the case of a value: what a person reads is compared as it is written', () => {
    expect(diff({}, [linkedUser('ada', { displayName: 'ADA' })]).differences).toHaveLength(1);
  });

  test('is cleared where the directory says nothing any more', () => {
    expect(attributesOf(diff({}, [linkedUser('ada', { jobTitle: 'Engineer' })]).differences)).toEqual([
      { name: 'jobTitle', before: 'Engineer', after: null },
    ]);
  });

  test('keeps what only the creation sets: a nickname of its own and a usage location', () => {
    const user = linkedUser('ada', { mailNickname: 'another', usageLocation: 'FR' });
    expect(diff({}, [user]).unchanged).toBe(1);
  });

  test('counts a property that the tenant did not send as nothing', () => {
    const user = linkedUser('ada');
    const { jobTitle: _jobTitle, ...values } = user.values;
    expect(diff({}, [{ ...user, values }]).unchanged).toBe(1);
  });

  test('is held when two carry the anchor, with both named', () => {
    const twin = { ...linkedUser('twin', { userPrincipalName: 'twin@contoso.com' }), anchor: anchorFor('ada') };
    const { differences, held, unchanged } = diff({}, [linkedUser('ada'), twin]);
    expect([differences, unchanged]).toEqual([[], 0]);
    expect(held[0]?.problem).toMatchObject({
      code: 'object.anchor-shared',
      detail: `${tenantIdFor('ada')} and ${tenantIdFor('twin')}`,
    });
  });
});

test('R1: a tenant that was not read completely leads to no plan at all, and what is held stays held', () => {
  const held = [holdObject(directoryUser('bob'), problem('object.value-invalid', 'title'))];
  expect(diffObjects({ ...mapped(), held }, null, nothingRemoved(configurationId))).toEqual({
    differences: [],
    held,
    joined: [],
    unchanged: 0,
    leftScope: [],
    ...nothingElse,
  });
});

test('what was held before is handed on ahead of what is held here', () => {
  const held = [holdObject(directoryUser('bob'), problem('object.value-invalid', 'title'))];
  const result = diffObjects({ ...mapped(), held }, [unlinkedUser('ada')], nothingRemoved(configurationId));
  expect(result.held.map((object) => object.problem.code)).toEqual(['object.value-invalid', 'object.name-in-tenant']);
});

test('users in the tenant that belong to nobody here lead to nothing', () => {
  expect(
    diffObjects(
      { desired: [], held: [], leavers: [], leftScope: [] },
      [linkedUser('gone'), unlinkedUser('cloud')],
      nothingRemoved(configurationId),
    ).differences,
  ).toEqual([]);
});

describe('R3: with ownership marks', () => {
  const ownership = { configurationId, domainGuids: new Map([['contoso.com', objectGuidFor('contoso.com')]]) };
  const markFor = (name: string, configuration = configurationId, domain = 'contoso.com') =>
    `${configuration} ${objectGuidFor(domain)} ${objectGuidFor(name)}`;
  const title = { jobTitle: 'Clerk' };
  const compared = (existing: TenantUser, more: Partial<MapContext> = {}) =>
    diffObjects(mapped({}, settings().newUsers, { ownership, ...more }), [existing], nothingRemoved(configurationId));
  const missing = diffObjects(mapped({}, settings().newUsers, { ownership }), [], nothingRemoved(configurationId));
  const marking = { name: 'ownershipMark', before: null, after: markFor('ada') };
  const links = new Map([[objectGuidFor('ada'), anchorFor('ada')]]);

  test('a new user carries its mark from the beginning', () => {
    expect(attributesOf(missing.differences)).toContainEqual(marking);
  });

  test('a user of ours that carries its mark is unchanged', () => {
    expect(compared(linkedUser('ada', { ownershipMark: markFor('ada') })).unchanged).toBe(1);
  });

  test('whoever carries our anchor and was never joined is taken over first, before any value is written', () => {
    const { differences, joined } = compared(linkedUser('ada', title));
    expect(attributesOf(differences)).toEqual([marking]);
    expect(joined).toEqual([]);
  });

  test('whoever was joined before there were marks gets one beside everything else', () => {
    const { differences, joined } = compared(linkedUser('ada', title), { links });
    expect(attributesOf(differences)).toEqual([{ name: 'jobTitle', before: 'Clerk', after: null }, marking]);
    expect(joined).toHaveLength(1);
  });

  test('an object that moved to another domain gets a mark that says so', () => {
    const before = markFor('ada', configurationId, 'fabrikam.com');
    expect(attributesOf(compared(linkedUser('ada', { ownershipMark: before })).differences)).toEqual([
      { ...marking, before },
    ]);
  });

  test.each([
    ['of another configuration', markFor('ada', '44444444-4444-4444-8444-444444444444')],
    ['of another object', markFor('bob')],
    ['that nobody can read', 'ours'],
  ])('R28: a user with a mark %s is held, whether it was joined or not', (_what, ownershipMark) => {
    for (const more of [{}, { links }]) {
      const { differences, held, joined } = compared(linkedUser('ada', { ...title, ownershipMark }), more);
      expect([differences, joined]).toEqual([[], []]);
      expect(held).toMatchObject([{ problem: { code: 'object.owned-elsewhere' } }]);
      expect(held[0]?.problem.detail).toContain(ownershipMark);
    }
  });
});

test('R28: a guest is held, whatever anchor it carries', () => {
  const { differences, held } = diff({ title: 'Engineer' }, [{ ...linkedUser('ada'), isGuest: true }]);
  expect(differences).toEqual([]);
  expect(held).toMatchObject([{ problem: { code: 'object.is-guest' } }]);
});

test('R28: a user that another synchronisation writes is held, also with our mark', () => {
  const existing = linkedUser('ada', { ownershipMark: ownershipMarkFor('ada') });
  const { differences, held } = diff({ title: 'Engineer' }, [{ ...existing, isSynchronisedElsewhere: true }]);
  expect(differences).toEqual([]);
  expect(held).toMatchObject([{ problem: { code: 'object.synchronised-elsewhere' } }]);
});

describe('somebody who has left and is held', () => {
  const gone = directoryUser('ada', { userAccountControl: disabledAccount });
  const leave = (existing: TenantUser, isLinked = true) =>
    diffObjects(
      { desired: [], held: [], leavers: [{ object: gone, anchor: anchorFor('ada'), isLinked }], leftScope: [] },
      [existing],
      nothingRemoved(configurationId),
    ).differences;

  test('loses access', () => {
    expect(attributesOf(leave(linkedUser('ada')))).toEqual([{ name: 'accountEnabled', before: true, after: false }]);
  });

  test("R28: but not a guest, and not what is somebody else's", () => {
    expect(leave({ ...linkedUser('ada'), isGuest: true })).toEqual([]);
    expect(leave(linkedUser('ada', { ownershipMark: 'a b c' }))).toEqual([]);
  });

  test('R3: nor an account that only carries the anchor and was never joined; the mark tells whose it is without the record', () => {
    expect(leave(linkedUser('ada'), false)).toEqual([]);
    expect(leave(linkedUser('ada', { ownershipMark: ownershipMarkFor('ada') }), false)).toHaveLength(1);
  });
});
