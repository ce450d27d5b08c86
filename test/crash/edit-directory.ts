/** Carries the edits of the campaign out in the lab's directory, straight at the controller and as its administrator. */
import { Attribute, Change, type Client } from 'ldapts';
import { withDirectory } from '../lab/directory/directory-connection.ts';
import { organizationalUnitDn } from '../lab/directory/distinguished-name.ts';
import { contosoDomain } from '../lab/directory/domain.ts';
import { accountDisabled, normalAccount, passwordNotRequired } from '../lab/directory/seed/user-account-control.ts';
import type { LabFacts } from '../lab/lab-facts.ts';
import { type Company, type Edit, edited, inside, mailOf, outside } from './company.ts';

/** Makes the two units, with whoever is there at the beginning. */
export async function foundCompany(lab: LabFacts, { unit, people, groups }: Company): Promise<Company> {
  const empty: Company = { unit, people: [], groups: [] };
  return await withDirectory(lab, lab.directory.administrator, async (client) => {
    for (const path of [[unit], [unit, inside], [unit, outside]]) {
      await client.add(unitDn(path), [attribute('objectClass', 'organizationalUnit')]);
    }
    const edits: readonly Edit[] = [
      ...people.map((person) => ({ kind: 'hire', person }) as const),
      ...groups.map((group) => ({ kind: 'found', group }) as const),
    ];
    return await carryOutAll(client, empty, edits);
  });
}

export async function editDirectory(lab: LabFacts, company: Company, edits: readonly Edit[]): Promise<Company> {
  return await withDirectory(lab, lab.directory.administrator, (client) => carryOutAll(client, company, edits));
}

/** All of it, deepest first. */
export async function dissolveCompany(lab: LabFacts, { unit }: Company): Promise<void> {
  await withDirectory(lab, lab.directory.administrator, async (client) => {
    const { searchEntries } = await client.search(unitDn([unit]), { attributes: ['cn'], paged: true });
    const deepestFirst = searchEntries.map(({ dn }) => dn).toSorted((one, other) => other.length - one.length);
    for (const dn of deepestFirst) await client.del(dn);
  });
}

/** objectGUID of the unit that is in scope, 16 bytes. */
export async function readScopeUnit(lab: LabFacts, { unit }: Company): Promise<{ guid: Uint8Array; dn: string }> {
  const dn = unitDn([unit, inside]);
  return await withDirectory(lab, lab.directory.administrator, async (client) => {
    const options = { scope: 'base', attributes: ['objectGUID'], explicitBufferAttributes: ['objectGUID'] } as const;
    const { searchEntries } = await client.search(dn, {
      ...options,
      attributes: [...options.attributes],
      explicitBufferAttributes: [...options.explicitBufferAttributes],
    });
    const guid = searchEntries[0]?.objectGUID;
    if (!Buffer.isBuffer(guid)) throw new Error(`${dn} has no objectGUID`);
    return { guid, dn };
  });
}

async function carryOutAll(client: Client, beginning: Company, edits: readonly Edit[]): Promise<Company> {
  let company = beginning;
  for (const edit of edits) {
    await carryOut(client, company, edit);
    company = edited(company, edit);
  }
  return company;
}

async function carryOut(client: Client, company: Company, edit: Edit): Promise<void> {
  const dn = (account: string) => dnOf(company, account);
  const set = (account: string, ...values: readonly Attribute[]) =>
    client.modify(
      dn(account),
      values.map((modification) => new Change({ operation: 'replace', modification })),
    );
  switch (edit.kind) {
    case 'hire':
      return await addPerson(client, company.unit, edit.person);
    case 'promote':
      return await set(edit.account, attribute('title', edit.title));
    case 'rename':
      return await set(
        edit.account,
        attribute('userPrincipalName', edit.userPrincipalName),
        attribute('displayName', edit.displayName),
      );
    case 'allow':
      return await set(edit.account, attribute('userAccountControl', flagsOf(edit.isEnabled)));
    case 'move':
      return await client.modifyDN(dn(edit.account), objectDn(company.unit, edit));
    case 'report':
      return await set(edit.account, attribute('manager', ...(edit.manager === null ? [] : [dn(edit.manager)])));
    case 'fire':
    case 'dissolve':
      return await client.del(dn(edit.account));
    case 'found': {
      const { account, description, members } = edit.group;
      const member = members.length === 0 ? [] : [attribute('member', ...members.map(dn))];
      const own = [attribute('objectClass', 'group'), attribute('sAMAccountName', account)];
      return await client.add(objectDn(company.unit, { account, isInside: true }), [
        ...own,
        attribute('description', description),
        ...member,
      ]);
    }
    case 'describe':
      return await set(edit.account, attribute('description', edit.description));
    case 'join':
    case 'leave': {
      const operation = edit.kind === 'join' ? 'add' : 'delete';
      return await client.modify(dn(edit.account), [
        new Change({ operation, modification: attribute('member', dn(edit.member)) }),
      ]);
    }
  }
}

async function addPerson(client: Client, unit: string, person: Company['people'][number]): Promise<void> {
  const { account, userPrincipalName, displayName, title, isEnabled } = person;
  await client.add(objectDn(unit, person), [
    attribute('objectClass', 'user'),
    attribute('sAMAccountName', account),
    attribute('userPrincipalName', userPrincipalName),
    attribute('displayName', displayName),
    attribute('title', title),
    attribute('mail', mailOf(account)),
    attribute('userAccountControl', flagsOf(isEnabled)),
  ]);
}

const flagsOf = (isEnabled: boolean) => String(normalAccount | passwordNotRequired | (isEnabled ? 0 : accountDisabled));

function dnOf({ unit, people }: Company, account: string): string {
  const person = people.find((one) => one.account === account);
  return objectDn(unit, { account, isInside: person?.isInside ?? true });
}

function objectDn(unit: string, object: { readonly account: string; readonly isInside: boolean }): string {
  return `CN=${object.account},${unitDn([unit, object.isInside ? inside : outside])}`;
}

const unitDn = (path: readonly string[]) => organizationalUnitDn(path, contosoDomain.baseDn);

const attribute = (type: string, ...values: readonly string[]) =>
  new Attribute({ type, values: values.map((value) => Buffer.from(value)) });
