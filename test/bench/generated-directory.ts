/** As many people of a directory as wanted, as the agent reads them; the same number always gives the same people. */
import { createHash } from 'node:crypto';
import { objectGuidOf } from '../../agent-core/active-directory/object-guid.ts';
import type { DirectoryObject } from '../../agent-core/sync/directory-source.ts';
import { contosoDomain } from '../lab/directory/domain.ts';
import { listValues } from '../lab/directory/ldif.ts';
import { generateUsers } from '../lab/directory/seed/generated-users.ts';
import { userEntry } from '../lab/directory/seed/seed-entries.ts';

export function directoryOf(people: number): readonly DirectoryObject[] {
  return generateUsers(people).map((user, index) => {
    const { dn, attributes } = userEntry(user, contosoDomain);
    const bytes = createHash('sha256').update(`${index}`).digest().subarray(0, 16);
    const objectGuid = objectGuidOf(bytes);
    if (objectGuid === null) throw new Error('16 bytes always make a GUID');
    const texts = Object.entries(attributes).map(([name, values]) => [name, listValues(values).map(String)] as const);
    return {
      objectGuid,
      domain: contosoDomain.dnsName,
      attributes: {
        ...Object.fromEntries(texts),
        objectClass: ['top', 'person', 'organizationalPerson', 'user'],
        objectGUID: [bytes.toString('base64')],
        distinguishedName: [dn],
        cn: [user.commonName],
      },
    };
  });
}
