import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDnsResolver } from '../../../../agent-core/active-directory/locator/dns-resolver.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import { controllerRecords } from '../../../lab/directory/name-server/controller-records.ts';
import { type NameServer, startNameServer } from '../../../lab/directory/name-server/name-server.ts';

const never = new AbortController().signal;
const name = '_ldap._tcp.dc._msdcs.contoso.test';
let nameServer: NameServer;

beforeAll(async () => {
  const controllers = [
    { host: 'DC1.contoso.test', address: '127.0.0.11', priority: 5 },
    { host: 'dc2.contoso.test', address: '127.0.0.12', site: 'Oslo' },
  ];
  nameServer = await startNameServer('127.0.0.1', controllerRecords('contoso.test', controllers));
});
afterAll(async () => await nameServer.stop());

const resolver = () => createDnsResolver([nameServer.server]);

test('services are found with priority and weight, hosts in small letters', async () => {
  const found = await resolver().findServices(name, never);
  expect(found).toEqual(
    succeed(
      expect.arrayContaining([
        { host: 'dc1.contoso.test', port: 389, priority: 5, weight: 100 },
        { host: 'dc2.contoso.test', port: 389, priority: 0, weight: 100 },
      ]),
    ),
  );
  const ofSite = await resolver().findServices(`_ldap._tcp.Oslo._sites.dc._msdcs.contoso.test`, never);
  expect(ofSite).toMatchObject({ value: [{ host: 'dc2.contoso.test' }] });
});

test('addresses are found, and a host without one has none', async () => {
  expect(await resolver().findAddresses('dc1.contoso.test', never)).toEqual(['127.0.0.11']);
  expect(await resolver().findAddresses('dc9.contoso.test', never)).toEqual([]);
});

test('a name without records, and one that does not exist, have no services', async () => {
  expect(await resolver().findServices('_ldap._tcp.dc._msdcs.fabrikam.test', never)).toEqual(succeed([]));
  expect(await resolver().findServices('dc1.contoso.test', never)).toEqual(succeed([]));
});

test('a name server that is not there is a problem that names what was asked', async () => {
  const gone = await startNameServer('127.0.0.1', []);
  await gone.stop();
  const found = await createDnsResolver([gone.server]).findServices(name, never);
  expect(found).toMatchObject({
    ok: false,
    problem: { code: 'directory.no-controller', detail: expect.stringContaining(name) },
  });
});

test('a question is given up with the signal', async () => {
  const silent = createSocket('udp4').bind(0, '127.0.0.1');
  await once(silent, 'listening');
  const abort = new AbortController();
  const asked = createDnsResolver([`127.0.0.1:${silent.address().port}`]).findServices(name, abort.signal);
  await once(silent, 'message');
  abort.abort();
  expect(await asked).toMatchObject({ ok: false, problem: { code: 'run.cancelled' } });
  silent.close();
});
