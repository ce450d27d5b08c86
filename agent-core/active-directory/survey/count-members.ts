/** Counts the direct members of a group, of which a controller sends so many at a time ([MS-ADTS] 3.1.1.3.1.3.3). */
import type { Client } from 'ldapts';
import type { ObjectGuid } from '../../contract/identifiers.ts';
import { searchPages } from '../search-pages.ts';

export async function countMembers(client: Client, objectGuid: ObjectGuid): Promise<number> {
  let count = 0;
  for (;;) {
    const range = await readRange(client, objectGuid, count);
    count += range.size;
    if (range.isLast || range.size === 0) return count;
  }
}

async function readRange(client: Client, objectGuid: ObjectGuid, start: number) {
  const search = { baseDn: `<GUID=${objectGuid}>`, scope: 'base', filter: '(objectClass=*)', pageSize: 1 } as const;
  for await (const page of searchPages(client, { ...search, attributes: [`member;range=${start}-*`] })) {
    const values = page[0]?.attributes.find(({ type }) => /^member(;|$)/i.test(type));
    if (values !== undefined) return { size: values.count, isLast: !/;range=\d+-\d+$/.test(values.type) };
  }
  return { size: 0, isLast: true };
}
