/** What an administrator of the lab's domain does between two runs: adds, changes and deletes people, over LDAPS. */
import { Attribute, Change, type Client, EqualityFilter } from 'ldapts';
import type { LabFacts } from '../lab-facts.ts';
import { withDirectory } from './directory-connection.ts';
import { contosoDomain } from './domain.ts';
import { ldapsPort } from './domain-controller.ts';
import { type AttributeValue, listValues } from './ldif.ts';
import { userEntry } from './seed/seed-entries.ts';
import type { SeedUser } from './seed/seed-user.ts';

/** New values by attribute; null takes the attribute away. */
export type AttributeChanges = Readonly<Record<string, AttributeValue | readonly AttributeValue[] | null>>;

export async function changeUser(lab: LabFacts, sAMAccountName: string, changes: AttributeChanges): Promise<void> {
  const modifications = Object.entries(changes).map(
    ([name, values]) => new Change({ operation: 'replace', modification: attribute(name, values ?? []) }),
  );
  await asAdministrator(lab, async (client) => {
    await client.modify(await findUserDn(client, lab, sAMAccountName), modifications);
  });
}

/** The organisational unit must be there already, as those of the seed are. */
export async function addUser(lab: LabFacts, user: SeedUser): Promise<void> {
  const entry = userEntry(user, contosoDomain);
  const attributes = Object.entries(entry.attributes).map(([name, values]) => attribute(name, values));
  await asAdministrator(lab, async (client) => await client.add(entry.dn, attributes));
}

export async function deleteUser(lab: LabFacts, sAMAccountName: string): Promise<void> {
  await asAdministrator(lab, async (client) => await client.del(await findUserDn(client, lab, sAMAccountName)));
}

/** The objectGUID of every account and group in the domain, 16 bytes as the directory keeps them, by sAMAccountName. */
export async function readObjectGuids(lab: LabFacts): Promise<ReadonlyMap<string, Uint8Array>> {
  return await asAdministrator(lab, async (client) => {
    const { searchEntries } = await client.search(lab.directory.baseDn, {
      filter: '(|(objectClass=user)(objectClass=group))',
      attributes: ['sAMAccountName', 'objectGUID'],
      explicitBufferAttributes: ['objectGUID'],
      paged: true,
    });
    return new Map(
      searchEntries.flatMap((entry) =>
        Buffer.isBuffer(entry.objectGUID) ? [[String(entry.sAMAccountName), entry.objectGUID]] : [],
      ),
    );
  });
}

/** Straight to the controller, even for a lab that is seen through its strict proxy: what is arranged must not suffer from it. */
async function asAdministrator<Answer>(lab: LabFacts, work: (client: Client) => Promise<Answer>): Promise<Answer> {
  const straight = { ...lab, directory: { ...lab.directory, port: ldapsPort } };
  return await withDirectory(straight, lab.directory.administrator, work);
}

async function findUserDn(client: Client, lab: LabFacts, sAMAccountName: string): Promise<string> {
  const { searchEntries } = await client.search(lab.directory.baseDn, {
    filter: new EqualityFilter({ attribute: 'sAMAccountName', value: sAMAccountName }),
    attributes: ['sAMAccountName'],
  });
  const [entry] = searchEntries;
  if (entry === undefined) throw new Error(`The directory has no account named ${sAMAccountName}.`);
  return entry.dn;
}

function attribute(type: string, values: AttributeValue | readonly AttributeValue[] | undefined): Attribute {
  return new Attribute({ type, values: listValues(values).map((value) => Buffer.from(value)) });
}
