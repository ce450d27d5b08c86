/**
 * Who may retrieve the password of a managed account: the allowed ones of a security descriptor that is the value of
 * msDS-GroupMSAMembership and protects nothing but that ([MS-ADTS] 3.1.1.4.5.39). What others were given is never touched.
 */
import { readAccessEntry, writeAccessEntry } from '../rights/access-entry.ts';
import { type AccessList, readSecurityDescriptor, writeSecurityDescriptor } from '../rights/security-descriptor.ts';
import { bytesOfSecurityIdentifier } from '../security-identifier.ts';

type Entries = Extract<AccessList, { readonly kind: 'entries' }>;

/** What Windows' own tools write, so that they show it. */
const everything = 0xf01ff;
const localSystem = 'S-1-5-18';
const noEntries: Entries = { kind: 'entries', revision: 2, entries: [] };

/** @param value of the attribute; null where nobody may. @returns their security identifiers */
export function retrieversIn(value: Buffer | null): readonly string[] {
  const allowed = entriesIn(value).entries.flatMap((bytes) => {
    const entry = readAccessEntry(bytes);
    return entry?.kind === 'allow' ? [entry.sid] : [];
  });
  return [...new Set(allowed)];
}

export function withRetriever(value: Buffer | null, sid: string): Buffer {
  const list = entriesIn(value);
  const entry = { kind: 'allow', flags: 0, mask: everything, objectType: null, inheritedType: null, sid } as const;
  return attributeValueOf({ ...list, entries: [...list.entries, writeAccessEntry(entry)] });
}

export function withoutRetriever(value: Buffer | null, sid: string): Buffer {
  const list = entriesIn(value);
  const isTheirs = (bytes: Buffer) => {
    const entry = readAccessEntry(bytes);
    return entry?.kind === 'allow' && entry.sid === sid;
  };
  return attributeValueOf({ ...list, entries: list.entries.filter((bytes) => !isTheirs(bytes)) });
}

function entriesIn(value: Buffer | null): Entries {
  const list = value === null ? null : (readSecurityDescriptor(value)?.accessList ?? null);
  return list?.kind === 'entries' ? list : noEntries;
}

function attributeValueOf(accessList: Entries): Buffer {
  const owner = bytesOfSecurityIdentifier(localSystem);
  const systemList = { kind: 'absent' } as const;
  return writeSecurityDescriptor({ control: 0, managerControl: 0, owner, group: null, systemList, accessList });
}
