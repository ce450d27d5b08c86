import { readFile } from 'node:fs/promises';
import type { Client } from 'ldapts';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readCookie } from '../../../../agent-core/active-directory/changes/read-changes.ts';
import { withDomainConnection } from '../../../../agent-core/active-directory/domain-connection.ts';
import { textsOf } from '../../../../agent-core/active-directory/entry-values.ts';
import { writeAccessEntry } from '../../../../agent-core/active-directory/rights/access-entry.ts';
import {
  type ReadableList,
  readAccessList,
  writeAccessList,
} from '../../../../agent-core/active-directory/rights/access-lists.ts';
import {
  createDirectoryRights,
  type DirectoryRights,
} from '../../../../agent-core/active-directory/rights/directory-rights.ts';
import { neededEntries } from '../../../../agent-core/active-directory/rights/needed-entries.ts';
import { sendSearch } from '../../../../agent-core/active-directory/search-pages.ts';
import { createDirectorySurvey } from '../../../../agent-core/active-directory/survey/directory-survey.ts';
import { type DirectoryRight, rightsNeededIn } from '../../../../agent-core/contract/directory-rights.ts';
import { type Result, succeed } from '../../../../agent-core/contract/result.ts';
import type { RightsWish } from '../../../../agent-core/contract/rights-requests.ts';
import { Secret } from '../../../../agent-core/contract/secret.ts';
import { RightsCare } from '../../../../agent-core/service/rights-care.ts';
import { agentParts } from '../../../builders/agent-parts.ts';
import { settings } from '../../../builders/settings.ts';
import { readLabSettings } from '../../../harness/lab-settings.ts';
import { bareSurroundings } from '../bare-surroundings.ts';
import { makeSealedUnit, type SealedUnit } from './sealed-unit.ts';

const lab = inject('lab');
const { baseDn, domainName, administrator } = lab.directory;
const never = new AbortController().signal;
const surroundings = bareSurroundings();
const readControl = 0x20000;
const deletedObjects = `CN=Deleted Objects,${baseDn}`;

let unit: SealedUnit;
let rights: DirectoryRights;
/** Access to the domain as the administrator, or as the account that is granted rights. */
let as: Record<'administrator' | 'account', Parameters<typeof withDomainConnection>[0]>;

beforeAll(async () => {
  const { domain } = await readLabSettings(lab);
  unit = await makeSealedUnit(lab);
  const password = new Secret((await readFile(administrator.passwordPath, 'utf8')).trim());
  as = {
    administrator: { settings: { ...domain, account: administrator.userPrincipalName }, password, surroundings },
    account: { settings: { ...domain, account: unit.account }, password: unit.password, surroundings },
  };
  rights = createDirectoryRights(as.administrator);
});
afterAll(async () => {
  await rights.remove(unit.account, never);
  await unit.remove();
});

