import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Surroundings } from '../../../agent-core/active-directory/domain-connection.ts';
import { createDomainSource } from '../../../agent-core/active-directory/domain-source.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail } from '../../../agent-core/contract/result.ts';
import type { DomainSettings } from '../../../agent-core/contract/settings.ts';
import { type LabSettings, readLabSettings } from '../../harness/lab-settings.ts';
import {
  type ControllerToName,
  controllerRecords,
  defaultSite,
} from '../../lab/directory/name-server/controller-records.ts';
import { type NameServer, startNameServer } from '../../lab/directory/name-server/name-server.ts';
import { neighbourAddress } from '../../lab/loopback-address.ts';
import { bareSurroundings } from './bare-surroundings.ts';
import { giveBackKerberos } from './give-back-kerberos.ts';

const lab = inject('lab');
const { domainName, host } = lab.directory;
const never = new AbortController().signal;
/** Nothing listens there. */
const deadAddress = neighbourAddress(lab.address, 7);
const dead = { host: 'dead.contoso.test', address: deadAddress, site: defaultSite };
const living = { host, address: lab.address, site: defaultSite };
const securities = ['automatic', 'ldaps', 'starttls', 'integrated'] as const;

let good: LabSettings;
let nameServer: NameServer;

giveBackKerberos();
beforeAll(async () => {
  good = await readLabSettings(lab);
  nameServer = await startNameServer(lab.address, []);
});
afterAll(async () => await nameServer.stop());

function sourceWith(changes: Partial<DomainSettings>, surroundings = bareSurroundings([nameServer.server])) {
  return createDomainSource({ ...good.domain, ...changes }, good.password, surroundings);
}
const nameControllers = (...controllers: readonly ControllerToName[]) =>
  nameServer.know(controllerRecords(domainName, controllers));
const automatic = { kind: 'automatic' } as const;

describe('R20: controllers that are found automatically', () => {
  test.each(securities)('are read with %s, and a dead one that DNS prefers is passed over', async (security) => {
    nameControllers({ ...living, priority: 9 }, dead);
    const reading = await sourceWith({ controllers: automatic, security }).readUsers(never);
    expect(reading.problem).toBeNull();
    expect(reading.objects.length).toBeGreaterThan(20);
  });

  test('that are all dead are a problem that names each', async () => {
    nameControllers(dead, { ...dead, host: 'gone.contoso.test', address: neighbourAddress(lab.address, 8) });
    const reading = await sourceWith({ controllers: automatic }).readUsers(never);
    expect(reading).toMatchObject({ objects: [], problem: { code: 'directory.unreachable' } });
    expect(reading.problem?.detail).toContain('dead.contoso.test:636');
    expect(reading.problem?.detail).toContain('gone.contoso.test:636');
  });

  test('and are not there at all are another problem', async () => {
    nameServer.know([]);
    expect(await sourceWith({ controllers: automatic }).verify(never)).toMatchObject({
      ok: false,
      problem: { code: 'directory.no-controller' },
    });
  });
});

describe('R20: automatic protection', () => {
  /** As on a server without Kerberos, or where its port is closed. */
  const withoutKerberos = (surroundings: Surroundings, asked: string[]): Surroundings => ({
    ...surroundings,
    provider: {
      begin: ({ controller }) => {
        asked.push(controller.host);
        const refuse = async () => fail(problem('directory.no-ticket', 'no KDC'));
        const unused = () => Buffer.alloc(0);
        return { step: refuse, wrap: unused, unwrap: unused, release: () => undefined };
      },
    },
  });

  test('is TLS where there is no Kerberos, and from then on at once', async () => {
    nameControllers(living);
    const asked: string[] = [];
    const surroundings = withoutKerberos(bareSurroundings([nameServer.server]), asked);
    const source = sourceWith({ controllers: automatic, security: 'automatic' }, surroundings);
    expect(await source.verify(never)).toEqual({ ok: true, value: undefined });
    expect(surroundings.memory.wayIn(host)).toBe('ldaps');
    expect(await source.verify(never)).toEqual({ ok: true, value: undefined });
    expect(asked).toEqual([host]);
  });

  test('is Kerberos where both work, and a certificate that nobody trusts does not matter', async () => {
    nameControllers(living);
    const surroundings = bareSurroundings([nameServer.server]);
    const unknown = { controllers: automatic, security: 'automatic', certificateAuthorities: null } as const;
    expect(await sourceWith(unknown, surroundings).verify(never)).toEqual({ ok: true, value: undefined });
    expect(surroundings.memory.wayIn(host)).toBe('integrated');
  });

  test('sends no refused password a second time', async () => {
    nameControllers(living);
    const refusing = { controllers: automatic, security: 'automatic', account: 'nobody@contoso.test' } as const;
    const refused = await sourceWith(refusing).verify(never);
    expect(refused.ok ? '' : refused.problem.detail).not.toContain(':636');
  });
});

describe('R20: chosen controllers', () => {
  const at = ({ host: name, address }: ControllerToName) => ({ host: name, address, port: null });
  const chosen = (first: ControllerToName, second: ControllerToName) =>
    ({ controllers: { kind: 'chosen', hosts: [at(first), at(second)] } }) satisfies Partial<DomainSettings>;

  test.each(securities)('are asked with %s at its usual port, the next one when one is dead', async (security) => {
    const source = sourceWith({ ...chosen(dead, living), security });
    expect(await source.verify(never)).toEqual({ ok: true, value: undefined });
  });

  test('that failed are asked last from then on', async () => {
    const surroundings = bareSurroundings();
    const source = sourceWith(chosen(dead, living), surroundings);
    expect(surroundings.memory.order([dead, living])).toEqual([dead, living]);
    await source.verify(never);
    expect(surroundings.memory.order([dead, living])).toEqual([living, dead]);
  });

  test('are not tried one after the other with a wrong password, which would lock the account', async () => {
    const surroundings = bareSurroundings();
    const refusing = { ...chosen(living, dead), account: 'nobody@contoso.test' };
    expect(await sourceWith(refusing, surroundings).verify(never)).toMatchObject({
      problem: { code: 'directory.wrong-credentials', detail: expect.not.stringContaining('dead') },
    });
    expect(surroundings.memory.order([living, dead])).toEqual([living, dead]);
  });
});
