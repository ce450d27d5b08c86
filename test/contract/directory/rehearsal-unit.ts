/** A unit of its own for one run, in which the contract may do as it likes; it goes with everything in it. */
import { randomUUID } from 'node:crypto';
import { type Client, Control } from 'ldapts';
import { withDirectory } from '../../lab/directory/directory-connection.ts';
import type { DirectoryPlace } from './directory-place.ts';

type Values = Readonly<Record<string, string | readonly string[]>>;

export interface RehearsalUnit {
  readonly dn: string;
  /** Everything is done on a connection of its own. */
  readonly ask: <Answer>(work: (client: Client) => Promise<Answer>) => Promise<Answer>;
  /** Answers the DN and the account name of a disabled user that nobody else has. */
  readonly addUser: (values?: Values) => Promise<{ readonly dn: string; readonly name: string }>;
  readonly addGroup: (members: readonly string[]) => Promise<string>;
  /** The attributes of one object as bytes; undefined when there is none. */
  readonly read: (
    dn: string,
    ...attributes: readonly string[]
  ) => Promise<Readonly<Record<string, readonly Buffer[]>> | undefined>;
  readonly remove: () => Promise<void>;
}

export async function makeRehearsalUnit(place: DirectoryPlace): Promise<RehearsalUnit> {
  const newName = () => `${place.prefix}${randomUUID().slice(0, 10)}`;
  const dn = `OU=${newName()},${place.parentDn}`;
  const ask: RehearsalUnit['ask'] = (work) => withDirectory(place, place.account, work);
  const add = (addedDn: string, values: Values) =>
    ask((client) =>
      client.add(addedDn, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value].flat()]))),
    );
  await add(dn, { objectClass: ['top', 'organizationalUnit'] });
  return {
    dn,
    ask,
    addUser: async (values = {}) => {
      const name = newName();
      const userDn = `CN=${name},${dn}`;
      await add(userDn, { objectClass: 'user', sAMAccountName: name, userAccountControl: '514', ...values });
      return { dn: userDn, name };
    },
    addGroup: async (members) => {
      const name = newName();
      const groupDn = `CN=${name},${dn}`;
      const member = members.length === 0 ? {} : { member: members };
      // A global security group: 0x80000002 as a signed number.
      await add(groupDn, { objectClass: 'group', sAMAccountName: name, groupType: '-2147483646', ...member });
      return groupDn;
    },
    read: (readDn, ...attributes) =>
      ask(async (client) => {
        const { searchEntries } = await client.search(readDn, {
          scope: 'base',
          attributes: [...attributes],
          explicitBufferAttributes: [...attributes],
        });
        const [entry] = searchEntries;
        if (entry === undefined) return undefined;
        return Object.fromEntries(
          attributes.map((name) => [name, [entry[name]].flat().filter((value) => Buffer.isBuffer(value))]),
        );
      }).catch((error: unknown) => {
        if (error instanceof Error && error.name === 'NoSuchObjectError') return undefined;
        throw error;
      }),
    remove: () => ask((client) => client.del(dn, new TreeDelete())),
  };
}

/** Deletes what is below, too (MS-ADTS, section 3.1.1.3.4.1.15). */
class TreeDelete extends Control {
  constructor() {
    super('1.2.840.113556.1.4.805', { critical: true });
  }
}
