import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createDnsResolver } from '../../../../agent-core/active-directory/locator/dns-resolver.ts';
import { locateControllers } from '../../../../agent-core/active-directory/locator/locate-controllers.ts';
import { pingController } from '../../../../agent-core/active-directory/locator/ping-controller.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import { controllerRecords, defaultSite } from '../../../lab/directory/name-server/controller-records.ts';
import { type NameServer, startNameServer } from '../../../lab/directory/name-server/name-server.ts';
import { neighbourAddress } from '../../../lab/loopback-address.ts';

const lab = inject('lab');
const { domainName, host } = lab.directory;
const never = new AbortController().signal;
/** Nothing listens there. */
const deadAddress = neighbourAddress(lab.address, 7);

// On a busy machine an answer may come too late: it is asked again.
describe('a real controller that is pinged', () => {
  test('says what it holds and where we stand', async () => {
    await expect
      .poll(() => pingController(lab.address, domainName, never))
      .toEqual({
        domainName,
        hostName: host,
        isWritable: true,
        site: defaultSite,
        clientSite: defaultSite,
      });
  });

  test('says nothing about a domain that it does not hold', async () => {
    expect(await pingController(lab.address, 'fabrikam.test', never)).toBeNull();
  });

  test('says nothing when it is dead, or when nobody waits any more', async () => {
    expect(await pingController(deadAddress, domainName, never)).toBeNull();
    expect(await pingController(lab.address, domainName, AbortSignal.abort())).toBeNull();
  });
});

describe('R20: a domain whose name server knows a living controller and a dead one', () => {
  let nameServer: NameServer;

  beforeAll(async () => {
    const controllers = [
      { host: 'dead.contoso.test', address: deadAddress, site: defaultSite },
      { host, address: lab.address, priority: 9, site: defaultSite },
    ];
    nameServer = await startNameServer(lab.address, controllerRecords(domainName, controllers));
  });
  afterAll(async () => await nameServer.stop());

  test('has the living one first, although the records prefer the dead one', async () => {
    const network = { resolver: createDnsResolver([nameServer.server]), ping: pingController, random: Math.random };
    await expect
      .poll(() => locateControllers(domainName, network, never))
      .toEqual(
        succeed([
          { host, address: lab.address, site: defaultSite },
          { host: 'dead.contoso.test', address: deadAddress, site: null },
        ]),
      );
  });
});
