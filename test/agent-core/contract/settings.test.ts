import { describe, expect, test } from 'vitest';
import { settingsSchema } from '../../../agent-core/contract/settings.ts';
import { configurationId, smallestDomain, smallestSettings } from '../../builders/settings.ts';

const { tenant, domains } = smallestSettings;
const domain = smallestDomain;
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

/** Where the first objection is, or null when there is none. */
function objectionTo(settings: object): string | null {
  const parsed = settingsSchema.safeParse({ configurationId, ...settings });
  return parsed.success ? null : (parsed.error.issues[0]?.path.join('.') ?? '');
}

test('the smallest settings are completed with careful defaults', () => {
  expect(settingsSchema.parse({ ...smallestSettings, configurationId })).toEqual({
    version: 3,
    configurationId,
    tenant: {
      ...tenant,
      authority: 'https://login.microsoftonline.com',
      graph: 'https://graph.microsoft.com',
      certificateAuthorities: null,
      proxy: null,
      ownershipExtension: null,
    },
    domains: [
      {
        ...domain,
        controllers: { kind: 'chosen', hosts: [{ host: 'dc1.contoso.com', address: null, port: null }] },
        identity: 'password',
        security: 'ldaps',
        rights: 'domain',
        certificateAuthorities: null,
      },
    ],
    scope: { kind: 'all' },
    newUsers: { signIn: null, usageLocation: null, passwordPolicies: 'DisablePasswordExpiration' },
    matching: { bySignInName: false, byMail: false },
    groups: { areSynchronised: true, withPrimaryMembers: true, transitiveMembers: [] },
    removals: { onLeavingScope: 'delete', waitRuns: 2 },
    guard: {
      deletes: { count: 20, percent: 5, dayCount: null, dayPercent: null },
      scopeShrink: { count: 10, percent: 2, dayCount: null, dayPercent: null },
      memberRemovals: { count: 200, percent: 20, dayCount: null, dayPercent: null },
      emptiedGroups: { count: 200, percent: 50, dayCount: null, dayPercent: null },
      takeovers: { count: 50, percent: 10, dayCount: null, dayPercent: null },
      disables: { count: 50, percent: 10, dayCount: null, dayPercent: null },
      enables: { count: 50, percent: 10, dayCount: null, dayPercent: null },
      creates: { count: 500, percent: 20, dayCount: null, dayPercent: null },
      signInNames: { count: 25, percent: 5, dayCount: null, dayPercent: null },
      clearedValues: { count: 50, percent: 10, dayCount: null, dayPercent: null },
      sameAttribute: { count: 5000, percent: 20, dayCount: null, dayPercent: null },
    },
    schedule: { intervalSeconds: 120, isPaused: false },
    retention: { days: 90 },
    updates: { channel: 'stable', isPaused: false, delayDays: 0, window: null },
  });
});

test.each(['ldaps', 'starttls', 'integrated'] as const)(
  'controllers may be found automatically, with %s',
  (security) => {
    const controllers = { kind: 'automatic' } as const;
    const parsed = settingsSchema.parse({ configurationId, tenant, domains: [{ ...domain, controllers, security }] });
    expect(parsed.domains[0]).toMatchObject({ controllers, security });
    expect(objectionTo({ tenant, domains: [{ ...domain, security: 'none' }] })).toBe('domains.0.security');
  },
);

