import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createDirectorySurvey } from '../../../../agent-core/active-directory/survey/directory-survey.ts';
import type { DirectoryUnit } from '../../../../agent-core/contract/directory-requests.ts';
import { Secret } from '../../../../agent-core/contract/secret.ts';
import type { DomainSettings } from '../../../../agent-core/contract/settings.ts';
import { type LabSettings, readLabSettings } from '../../../harness/lab-settings.ts';
import { smallSeed } from '../../../lab/directory/seed/directory-seed.ts';
import { seedCounts } from '../../../lab/directory/seed/seed-counts.ts';
import { topUnit } from '../../../lab/directory/seed/seed-user.ts';
import { throughStrictProxy } from '../../../lab/directory/strict-proxy/through-strict-proxy.ts';
import { bareSurroundings } from '../bare-surroundings.ts';

const never = new AbortController().signal;
const surroundings = bareSurroundings();
const ways = [
  ['straight to the controller', inject('lab')],
  ['through the strict proxy', throughStrictProxy(inject('lab'))],
] as const;

describe.each(ways)('R38: %s', (_way, lab) => {
  let good: LabSettings;
  beforeAll(async () => {
    good = await readLabSettings(lab);
  });
  const surveyWith = (changes: Partial<DomainSettings> = {}, password = good.password) =>
    createDirectorySurvey({ settings: { ...good.domain, ...changes }, password, surroundings });
  const answerOf = async <Value>(asked: Promise<{ ok: true; value: Value } | { ok: false; problem: unknown }>) => {
    const answer = await asked;
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    return answer.value;
  };

  describe('verifying a domain', () => {
    test('names controller, forest and domains, and counts the people', async () => {
      const verified = await answerOf(surveyWith().verify(never));
      expect(verified).toMatchObject({
        controller: lab.directory.host,
        forest: lab.directory.domainName,
        domains: [{ name: lab.directory.domainName, objectGuid: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
      });
      expect(verified.users).toBeGreaterThanOrEqual(seedCounts.users);
    });

    test('R19: an ordinary account can be limited to units and may not read the changes of the whole domain', async () => {
      const { rightsModeWorks } = await answerOf(surveyWith().verify(never));
      expect(rightsModeWorks).toEqual({ domain: false, units: true });
    });

    test('R19: an account that may replicate changes can do both', async () => {
      const { userPrincipalName: account, passwordPath } = lab.directory.administrator;

      const password = new Secret((await readFile(passwordPath, 'utf8')).trim());
      const { rightsModeWorks } = await answerOf(surveyWith({ account }, password).verify(never));
      expect(rightsModeWorks).toEqual({ domain: true, units: true });
    });

    test.each([
      ['a wrong password', () => surveyWith({}, new Secret('not the password')), 'directory.wrong-credentials'],
      ['a domain the controller does not hold', () => surveyWith({ name: 'fabrikam.test' }), 'directory.not-found'],
    ])('%s is told apart', async (_what, survey, code) => {
      const verified = await survey().verify(never);
      expect(verified).toMatchObject({ ok: false, problem: { code } });
      expect(JSON.stringify(verified)).not.toContain('not the password');
    });
  });

  describe('the tree of units', () => {
    const named = (units: readonly DirectoryUnit[], name: string) => {
      const found = units.find((unit) => unit.name === name);
      if (found === undefined) throw new Error(`no unit ${name} among ${units.map((unit) => unit.name).join()}`);
      return found;
    };

    test('begins at the domain, shows what a person would look into and nothing of the machinery', async () => {
      const top = await answerOf(surveyWith().units(null, never));
      const names = top.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([topUnit, 'Users', 'Computers']));
      expect(names).not.toContain('System');
      expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other)));
    });

    test('goes down level by level, and every count is the sum of what is below', async () => {
      const survey = surveyWith();
      const seeded = named(await answerOf(survey.units(null, never)), topUnit);
      expect(seeded.hasChildren).toBe(true);
      const people = smallSeed.users.length + smallSeed.excludedUsers.length + seedCounts.serviceAccounts;
      expect(seeded).toMatchObject({ users: people, groups: smallSeed.groups.length });
      const below = await answerOf(survey.units(seeded.objectGuid, never));
      expect(below.length).toBeGreaterThan(1);
      for (const unit of below) expect(unit.distinguishedName.endsWith(`,${seeded.distinguishedName}`)).toBe(true);
      const sum = below.reduce((total, unit) => total + (unit.users ?? Number.NaN), 0);
      const inTopUnit = smallSeed.users.filter((user) => user.organizationalUnit.length === 1).length;
      expect(sum + inTopUnit).toBe(people);
      const leaf = below.find((unit) => !unit.hasChildren);
      expect(leaf && (await answerOf(survey.units(leaf.objectGuid, never)))).toEqual([]);
    });

    test('of a unit that is gone cannot be shown', async () => {
      const gone = named(await answerOf(surveyWith().units(null, never)), topUnit);
      const objectGuid = gone.objectGuid.replace(/^.{8}/, '00000000') as typeof gone.objectGuid;
      const answer = await surveyWith().units(objectGuid, never);
      expect(answer).toMatchObject({ ok: false, problem: { code: 'directory.not-found' } });
    });
  });

  describe('groups', () => {
    test('are found by a part of their name, with the number of their members', async () => {
      const largest = smallSeed.groups.toSorted((one, other) => other.members.length - one.members.length)[0];
      if (largest === undefined) throw new Error('the seed has no groups');
      const found = await answerOf(surveyWith().groups(largest.commonName.slice(1), never));
      const group = found.find(({ name }) => name === largest.commonName);
      expect(group?.members).toBe(largest.members.length);
    });

    test('R22: that are the primary group of people say so, and no others', async () => {
      const primaryOf = async (name: string) =>
        (await answerOf(surveyWith().groups(name, never))).find((group) => group.name === name)?.hasPrimaryMembers;
      expect(await primaryOf('Domain Users')).toBe(true);
      expect(await primaryOf('Domain Computers'), 'computers are nobody').toBe(false);
      expect(await primaryOf('Domain Guests'), 'as Guest is').toBe(true);
      expect(await primaryOf('Domain Admins')).toBe(false);
    });

    test('that begin with the text come first, and there are at most fifty', async () => {
      const found = await answerOf(surveyWith().groups('a', never));
      expect(found.length).toBeLessThanOrEqual(50);
      const beginning = found.map(({ name }) => name.toLowerCase().startsWith('a'));
      expect(beginning).toEqual(beginning.toSorted((one, other) => Number(other) - Number(one)));
      expect(beginning).toContain(true);
    });

    test.each(['*', ')(objectClass=*', '\\', 'ü'])('are not found by tricks with "%s"', async (text) => {
      const found = await answerOf(surveyWith().groups(text, never));
      for (const { name } of found) expect(name).toContain(text);
    });
  });
});