async function answerOf<Value>(asked: Promise<Result<Value>>): Promise<Value> {
  const answer = await asked;
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

const during = <Value>(who: keyof typeof as, work: (client: Client) => Promise<Value>) =>
  answerOf(withDomainConnection(as[who], never, async (client) => succeed(await work(client))));
const listOf = (where: string) => during('administrator', (client) => answerOf(readAccessList(client, where)));
const setList = (where: string, list: ReadableList) =>
  during('administrator', (client) => answerOf(writeAccessList(client, where, list)));
const wish = (changes: Partial<RightsWish> = {}): RightsWish => ({
  ...{ account: unit.account, mode: 'units', units: [unit.objectGuid] },
  ...changes,
});

/** What the account sees directly below a place, or of one object. */
async function seen(where: string, scope: 'base' | 'one', attribute: string): Promise<readonly string[]> {
  return during('account', async (client) => {
    const search = { baseDn: where, scope, filter: '(objectClass=*)', attributes: [attribute] };
    const { entries } = await sendSearch(client, search, []).catch(() => ({ entries: [] }));
    return entries.flatMap((entry) => textsOf(entry, attribute));
  });
}

const firstCookie = () => during('account', (client) => readCookie(client, domainName));

const inner = () => `OU=Inner,${unit.distinguishedName}`;
const seenAt = async (name: string, attribute: string) =>
  (await seen(`${name},${unit.distinguishedName}`, 'base', attribute)).length > 0;

/** What works with each right, and must not work without it. */
const uses: Readonly<Record<DirectoryRight, () => Promise<boolean>>> = {
  changes: async () => (await firstCookie()).kind !== 'forbidden',
  deletions: async () => (await firstCookie()).kind === 'cookie',
  list: async () => (await seen(inner(), 'one', 'name')).length > 0,
  place: async () => (await seen(unit.distinguishedName, 'base', 'name')).length > 0,
  unitsBelow: async () => await seenAt('OU=Inner', 'name'),
  containersBelow: async () => await seenAt('CN=Box', 'name'),
  users: async () => await seenAt('CN=user', 'userAccountControl'),
  inetOrgPersons: async () => await seenAt('CN=person', 'userAccountControl'),
  groups: async () => await seenAt('CN=group', 'member'),
  contacts: async () => await seenAt('CN=contact', 'mail'),
};

describe.each(['units', 'domain'] as const)('R19: with each right of the mode %s', (mode) => {
  beforeAll(async () => {
    await answerOf(rights.apply(wish({ mode }), never));
  });

  const ofMode = mode === 'units' ? rightsNeededIn('units') : (['changes', 'deletions'] as const);
  test.each(ofMode)('the read works, and without it alone it does not: %s', async (right) => {
    expect(await uses[right](), 'with it').toBe(true);
    await without(mode, right, async () => {
      const shown = await answerOf(rights.preview(wish({ mode }), never));
      expect(shown.entries.filter(({ state }) => state !== 'present')).toMatchObject([{ right, state: 'missing' }]);
      expect(await uses[right](), 'without it').toBe(false);
    });
  });
});

/** Gives the account what the mode needs, then takes one of the rights away for as long as the work takes. */
async function without(mode: RightsWish['mode'], right: DirectoryRight, work: () => Promise<void>): Promise<void> {
  const table = await answerOf(rights.apply(wish({ mode }), never));
  const where = table.entries.find((entry) => entry.right === right)?.where ?? '';
  const all = await listOf(where);
  if (all === null) throw new Error(`${where} is not seen`);
  const needed = neededEntries(table.account.sid, mode, baseDn, [unit.distinguishedName]);
  const bytes = needed.flatMap((each) => (each.right === right ? [writeAccessEntry(each.entry)] : []));
  const entries = all.accessList.entries.filter((entry) => !bytes.some((each) => each.equals(entry)));
  expect(entries).toHaveLength(all.accessList.entries.length - 1);
  await setList(where, { ...all, accessList: { ...all.accessList, entries } });
  await work();
  await setList(where, all);
}

describe('R19: the account itself', () => {
  const own = async (mode: RightsWish['mode']) => {
    const survey = createDirectorySurvey({ ...as.account, settings: { ...as.account.settings, rights: mode } });
    const found = await answerOf(survey.rights([unit.objectGuid], never));
    return Object.fromEntries(found.map(({ right, state }) => [right, state]));
  };
  const allHeld = (mode: RightsWish['mode']) =>
    Object.fromEntries(rightsNeededIn(mode).map((right) => [right, 'held']));

  test.each(['changes', 'deletions'] as const)('finds out that it lost %s', async (right) => {
    await without('domain', right, async () => {
      expect(await own('domain')).toEqual({ ...allHeld('domain'), [right]: 'missing' });
    });
    expect(await own('domain')).toEqual(allHeld('domain'));
  });

  test('does not call missing what it may not see, and tells what is missing where it may', async () => {
    const unseen = { list: 'unseen', place: 'unseen', users: 'unseen', inetOrgPersons: 'unseen' };
    const { account } = await answerOf(rights.apply(wish(), never));
    expect(await own('units')).toEqual({ ...allHeld('units'), ...unseen });
    const list = await listOf(unit.distinguishedName);
    if (list === null) throw new Error('the unit is not seen');
    const mayLook = writeAccessEntry({
      ...{ kind: 'allow', flags: 0, mask: readControl, objectType: null, inheritedType: null },
      sid: account.sid,
    });
    const entries = [...list.accessList.entries, mayLook];
    await setList(unit.distinguishedName, { ...list, accessList: { ...list.accessList, entries } });
    expect(await own('units')).toEqual(allHeld('units'));
    await without('units', 'users', async () => {
      expect(await own('units')).toEqual({ ...allHeld('units'), users: 'missing' });
    });
    await setList(unit.distinguishedName, list);
  });

  test('as the agent tells it: a right is taken away and the notice comes, it is put back and the notice goes', async () => {
    const parts = agentParts();
    const domain = { ...as.account.settings, rights: 'domain' } as const;
    const saved = { settings: settings({ domains: [domain] }), tenantDisplayName: 'Contoso' };
    parts.secrets.write('password', unit.password);
    parts.settingsStore.save({ ...saved, passwordSecrets: { [domain.name]: 'password' } }, 'now', 'a test');
    const surveyDirectory: typeof parts.surveyDirectory = (given, password) =>
      createDirectorySurvey({ settings: given, password, surroundings });
    const care = new RightsCare({ ...parts, surveyDirectory, timer: parts.clock });
    await without('domain', 'deletions', async () => {
      await care.look();
      expect(parts.status.read().problems).toMatchObject([
        { code: 'rights.missing', detail: expect.stringContaining(deletedObjects) },
      ]);
    });
    await care.look();
    expect(parts.status.read().problems).toEqual([]);
  });
});

describe('R19: granting', () => {
  test('tells what an ordinary account may do in a domain that nobody closed, and what only an entry of its own allows', async () => {
    await answerOf(rights.remove(unit.account, never));
    const { entries } = await answerOf(rights.preview(wish({ mode: 'domain' }), never));
    const needed = entries.filter(({ state, isHeldAnyway }) => state === 'missing' && isHeldAnyway !== true);
    expect(needed.map(({ right }) => right)).toEqual(['changes', 'deletions']);
  });

  test('shows first what is missing and why, and changes nothing', async () => {
    await answerOf(rights.remove(unit.account, never));
    const before = await listOf(unit.distinguishedName);
    const table = await answerOf(rights.preview(wish(), never));
    expect(table.account).toMatchObject({
      distinguishedName: expect.stringContaining('CN=rights-'),
      sid: expect.any(String),
    });
    expect(table.entries).toHaveLength(8);
    // By the schema everybody may read these, wherever nobody took that away; the unit itself is closed.
    const anyway = table.entries.filter(({ isHeldAnyway }) => isHeldAnyway === true).map(({ right }) => right);
    expect(anyway).toEqual(['unitsBelow', 'containersBelow', 'groups', 'contacts']);
    for (const entry of table.entries) {
      expect(entry).toMatchObject({ where: unit.distinguishedName, state: 'missing' });
      expect(entry.why && entry.without && entry.permission && entry.appliesTo).not.toBe('');
    }
    expect(await listOf(unit.distinguishedName)).toEqual(before);
  });

  test('adds nothing a second time, and taking back leaves every other entry where it was', async () => {
    for (const [mode, places] of [
      ['units', [unit.distinguishedName]],
      ['domain', [baseDn, deletedObjects]],
    ] as const) {
      const before = await Promise.all(places.map(listOf));
      expect((await answerOf(rights.apply(wish({ mode }), never))).added).toBe(mode === 'units' ? 8 : 10);
      const once = await Promise.all(places.map(listOf));
      expect((await answerOf(rights.apply(wish({ mode }), never))).added).toBe(0);
      expect(await Promise.all(places.map(listOf))).toEqual(once);
      const { removed } = await answerOf(rights.remove(unit.account, never));
      expect(removed.map(({ right }) => right).toSorted()).toEqual(rightsNeededIn(mode).toSorted());
      expect(await Promise.all(places.map(listOf))).toEqual(before);
    }
    expect(await answerOf(rights.remove(unit.account, never))).toEqual({ removed: [], others: [] });
  });

  test('and taking back leaves what somebody else gave the account, and names it', async () => {
    const table = await answerOf(rights.apply(wish(), never));
    const list = await listOf(unit.distinguishedName);
    if (list === null) throw new Error('the unit is not seen');
    const byHand = Buffer.from(list.accessList.entries[0] ?? []);
    byHand.writeUInt32LE(0x20, 4);
    const entries = [...list.accessList.entries, byHand];
    await setList(unit.distinguishedName, { ...list, accessList: { ...list.accessList, entries } });
    const other = { where: unit.distinguishedName, entry: expect.stringContaining(table.account.sid) };
    expect((await answerOf(rights.preview(wish(), never))).others).toEqual([other]);
    const { removed, others } = await answerOf(rights.remove(unit.account, never));
    expect([removed.length, others]).toEqual([8, [other]]);
    expect((await listOf(unit.distinguishedName))?.accessList.entries).toContainEqual(byHand);
  });

  test.each([
    ['an account that is not there', { account: 'nobody@contoso.test' }, 'rights.unknown-account'],
    ['no units at all', { units: [] }, 'rights.no-units'],
    ['a unit that is gone', { units: ['00000000-0000-4000-8000-000000000000'] }, 'rights.unknown-unit'],
  ])('%s is refused', async (_what, changes, code) => {
    expect(await rights.preview(wish(changes as Partial<RightsWish>), never)).toMatchObject({ problem: { code } });
  });

  test('by somebody who may not is refused with what to do', async () => {
    const ownRights = createDirectoryRights(as.account);
    const refused = await ownRights.apply(wish({ mode: 'domain' }), never);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'rights.not-permitted' } });
  });

  test.each(['rights-x', 'CONTOSO\\rights-x', 'rights-x@contoso.test'])('finds the account by %s', async (pattern) => {
    const [short = ''] = unit.account.split('@');
    const { account } = await answerOf(rights.preview(wish({ account: pattern.replace('rights-x', short) }), never));
    expect(account.sAMAccountName).toBe(short);
  });
});
