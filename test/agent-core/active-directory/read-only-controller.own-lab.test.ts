import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Surroundings, withDomainConnection } from '../../../agent-core/active-directory/domain-connection.ts';
import { locateControllers } from '../../../agent-core/active-directory/locator/locate-controllers.ts';
import { pingController } from '../../../agent-core/active-directory/locator/ping-controller.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import type { DomainSettings } from '../../../agent-core/contract/settings.ts';
import { readLabSettings } from '../../harness/lab-settings.ts';
import { controllerRecords, defaultSite } from '../../lab/directory/name-server/controller-records.ts';
import { type NameServer, startNameServer } from '../../lab/directory/name-server/name-server.ts';
import type { LabFacts } from '../../lab/lab-facts.ts';
import { pickLoopbackAddress } from '../../lab/loopback-address.ts';
import { atReadOnlyController } from '../../lab/other-controllers.ts';
import { isListening } from '../../lab/processes/is-listening.ts';
import { type Lab, startLab, stopLab } from '../../lab/start-lab.ts';
import { bareSurroundings } from './bare-surroundings.ts';

const never = new AbortController().signal;
let dir: string;
let lab: Lab;
let nameServer: NameServer;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-'));
  lab = await startLab({ dir, address: pickLoopbackAddress(), tenantPort: 0, readOnlyController: true });
  const named = [atReadOnlyController(lab), lab].map(({ address, directory: { host } }, priority) => ({
    host,
    address,
    priority,
    site: defaultSite,
  }));
  nameServer = await startNameServer(lab.address, controllerRecords(lab.directory.domainName, named));
});
afterAll(async () => {
  await nameServer?.stop();
  await stopLab(dir);
  await rm(dir, { recursive: true, force: true });
});

function chosen(...controllers: readonly [LabFacts, ...LabFacts[]]): DomainSettings['controllers'] {
  const [first, ...others] = controllers.map(({ address, directory: { host } }) => ({ host, address, port: null }));
  if (first === undefined) throw new Error('There is at least one.');
  return { kind: 'chosen', hosts: [first, ...others] };
}

/** The name of the controller that was taken. */
async function connect(controllers: DomainSettings['controllers'], surroundings: Surroundings = bareSurroundings()) {
  const { domain, password } = await readLabSettings(lab);
  return await withDomainConnection(
    { settings: { ...domain, controllers }, password, surroundings },
    never,
    async (client) => {
      const { searchEntries } = await client.search('', { scope: 'base', attributes: ['dnsHostName'] });
      return succeed(String(searchEntries[0]?.dnsHostName));
    },
  );
}

test('R20: a read-only controller that lets the account in is refused', async () => {
  const readOnly = atReadOnlyController(lab);
  expect(await connect(chosen(readOnly))).toMatchObject({
    ok: false,
    problem: { code: 'directory.read-only-controller', detail: `${readOnly.directory.host}:636` },
  });
});

test('R20: a writable one named after it is taken', async () => {
  expect(await connect(chosen(atReadOnlyController(lab), lab))).toEqual(succeed(lab.directory.host));
});

test('R20: it says of itself that it is one when it is pinged, and is left out although DNS prefers it', async () => {
  const { domainName, host } = lab.directory;
  const readOnly = atReadOnlyController(lab);
  expect(await pingController(readOnly.address, domainName, never)).toMatchObject({
    hostName: readOnly.directory.host,
    isWritable: false,
  });
  const surroundings = bareSurroundings([nameServer.server]);
  expect(await locateControllers(domainName, surroundings.network, never)).toEqual(
    succeed([{ host, address: lab.address, site: defaultSite }]),
  );
});

test('the read-only controller of a lab ends with it, comes back with it, and cannot be left out while it runs', async () => {
  const before = atReadOnlyController(lab);
  await lab.stop();
  await expect.poll(async () => await isListening(before.address, before.directory.port)).toBe(false);
  const again = { dir, address: lab.address, tenantPort: 0 };
  lab = await startLab({ ...again, readOnlyController: true });
  await expect(startLab({ ...again, readOnlyController: false })).rejects.toThrow('with a read-only controller');
  const { stop: _stop, ...facts } = await startLab(again);
  expect(facts.directory).toEqual(lab.directory);
  expect(await connect(chosen(atReadOnlyController(lab)))).toMatchObject({
    problem: { code: 'directory.read-only-controller' },
  });
});
