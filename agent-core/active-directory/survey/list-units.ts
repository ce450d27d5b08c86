/** The tree a person picks a scope from: organisational units and visible containers, one level at a time, with counts. */

import type { Client } from 'ldapts';
import type { DirectoryUnit } from '../../contract/directory-requests.ts';
import type { ObjectGuid } from '../../contract/identifiers.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { ReceivedEntry } from '../connection/received-entry.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { objectGuidIn, textsOf } from '../entry-values.ts';
import { searchPages } from '../search-pages.ts';
import { countingTimeMs, personFilter } from './count-entries.ts';

/** What Windows' own tool shows as a folder without its advanced view; System and the like hold nobody. */
const unitFilter = '(|(objectClass=organizationalUnit)(&(objectClass=container)(!(showInAdvancedViewOnly=TRUE))))';
const countedFilter = `(|${personFilter}(objectClass=group)${unitFilter})`;

/** @param parent null for the domain itself */
export async function listUnits(
  client: Client,
  domainName: string,
  parent: ObjectGuid | null,
): Promise<Result<readonly DirectoryUnit[]>> {
  const baseDn = parent === null ? distinguishedNameOf(domainName) : `<GUID=${parent}>`;
  const units = await readUnits(client, baseDn);
  const counted = units.length === 0 ? new Map<string, Counts>() : await countBelow(client, baseDn, units);
  return succeed(
    units
      .map((unit) => {
        const { users, groups, units: below } = counted?.get(unit.distinguishedName) ?? nothing;
        // What could not be counted may well have something below it.
        if (counted === null) return { ...unit, hasChildren: true, users: null, groups: null };
        return { ...unit, hasChildren: below > 0, users, groups };
      })
      .toSorted((one, other) => one.name.localeCompare(other.name)),
  );
}

type Unit = Pick<DirectoryUnit, 'objectGuid' | 'name' | 'distinguishedName'>;

async function readUnits(client: Client, baseDn: string): Promise<readonly Unit[]> {
  const units: Unit[] = [];
  const search = { baseDn, scope: 'one', filter: unitFilter, attributes: ['objectGUID', 'name'] } as const;
  for await (const page of searchPages(client, { ...search, pageSize: 500 })) {
    for (const entry of page) {
      const objectGuid = objectGuidIn(entry);
      if (objectGuid === null) continue;
      units.push({ objectGuid, name: textsOf(entry, 'name')[0] ?? entry.name, distinguishedName: entry.name });
    }
  }
  return units;
}

interface Counts {
  users: number;
  groups: number;
  units: number;
}
const nothing: Readonly<Counts> = { users: 0, groups: 0, units: 0 };

/** One pass over everything below, whatever the number of units. @returns null when it took too long */
async function countBelow(client: Client, baseDn: string, units: readonly Unit[]): Promise<Map<string, Counts> | null> {
  const counts = new Map(units.map(({ distinguishedName }) => [distinguishedName, { ...nothing }]));
  const suffixes = [...counts].map(([dn, count]) => [`,${dn.toLowerCase()}`, count] as const);
  const until = performance.now() + countingTimeMs;
  const search = { baseDn, filter: countedFilter, attributes: ['objectClass'], pageSize: 1000 };
  for await (const page of searchPages(client, search)) {
    for (const entry of page) {
      const dn = entry.name.toLowerCase();
      const count = suffixes.find(([suffix]) => dn.endsWith(suffix))?.[1];
      if (count !== undefined) count[kindOf(entry)] += 1;
    }
    if (performance.now() > until) return null;
  }
  return counts;
}

function kindOf(entry: ReceivedEntry): keyof Counts {
  const classes = textsOf(entry, 'objectClass').map((name) => name.toLowerCase());
  if (classes.includes('group')) return 'groups';
  return classes.includes('user') ? 'users' : 'units';
}
