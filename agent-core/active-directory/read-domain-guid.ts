/** Reads what a domain is known by for good: the objectGUID of its naming context. */
import type { Client } from 'ldapts';
import type { ObjectGuid } from '../contract/identifiers.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { distinguishedNameOf } from './domain-names.ts';
import { objectGuidIn } from './entry-values.ts';
import { searchPages } from './search-pages.ts';

/** Throws what ldapts throws. Problems: directory.unexpected-answer. */
export async function readDomainGuid(client: Client, domain: string): Promise<Result<ObjectGuid>> {
  const guid = await readObjectGuid(client, distinguishedNameOf(domain));
  if (guid !== null) return succeed(guid);
  return fail(problem('directory.unexpected-answer', `${domain} does not show its objectGUID`));
}

/** @returns null when it does not show one. Throws what ldapts throws. */
export async function readObjectGuid(client: Client, baseDn: string): Promise<ObjectGuid | null> {
  const search = { baseDn, scope: 'base', filter: '(objectClass=*)', attributes: ['objectGUID'], pageSize: 1 } as const;
  for await (const [entry] of searchPages(client, search)) {
    const guid = entry === undefined ? null : objectGuidIn(entry);
    if (guid !== null) return guid;
  }
  return null;
}
