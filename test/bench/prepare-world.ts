/**
 * A program: fills a folder with a directory of so many people and one group of all of them, as the cache remembers them after a full
 * read, and with the tenant that an earlier run left, as the pages that Graph would answer with.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCacheDatabase } from '../../agent-core/storage/cache-database.ts';
import type { Position, RememberedObject } from '../../agent-core/sync/directory-memory.ts';
import type { DirectoryObject } from '../../agent-core/sync/directory-source.ts';
import { type DesiredUser, mapObjects } from '../../agent-core/sync/map.ts';
import { decide, scopeObjects } from '../../agent-core/sync/scope.ts';
import { directoryGroup } from '../builders/directory-group.ts';
import { tenantIdFor } from '../builders/identifiers.ts';
import { benchMapContext, domain, domainGuid, everybody, markProperty, pagePath, pageSize } from './bench-world.ts';
import { directoryOf } from './generated-directory.ts';

const people = Number(process.argv[2]);
const dir = process.argv[3] ?? '';

const position: Position = {
  cookie: Buffer.from('a cookie'),
  controller: 'dc1',
  host: `dc1.${domain}`,
  invocationId: 'its database',
  highestUsn: 1n,
  takenAt: '2026-03-02T07:00:00.000Z',
};

const objects = directoryOf(people);
fillCache(objects);
writePages(mapObjects(scopeObjects(objects, decide({ kind: 'all' })), benchMapContext).desired);

function fillCache(users: readonly DirectoryObject[]): void {
  const cache = openCacheDatabase(join(dir, 'cache.db'), position.takenAt);
  const reading = cache.directories.of(domain).beginAnew();
  if (!reading.ok) throw new Error(reading.problem.detail);
  const { distinguishedName: _, ...group } = directoryGroup('Everybody', []).attributes;
  const members = users.map(({ objectGuid }, index) => ({ objectGuid, sid: `S-1-5-21-1-2-3-${10_000 + index}` }));
  const place = { kind: 'place', parent: null, name: `DC=${domain.replaceAll('.', ',DC=')}`, attributes: {} } as const;
  reading.value.add({
    removed: [],
    objects: [
      { objectGuid: domainGuid, ...place },
      { objectGuid: everybody.objectGuid, kind: 'group', parent: domainGuid, name: 'CN=Everybody', attributes: group },
      ...users.map(rememberedOf),
    ],
    members: [{ kind: 'replaced', group: everybody.objectGuid, members }],
  });
  reading.value.complete(position);
  cache.close();
}

function rememberedOf({ objectGuid, attributes }: DirectoryObject, index: number): RememberedObject {
  const { distinguishedName: _, ...others } = attributes;
  const own = { ...others, objectSid: [`S-1-5-21-1-2-3-${10_000 + index}`], primaryGroupID: ['513'] };
  return { objectGuid, kind: 'user', parent: domainGuid, name: `CN=${attributes.cn?.[0]}`, attributes: own };
}

function writePages(desired: readonly DesiredUser[]): void {
  for (let page = 0; page * pageSize < desired.length; page += 1) {
    const part = desired.slice(page * pageSize, (page + 1) * pageSize);
    writeFileSync(pagePath(dir, 'users', page), JSON.stringify(part.map(graphUserOf)));
    writeFileSync(
      pagePath(dir, 'members', page),
      JSON.stringify(part.map(({ anchor }) => ({ id: tenantIdFor(anchor) }))),
    );
  }
}

function graphUserOf({ anchor, always, atCreation }: DesiredUser) {
  const { ownershipMark, ...values } = { ...atCreation, ...always };
  return {
    id: tenantIdFor(anchor),
    onPremisesImmutableId: anchor,
    userType: 'Member',
    ...values,
    [markProperty]: ownershipMark,
  };
}
