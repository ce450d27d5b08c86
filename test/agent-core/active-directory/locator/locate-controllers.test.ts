import { describe, expect, test } from 'vitest';
import { locateControllers, type Network } from '../../../../agent-core/active-directory/locator/locate-controllers.ts';
import type { ServiceRecord } from '../../../../agent-core/active-directory/locator/name-resolver.ts';
import type { PingAnswer } from '../../../../agent-core/active-directory/locator/ping-answer.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';

const never = new AbortController().signal;

interface Host {
  readonly address?: string;
  readonly site?: string;
  /** What it says of itself; null for one that does not answer. */
  readonly answers?: Partial<PingAnswer> | null;
}

/** A network as data: `hosts` in the order of their priority, all asked by an agent in Oslo. */
function networkOf(hosts: Readonly<Record<string, Host>>): Network {
  const named = Object.entries(hosts);
  const records = (site?: string): readonly ServiceRecord[] =>
    named
      .filter(([, host]) => site === undefined || host.site === site)
      .map(([host], priority) => ({ host, port: 389, priority, weight: 0 }));
  const services: Readonly<Record<string, readonly ServiceRecord[]>> = {
    '_ldap._tcp.dc._msdcs.contoso.com': records(),
    '_ldap._tcp.Oslo._sites.dc._msdcs.contoso.com': records('Oslo'),
  };
  const addressOf = (host: string) => hosts[host]?.address ?? `at ${host}`;
  return {
    random: () => 0,
    resolver: {
      findServices: async (name) => succeed(services[name] ?? []),
      findAddresses: async (host) => [addressOf(host)].filter((address) => address !== 'nowhere'),
    },
    ping: async (address) => {
      const [host, { site = 'Bergen', answers = {} }] = named.find(([name]) => addressOf(name) === address) ?? ['', {}];
      if (answers === null) return null;
      return { domainName: 'contoso.com', hostName: host, isWritable: true, site, clientSite: 'Oslo', ...answers };
    },
  };
}

async function hostsFound(hosts: Readonly<Record<string, Host>>) {
  const found = await locateControllers('contoso.com', networkOf(hosts), never);
  if (!found.ok) throw new Error(found.problem.code);
  return found.value.map(({ host }) => host);
}

describe('R20: the controllers of a domain', () => {
  test('come with address and site, those of our site first', async () => {
    const network = networkOf({ far: {}, near: { site: 'Oslo' } });
    expect(await locateControllers('contoso.com', network, never)).toEqual(
      succeed([
        { host: 'near', address: 'at near', site: 'Oslo' },
        { host: 'far', address: 'at far', site: 'Bergen' },
      ]),
    );
  });

  test('that say nothing come last: a firewall may be the reason', async () => {
    expect(await hostsFound({ silent: { answers: null }, far: {} })).toEqual(['far', 'silent']);
    expect(await hostsFound({ silent: { answers: null } })).toEqual(['silent']);
  });

  test('that are read-only or hold another domain are left out', async () => {
    const hosts = {
      rodc: { site: 'Oslo', answers: { isWritable: false } },
      stranger: { answers: { domainName: 'fabrikam.com' } },
      good: { answers: { domainName: 'CONTOSO.com' } },
    };
    expect(await hostsFound(hosts)).toEqual(['good']);
  });

  test('whose name has no address are left out', async () => {
    expect(await hostsFound({ nameless: { address: 'nowhere' }, good: {} })).toEqual(['good']);
  });

  test('are asked in groups of eight, not all hundreds of them', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`dc${index}`, {}]));
    expect(await hostsFound(many)).toHaveLength(8);
  });

  test('of our site are found even when none of them was among the first', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`dc${index}`, {}]));
    expect((await hostsFound({ ...many, near: { site: 'Oslo' } }))[0]).toBe('near');
  });
});

describe('R20: no usable controller is a problem', () => {
  test.each([
    ['a domain without records', {}, 'directory.no-controller', '_ldap._tcp.dc._msdcs.contoso.com'],
    ['hosts without addresses', { dc1: { address: 'nowhere' } }, 'directory.no-controller', 'address'],
    ['controllers of other domains', { dc1: { answers: { domainName: 'x.com' } } }, 'directory.no-controller', 'dc1'],
    ['read-only controllers alone', { rodc: { answers: { isWritable: false } } }, 'directory.only-read-only', 'rodc'],
  ])('%s', async (_what, hosts, code, detail) => {
    expect(await locateControllers('contoso.com', networkOf(hosts), never)).toMatchObject({
      ok: false,
      problem: { code, detail: expect.stringContaining(detail) },
    });
  });

  test('name servers that do not answer', async () => {
    const failure = fail(problem('directory.no-controller', 'no name server answered'));
    const network = networkOf({ dc1: {} });
    const deaf = { ...network, resolver: { ...network.resolver, findServices: async () => failure } };
    expect(await locateControllers('contoso.com', deaf, never)).toEqual(failure);
  });

  test('a run that is stopped meanwhile', async () => {
    const stopped = await locateControllers('contoso.com', networkOf({ dc1: {} }), AbortSignal.abort());
    expect(stopped).toMatchObject({ ok: false, problem: { code: 'run.cancelled' } });
  });
});
