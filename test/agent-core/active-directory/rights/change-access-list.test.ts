import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AccessEntry, writeAccessEntry } from '../../../../agent-core/active-directory/rights/access-entry.ts';
import {
  entriesOf,
  missingIn,
  withEntries,
  withoutOwnEntries,
} from '../../../../agent-core/active-directory/rights/change-access-list.ts';
import { neededEntries } from '../../../../agent-core/active-directory/rights/needed-entries.ts';

const baseDn = 'DC=contoso,DC=com';
const agent = 'S-1-5-21-1-2-3-1104';
const needed = neededEntries(agent, 'domain', baseDn, []).map(({ entry }) => entry);
const entry = (changes: Partial<AccessEntry> = {}): AccessEntry => ({
  ...{ kind: 'allow', flags: 0, mask: 0x20, objectType: null, inheritedType: null, sid: 'S-1-5-11' },
  ...changes,
});
const denied = writeAccessEntry(entry({ kind: 'deny' }));
const allowed = writeAccessEntry(entry());
const inheritedDeny = writeAccessEntry(entry({ kind: 'deny', flags: 0x10 }));
const unknown = Buffer.from([17, 0, 8, 0, 1, 2, 3, 4]);
const listOf = (...entries: readonly Buffer[]) => ({ kind: 'entries', revision: 2, entries }) as const;
const others = listOf(denied, unknown, allowed, inheritedDeny);

describe('R19: the entries of the agent', () => {
  test('are no more than each mode needs: no right to write anything, and no changes where only units are granted', () => {
    const readingOnly = 0x4 | 0x10 | 0x100;
    for (const { mask } of needed) expect(mask & ~readingOnly).toBe(0);
    const ofRights = (mode: 'domain' | 'units') =>
      neededEntries(agent, mode, baseDn, ['OU=A,DC=contoso,DC=com']).map(({ right, where }) => `${right} ${where}`);
    const ofUnit = ['list', 'place', 'unitsBelow', 'containersBelow', 'users', 'inetOrgPersons', 'groups', 'contacts'];
    expect(ofRights('units')).toEqual(ofUnit.map((right) => `${right} OU=A,${baseDn}`));
    expect(ofRights('domain')).toEqual([
      `changes ${baseDn}`,
      `deletions CN=Deleted Objects,${baseDn}`,
      ...ofUnit.map((right) => `${right} ${baseDn}`),
    ]);
  });

  test('go behind what is denied and before what was inherited, and every other entry stays as and where it was', () => {
    const list = withEntries(others, needed);
    expect(list.entries).toEqual([denied, ...needed.map(writeAccessEntry), unknown, allowed, inheritedDeny]);
    expect(list.revision).toBe(4);
    expect(missingIn(list, needed)).toEqual([]);
  });

  test('are missing unless one entry of their own allows as much; what another account has does not count', () => {
    const [first = entry()] = needed;
    expect(missingIn(others, needed)).toEqual(needed);
    expect(missingIn(listOf(writeAccessEntry({ ...first, mask: first.mask | 0x20000 })), [first])).toEqual([]);
    const strangers = [
      { ...first, sid: 'S-1-5-21-1-2-3-1105' },
      { ...first, kind: 'deny' as const },
      { ...first, flags: 0x10 },
    ];
    expect(missingIn(listOf(...strangers.map(writeAccessEntry)), [first])).toEqual([first]);
  });

  test('are taken away, and nothing else, not even what somebody else gave the same account', () => {
    const byHand = writeAccessEntry(entry({ sid: agent, mask: 0x30 }));
    const list = withEntries({ ...others, entries: [...others.entries, byHand] }, needed);
    expect(entriesOf(list, agent)).toEqual({ own: needed, others: [entry({ sid: agent, mask: 0x30 })] });
    expect(withoutOwnEntries(list, agent).entries).toEqual([...others.entries, byHand]);
    expect(withoutOwnEntries(list, 'S-1-5-21-1-2-3-9').entries).toEqual(list.entries);
  });

  test('may be granted and taken back any number of times on any list', () => {
    const anyEntries = fc.array(fc.constantFrom(denied, unknown, allowed, inheritedDeny), { maxLength: 6 });
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const before = listOf(...entries);
        const once = withEntries(before, missingIn(before, needed));
        expect(withEntries(once, missingIn(once, needed))).toEqual(once);
        expect(withoutOwnEntries(once, agent).entries).toEqual(before.entries);
      }),
    );
  });
});
