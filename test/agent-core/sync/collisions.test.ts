import { describe, expect, test } from 'vitest';
import type { ObjectGuid, SourceAnchor } from '../../../agent-core/contract/identifiers.ts';
import type { Problem } from '../../../agent-core/contract/problem.ts';
import { type CollisionContext, findCollisions, isAboutAnchor } from '../../../agent-core/sync/collisions.ts';
import type { DirectoryObject } from '../../../agent-core/sync/directory-source.ts';
import { decide, scopeObjects } from '../../../agent-core/sync/scope.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { anchorFor, guidBytesFor, objectGuidFor } from '../../builders/identifiers.ts';
import { organization } from '../../builders/organization.ts';

/** The problems of those who share something, by the name they go by. */
function collisionsOf(objects: readonly DirectoryObject[], links: CollisionContext['links'] = new Map()) {
  const context = { organization: organization(), links };
  const found = findCollisions(scopeObjects(objects, decide({ kind: 'all' })), context);
  return new Map([...found].map(([object, reason]) => [object.attributes.cn?.[0], reason] as const));
}

const codesOf = (found: ReadonlyMap<string | undefined, Problem>) =>
  Object.fromEntries([...found].map(([name, { code }]) => [name, code]));

const withAnchorOf = (name: string) => ({ 'mS-DS-ConsistencyGuid': guidBytesFor(name).toString('base64') });

test('people who share nothing do not collide, and neither do people without a mail address', () => {
  expect(
    collisionsOf([directoryUser('ada'), directoryUser('bo'), directoryUser('cy', { mail: 'cy@contoso.com' })]),
  ).toEqual(new Map());
});

describe('everybody who shares it is told', () => {
  test.each([
    ['an anchor', withAnchorOf('ada'), 'object.anchor-ambiguous'],
    ['a sign-in name', { userPrincipalName: 'ADA@contoso.com' }, 'object.name-taken-twice'],
    ['a mail address', { mail: 'ADA@contoso.com' }, 'object.mail-taken-twice'],
  ])('%s', (_what, shared, code) => {
    const found = collisionsOf([directoryUser('ada', { mail: 'ada@contoso.com' }), directoryUser('bo', shared)]);
    expect(codesOf(found)).toEqual({ ada: code, bo: code });
    const both = `ada (${objectGuidFor('ada')} in contoso.com) and bo`;
    for (const name of ['ada', 'bo']) expect(found.get(name)?.detail).toContain(both);
  });
});

test('R3: an anchor is owned by an object out of scope, too; a name and a mail address are not', () => {
  const computer = { objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'] };
  const both = [directoryUser('ada', computer), directoryUser('bo', withAnchorOf('ada'))];
  expect(codesOf(collisionsOf(both))).toMatchObject({ bo: 'object.anchor-ambiguous' });
  const names = { userPrincipalName: 'ada@contoso.com', mail: 'ada@contoso.com' };
  expect(collisionsOf([directoryUser('ada', { ...computer, ...names }), directoryUser('bo', names)])).toEqual(
    new Map(),
  );
});

test('R4: an anchor that joined another object before belongs to that one, though it was not read', () => {
  const links = new Map<ObjectGuid, SourceAnchor>([[objectGuidFor('gone'), anchorFor('gone')]]);
  const found = collisionsOf([directoryUser('ada'), directoryUser('bo', withAnchorOf('gone'))], links);
  expect(codesOf(found)).toEqual({ bo: 'object.anchor-ambiguous' });
  expect(found.get('bo')?.detail).toContain(objectGuidFor('gone'));
});

test('of two things that somebody shares the anchor counts: with it nobody knows which user is meant', () => {
  const found = collisionsOf([
    directoryUser('ada'),
    directoryUser('bo', { ...withAnchorOf('ada'), userPrincipalName: 'ada@contoso.com' }),
  ]);
  const reasons = [...found.values()];
  expect(reasons).toHaveLength(2);
  expect(reasons.every(isAboutAnchor)).toBe(true);
});

test('3,000 people with one mail address are all told, each in a short text that names a few', () => {
  const crowd = Array.from({ length: 3_000 }, (_, index) => directoryUser(`u${index}`, { mail: 'info@contoso.com' }));
  const found = [...collisionsOf(crowd).values()];
  expect(found).toHaveLength(3_000);
  const [first] = found;
  expect(first?.detail).toContain('info@contoso.com: u0 (');
  expect(first?.detail).toMatch(/ and 2,995 more$/);
  expect(new Set(found.map(({ detail }) => detail))).toEqual(new Set([first?.detail]));
  expect(first?.detail?.length).toBeLessThan(400);
});
