/** Reads and writes the access list of one object, and of nothing else of its security descriptor. Throws what the LDAP client throws. */
import { Attribute, Change, type Client, type Control, InsufficientAccessError, NoSuchObjectError } from 'ldapts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { bytesOf } from '../entry-values.ts';
import { sendSearch } from '../search-pages.ts';
import { bytesOfSecurityIdentifier } from '../security-identifier.ts';
import { ShowDeletedControl } from '../show-deleted-control.ts';
import {
  type AccessList,
  readSecurityDescriptor,
  type SecurityDescriptor,
  writeSecurityDescriptor,
} from './security-descriptor.ts';
import { descriptorParts, SecurityDescriptorControl } from './security-descriptor-control.ts';

export type ReadableList = SecurityDescriptor & {
  readonly accessList: Extract<AccessList, { readonly kind: 'entries' }>;
};

/**
 * Problems: rights.open-access-list, directory.not-found.
 * @returns null when whoever is signed in may not see it
 */
export async function readAccessList(client: Client, where: string): Promise<Result<ReadableList | null>> {
  const controls = controlsFor(descriptorParts.accessList);
  const search = { baseDn: where, scope: 'base', filter: '(objectClass=*)', attributes: [attributeName] } as const;
  const found = await sendSearch(client, search, controls).catch((error: unknown) => {
    if (error instanceof NoSuchObjectError) return null;
    throw error;
  });
  if (found === null) return fail(problem('rights.no-such-object', where));
  const [entry] = found.entries;
  const bytes = entry === undefined ? null : bytesOf(entry, attributeName);
  return bytes === null ? succeed(null) : readableListIn(bytes, where);
}

/** @param bytes of nTSecurityDescriptor */
export function readableListIn(bytes: Buffer, where: string): Result<ReadableList> {
  const descriptor = readSecurityDescriptor(bytes);
  if (descriptor === null) return fail(problem('directory.unexpected-answer', `${where}: its access list is damaged`));
  const { accessList } = descriptor;
  return accessList.kind === 'entries'
    ? succeed({ ...descriptor, accessList })
    : fail(problem('rights.open-access-list', where));
}

/** Problem: rights.not-permitted. */
export async function writeAccessList(client: Client, where: string, list: ReadableList): Promise<Result<void>> {
  const descriptor = { ...list, owner: null, group: null, systemList: { kind: 'absent' } } as const;
  return await write(client, where, writeSecurityDescriptor(descriptor), descriptorParts.accessList);
}

/** S-1-5-32-544: Administrators of the domain. */
const administrators = 'S-1-5-32-544';

/**
 * Makes the administrators owners of an object whose access list nobody but the system may see, as `dsacls /takeownership` does: the
 * container of deleted objects is one from the beginning. Problem: rights.not-permitted.
 */
export async function takeOwnership(client: Client, where: string): Promise<Result<void>> {
  const absent = { kind: 'absent' } as const;
  const owner = bytesOfSecurityIdentifier(administrators);
  const bytes = writeSecurityDescriptor({
    ...{ control: 0, managerControl: 0, owner, group: null },
    ...{ systemList: absent, accessList: absent },
  });
  return await write(client, where, bytes, descriptorParts.owner);
}

const attributeName = 'nTSecurityDescriptor';

async function write(client: Client, where: string, bytes: Buffer, parts: number): Promise<Result<void>> {
  const modification = new Attribute({ type: attributeName, values: [bytes] });
  try {
    await client.modify(where, new Change({ operation: 'replace', modification }), controlsFor(parts));
    return succeed(undefined);
  } catch (error) {
    if (error instanceof InsufficientAccessError) return fail(problem('rights.not-permitted', where));
    throw error;
  }
}

const controlsFor = (parts: number): Control[] => [new SecurityDescriptorControl(parts), new ShowDeletedControl()];
