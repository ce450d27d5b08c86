import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { describeAbsent, judgeAbsent, tellAbsent } from '../../../agent-core/sync/absent.ts';
import { anchorFor, objectGuidFor } from '../../builders/identifiers.ts';
import { linkedUser, unlinkedUser } from '../../builders/tenant-user.ts';

const since = '2026-03-02T08:00:00.000Z';
const now = '2026-03-02T09:00:00.000Z';
const ada = { objectGuid: objectGuidFor('ada'), since };
const named = { ...ada, displayName: 'ada', userPrincipalName: 'ada@contoso.com' };
const links = new Map([[objectGuidFor('ada'), anchorFor('ada')]]);
const judge = (objects: Parameters<typeof judgeAbsent>[1]['objects'], known: typeof links = links) =>
  judgeAbsent([ada], { objects, problem: null }, known);
const marked = (name: string) => ({ ownershipMark: `configuration domain ${objectGuidFor(name)}` });

describe('somebody who is absent', () => {
  test.each([
    ['the anchor by which it was joined', judge([linkedUser('ada')])],
    ['its mark alone', judge([unlinkedUser('ada', marked('ada'))], new Map())],
  ])('is told of, by the names of the account, while somebody in the tenant carries %s', (_what, judged) => {
    expect(judged).toMatchObject({ there: [named], gone: [] });
  });

  test('is forgotten when nobody does', () => {
    const others = [linkedUser('bob', marked('bob')), unlinkedUser('ada')];
    expect(judge(others)).toEqual({ there: [], gone: [ada.objectGuid] });
  });

  test('R1: is not forgotten by a tenant that was not read completely', () => {
    const broken = { objects: [], problem: problem('tenant.no-answer', 'users') };
    expect(judgeAbsent([ada], broken, links)).toMatchObject({ there: [{ displayName: ada.objectGuid }], gone: [] });
  });

  test('is named with the run that missed it first', () => {
    expect(describeAbsent(named, now).since).toBe(since);
    expect(describeAbsent({ ...named, since: null }, now).since).toBe(now);
    expect(tellAbsent(named, now)).toMatchObject({
      userPrincipalName: 'ada@contoso.com',
      problem: { code: 'object.absent', detail: `ada: not found since ${since}` },
    });
  });
});