test('settings survive being stored and read again', () => {
  const parsed = settingsSchema.parse({ ...smallestSettings, configurationId });
  expect(settingsSchema.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
});

test('the name of the domain is kept in lower case', () => {
  expect(
    settingsSchema.parse({ configurationId, tenant, domains: [{ ...domain, name: 'Contoso.COM' }] }).domains[0].name,
  ).toBe('contoso.com');
});

describe('a key that is not known is refused', () => {
  test.each<[string, object]>([
    ['at the top', { ...smallestSettings, dryRun: true }],
    ['in tenant', { tenant: { ...tenant, clientSecret: 'x' }, domains }],
    ['in domain', { tenant, domains: [{ ...domain, password: 'x' }] }],
    [
      'in controller',
      { tenant, domains: [{ ...domain, controllers: { kind: 'chosen', hosts: [{ host: 'dc1', tls: false }] } }] },
    ],
    ['in newUsers', { ...smallestSettings, newUsers: { password: 'x' } }],
    ['in guard', { ...smallestSettings, guard: { force: true } }],
    ['in a limit', { ...smallestSettings, guard: { disables: { count: 1, percent: 1, off: true } } }],
  ])('%s', (_where, settings) => {
    const parsed = settingsSchema.safeParse({ configurationId, ...settings });
    expect(parsed.error?.issues.map((issue) => issue.code)).toEqual(['unrecognized_keys']);
  });
});

describe('a value that cannot be used is refused, and its place is named', () => {
  test.each<[string, object, string]>([
    [
      'sign-in without TLS',
      { tenant: { ...tenant, authority: 'http://login.contoso.com' }, domains },
      'tenant.authority',
    ],
    ['Graph without TLS', { tenant: { ...tenant, graph: 'http://graph.contoso.com' }, domains }, 'tenant.graph'],
    ...['/beta', '?api-version=1', '#top', '/'].map((rest): [string, object, string] => [
      `Graph with ${rest} behind its address`,
      { tenant: { ...tenant, graph: `https://graph.contoso.com${rest}` }, domains },
      'tenant.graph',
    ]),
    [
      'sign-in with a password in its address',
      { tenant: { ...tenant, authority: 'https://ada:secret@login.contoso.com' }, domains },
      'tenant.authority',
    ],
    ['Graph at no address', { tenant: { ...tenant, graph: 'graph.contoso.com' }, domains }, 'tenant.graph'],
    ['a tenant that is no GUID', { tenant: { ...tenant, tenantId: 'contoso' }, domains }, 'tenant.tenantId'],
    ['a client that is half a GUID', { tenant: { ...tenant, clientId: '22222222-2222' }, domains }, 'tenant.clientId'],
    [
      'a certificate authority that is no PEM',
      { tenant: { ...tenant, certificateAuthorities: 'MIIB' }, domains },
      'tenant.certificateAuthorities',
    ],
    ['a proxy that is no web address', { tenant: { ...tenant, proxy: 'proxy:8080' }, domains }, 'tenant.proxy'],
    ['a proxy with a password', { tenant: { ...tenant, proxy: 'http://a:b@proxy:8080' }, domains }, 'tenant.proxy'],
    ['a domain with a blank', { tenant, domains: [{ ...domain, name: 'contoso .com' }] }, 'domains.0.name'],
    ['a domain that ends in a dot', { tenant, domains: [{ ...domain, name: 'contoso.com.' }] }, 'domains.0.name'],
    [
      'a controller named by an address',
      { tenant, domains: [{ ...domain, controllers: { kind: 'chosen', hosts: [{ host: 'ldaps://dc1' }] } }] },
      'domains.0.controllers.hosts.0.host',
    ],
    [
      'a port of 0',
      { tenant, domains: [{ ...domain, controllers: { kind: 'chosen', hosts: [{ host: 'dc1', port: 0 }] } }] },
      'domains.0.controllers.hosts.0.port',
    ],
    [
      'a port beyond the last',
      { tenant, domains: [{ ...domain, controllers: { kind: 'chosen', hosts: [{ host: 'dc1', port: 65536 }] } }] },
      'domains.0.controllers.hosts.0.port',
    ],
    [
      'an address that is a name',
      { tenant, domains: [{ ...domain, controllers: { kind: 'chosen', hosts: [{ host: 'dc1', address: 'dc1' }] } }] },
      'domains.0.controllers.hosts.0.address',
    ],
    ['no configuration', { configurationId: undefined, tenant, domains }, 'configurationId'],
    [
      'an extension that is none',
      { tenant: { ...tenant, ownershipExtension: 'a/b' }, domains },
      'tenant.ownershipExtension',
    ],
    ['no account', { tenant, domains: [{ ...domain, account: '' }] }, 'domains.0.account'],
    [
      'a country in small letters',
      { ...smallestSettings, newUsers: { usageLocation: 'de' } },
      'newUsers.usageLocation',
    ],
    [
      'a policy that does not exist',
      { ...smallestSettings, newUsers: { passwordPolicies: 'Off' } },
      'newUsers.passwordPolicies',
    ],
    [
      'a negative limit',
      { ...smallestSettings, guard: { disables: { count: -1, percent: 1 } } },
      'guard.disables.count',
    ],
    ['half a person', { ...smallestSettings, guard: { disables: { count: 0.5, percent: 1 } } }, 'guard.disables.count'],
    [
      'more than everybody',
      { ...smallestSettings, guard: { disables: { count: 1, percent: 101 } } },
      'guard.disables.percent',
    ],
    ['settings of another version', { ...smallestSettings, version: 1 }, 'version'],
  ])('%s', (_what, settings, path) => {
    expect(objectionTo(settings)).toBe(path);
  });
});

test.each(['192.0.2.1', '2001:db8::1'])('a controller can be reached at %s', (address) => {
  expect(
    objectionTo({
      tenant,
      domains: [{ ...domain, controllers: { kind: 'chosen', hosts: [{ host: 'dc1', address }] } }],
    }),
  ).toBeNull();
});

test('certificate authorities are taken as PEM', () => {
  expect(objectionTo({ tenant: { ...tenant, certificateAuthorities: pem }, domains })).toBeNull();
});

describe('several domains', () => {
  test('are taken, and none of them twice', () => {
    const fabrikam = { ...domain, name: 'fabrikam.com' };
    expect(objectionTo({ tenant, domains: [domain, fabrikam] })).toBeNull();
    expect(objectionTo({ tenant, domains: [domain, { ...fabrikam, name: 'CONTOSO.com' }] })).toBe('domains');
    expect(objectionTo({ tenant, domains: [] })).toBe('domains.0');
  });

  test('have at least one controller each, and at most eight', () => {
    const withHosts = (count: number) => ({
      ...domain,
      controllers: { kind: 'chosen', hosts: Array.from({ length: count }, () => ({ host: 'dc1' })) },
    });
    expect(objectionTo({ tenant, domains: [withHosts(8)] })).toBeNull();
    expect(objectionTo({ tenant, domains: [withHosts(0)] })).toBe('domains.0.controllers.hosts.0');
    expect(objectionTo({ tenant, domains: [withHosts(9)] })).toBe('domains.0.controllers.hosts');
  });

  test.each([{ security: 'none' }, { rights: 'everything' }])('cannot be had with %j', (wrong) => {
    expect(objectionTo({ tenant, domains: [{ ...domain, ...wrong }] })).toBe(`domains.0.${Object.keys(wrong)[0]}`);
  });
});

describe('a scope', () => {
  const reference = { objectGuid: '11111111-1111-4111-8111-111111111111', domain: 'contoso.com', name: 'OU=People' };
  const withScope = (scope: unknown) => objectionTo({ ...smallestSettings, scope });

  test.each([
    { kind: 'all' },
    { kind: 'groups', groups: [reference] },
    { kind: 'units', include: [reference], exclude: [reference] },
    { kind: 'units', include: [reference] },
  ])('is everybody, groups or units: %j', (scope) => {
    expect(withScope(scope)).toBeNull();
  });

  test.each([
    [{ kind: 'nobody' }, 'scope.kind'],
    [{ kind: 'groups', groups: [] }, 'scope.groups'],
    [{ kind: 'units', include: [] }, 'scope.include'],
    [{ kind: 'all', groups: [reference] }, 'scope'],
    [{ kind: 'groups', groups: [{ ...reference, objectGuid: 'CN=Staff' }] }, 'scope.groups.0.objectGuid'],
  ])('is never empty or half named: %j', (scope, path) => {
    expect(withScope(scope)).toBe(path);
  });
});

test('a limit of which one number is named has the usual other ones', () => {
  const guard = { disables: { count: 1 }, deletes: { percent: 1 }, creates: {} };
  expect(settingsSchema.parse({ ...smallestSettings, configurationId, guard }).guard).toMatchObject({
    disables: { count: 1, percent: 10, dayCount: null, dayPercent: null },
    deletes: { count: 20, percent: 1, dayCount: null, dayPercent: null },
    creates: { count: 500, percent: 20, dayCount: null, dayPercent: null },
  });
});
