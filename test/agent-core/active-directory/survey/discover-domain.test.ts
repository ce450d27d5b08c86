import type { SrvRecord } from 'node:dns';
import { expect, test } from 'vitest';
import { discoverDomain } from '../../../../agent-core/active-directory/survey/discover-domain.ts';

const signal = new AbortController().signal;
const record = (name: string, priority = 0, weight = 100): SrvRecord => ({ name, priority, weight, port: 389 });

function discover(candidates: readonly string[], services: Readonly<Record<string, readonly SrvRecord[]>>) {
  const parts = { candidates: async () => candidates, lookUp: async (service: string) => services[service] ?? [] };
  return discoverDomain(parts, signal);
}

test('the first name that has controllers is the domain, and they come in the order of their records', async () => {
  const found = await discover(['office.example', 'contoso.test', 'fabrikam.test'], {
    '_ldap._tcp.dc._msdcs.contoso.test': [
      record('DC3.contoso.test', 10),
      record('dc2.contoso.test', 0, 1),
      record('dc1.contoso.test'),
    ],
    '_ldap._tcp.dc._msdcs.fabrikam.test': [record('dc9.fabrikam.test')],
    '_gc._tcp.contoso.test': [record('dc1.contoso.test')],
  });
  expect(found).toEqual({
    domain: 'contoso.test',
    forest: 'contoso.test',
    controllers: ['dc1.contoso.test', 'dc2.contoso.test', 'dc3.contoso.test'].map((host) => ({ host, site: null })),
  });
});

test('the forest of a child domain is the domain above it that has global catalogs', async () => {
  const found = await discover(['berlin.contoso.test'], {
    '_ldap._tcp.dc._msdcs.berlin.contoso.test': [record('dc1.berlin.contoso.test')],
    '_gc._tcp.contoso.test': [record('dc1.contoso.test')],
  });
  expect(found).toMatchObject({ domain: 'berlin.contoso.test', forest: 'contoso.test' });
});

test('a forest that cannot be found is unknown, and a machine without a domain has none', async () => {
  const services = { '_ldap._tcp.dc._msdcs.contoso.test': [record('dc1.contoso.test')] };
  expect(await discover(['contoso.test'], services)).toMatchObject({ domain: 'contoso.test', forest: null });
  const nothing = { domain: null, forest: null, controllers: [] };
  expect(await discover(['office.example'], services)).toEqual(nothing);
  expect(await discover([], services)).toEqual(nothing);
});
