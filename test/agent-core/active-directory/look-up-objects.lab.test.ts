import { randomUUID } from 'node:crypto';
import { Attribute, type Client } from 'ldapts';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createDomainSource } from '../../../agent-core/active-directory/domain-source.ts';
import { type ObjectGuid, objectGuidSchema } from '../../../agent-core/contract/identifiers.ts';
import type { Secret } from '../../../agent-core/contract/secret.ts';
import { readLabSettings } from '../../harness/lab-settings.ts';
import { withDirectory } from '../../lab/directory/directory-connection.ts';
import { throughStrictProxy } from '../../lab/directory/strict-proxy/through-strict-proxy.ts';
import type { LabFacts } from '../../lab/lab-facts.ts';
import { bareSurroundings } from './bare-surroundings.ts';
import { mayFollowChanges } from './may-follow-changes.ts';

const lab = inject('lab');
const never = new AbortController().signal;
const { baseDn, administrator } = lab.directory;
const ways = [
  ['straight to the controller', lab],
  ['through the strict proxy', throughStrictProxy(lab)],
] as const;
let reader: { readonly account: string; readonly password: Secret };

/** The account of the agent may not see what is deleted; this one may. */
beforeAll(async () => {
  reader = await mayFollowChanges(lab);
});

const asAdministrator = <Answer>(work: (client: Client) => Promise<Answer>) => withDirectory(lab, administrator, work);

/** A contact is enough: what is left of an object does not depend on its class. */
async function addPerson(dn: string): Promise<ObjectGuid> {
  return asAdministrator(async (client) => {
    await client.add(dn, [new Attribute({ type: 'objectClass', values: [Buffer.from('contact')] })]);
    const { searchEntries } = await client.search(dn, {
      scope: 'base',
      attributes: ['objectGUID'],
      explicitBufferAttributes: ['objectGUID'],
    });
    const bytes = searchEntries[0]?.objectGUID;
    if (!Buffer.isBuffer(bytes)) throw new Error('there is no objectGUID');
    const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    const hex = order.map((index) => bytes.subarray(index, index + 1).toString('hex')).join('');
    return objectGuidSchema.parse(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
  });
}

async function sourceOf(at: LabFacts, who?: typeof reader) {
  const { domain, password } = await readLabSettings(at);
  const settings = who === undefined ? domain : { ...domain, account: who.account };
  return createDomainSource(settings, who?.password ?? password, bareSurroundings());
}

describe.each(ways)('R1, R38: %s', (_way, at) => {
  test('an object is seen alive, then deleted with the time, and what never was is not seen', async () => {
    const dn = `CN=gone-${randomUUID().slice(0, 8)},CN=Users,${baseDn}`;
    const objectGuid = await addPerson(dn);
    const nobody = objectGuidSchema.parse(randomUUID());
    const source = await sourceOf(at, reader);
    const look = async () => {
      const found = await source.lookUp([objectGuid, nobody], null, never);
      if (!found.ok || found.value === null) throw new Error('nothing was looked up');
      return found.value;
    };
    const before = await look();
    expect(before.controller).toBe(at.directory.host);
    expect(before.sightings.get(objectGuid)).toEqual({ kind: 'alive', distinguishedName: dn });

    await asAdministrator((client) => client.del(dn));
    const { sightings } = await look();
    expect(sightings.get(objectGuid)).toEqual({ kind: 'deleted', deletedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(sightings.get(nobody)).toEqual({ kind: 'unseen' });

    const withoutRight = await (await sourceOf(at)).lookUp([objectGuid], null, never);
    expect(withoutRight).toMatchObject({ ok: true });
    const seen = withoutRight.ok ? withoutRight.value?.sightings.get(objectGuid) : null;
    expect(seen).toEqual({ kind: 'unseen' });
  });

  test('where there is one controller only, there is no second opinion', async () => {
    const source = await sourceOf(at);
    expect(await source.lookUp([], at.directory.host, never)).toEqual({ ok: true, value: null });
  });
});

test('the domain is known by its own objectGUID, the same in both ways', async () => {
  const guids = await Promise.all(ways.map(async ([, at]) => (await sourceOf(at)).readDomainGuid(never)));
  expect(guids[0]).toMatchObject({ ok: true });
  expect(guids[1]).toEqual(guids[0]);
});
