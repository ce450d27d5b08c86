import { describe, expect, test } from 'vitest';
import { settingsSchema } from '../../../agent-core/contract/settings.ts';
import { smallestSettings } from '../../builders/settings.ts';

const { tenant, domain } = smallestSettings;
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

/** Where the first objection is, or null when there is none. */
function objectionTo(settings: unknown): string | null {
  const parsed = settingsSchema.safeParse(settings);
  return parsed.success ? null : (parsed.error.issues[0]?.path.join('.') ?? '');
}

test('the smallest settings are completed with careful defaults', () => {
  expect(settingsSchema.parse(smallestSettings)).toEqual({
    version: 1,
    tenant: {
      ...tenant,
      authority: 'https://login.microsoftonline.com',
      graph: 'https://graph.microsoft.com',
      certificateAuthorities: null,
      proxy: null,
    },
    domain: {
      ...domain,
      controller: { host: 'dc1.contoso.com', address: null, port: 636 },
      certificateAuthorities: null,
    },
    newUsers: { usageLocation: null, passwordPolicies: 'DisablePasswordExpiration' },
    guard: { disables: { count: 50, percent: 10 } },
    schedule: { intervalSeconds: 120, isPaused: false },
  });
});

test('settings survive being stored and read again', () => {
  const parsed = settingsSchema.parse(smallestSettings);
  expect(settingsSchema.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
});

test('the name of the domain is kept in lower case', () => {
  expect(settingsSchema.parse({ tenant, domain: { ...domain, name: 'Contoso.COM' } }).domain.name).toBe('contoso.com');
});

describe('a key that is not known is refused', () => {
  test.each<[string, unknown]>([
    ['at the top', { ...smallestSettings, dryRun: true }],
    ['in tenant', { tenant: { ...tenant, clientSecret: 'x' }, domain }],
    ['in domain', { tenant, domain: { ...domain, password: 'x' } }],
    ['in controller', { tenant, domain: { ...domain, controller: { host: 'dc1', tls: false } } }],
    ['in newUsers', { ...smallestSettings, newUsers: { password: 'x' } }],
    ['in guard', { ...smallestSettings, guard: { force: true } }],
    ['in a limit', { ...smallestSettings, guard: { disables: { count: 1, percent: 1, off: true } } }],
  ])('%s', (_where, settings) => {
    const parsed = settingsSchema.safeParse(settings);
    expect(parsed.error?.issues.map((issue) => issue.code)).toEqual(['unrecognized_keys']);
  });
});

describe('a value that cannot be used is refused, and its place is named', () => {
  test.each<[string, unknown, string]>([
    [
      'sign-in without TLS',
      { tenant: { ...tenant, authority: 'http://login.contoso.com' }, domain },
      'tenant.authority',
    ],
    ['Graph without TLS', { tenant: { ...tenant, graph: 'http://graph.contoso.com' }, domain }, 'tenant.graph'],
    ...['/beta', '?api-version=1', '#top', '/'].map((rest): [string, unknown, string] => [
      `Graph with ${rest} behind its address`,
      { tenant: { ...tenant, graph: `https://graph.contoso.com${rest}` }, domain },
      'tenant.graph',
    ]),
    [
      'sign-in with a password in its address',
      { tenant: { ...tenant, authority: 'https://ada:secret@login.contoso.com' }, domain },
      'tenant.authority',
    ],
    ['Graph at no address', { tenant: { ...tenant, graph: 'graph.contoso.com' }, domain }, 'tenant.graph'],
    ['a tenant that is no GUID', { tenant: { ...tenant, tenantId: 'contoso' }, domain }, 'tenant.tenantId'],
    ['a client that is half a GUID', { tenant: { ...tenant, clientId: '22222222-2222' }, domain }, 'tenant.clientId'],
    [
      'a certificate authority that is no PEM',
      { tenant: { ...tenant, certificateAuthorities: 'MIIB' }, domain },
      'tenant.certificateAuthorities',
    ],
    ['a proxy that is no web address', { tenant: { ...tenant, proxy: 'proxy:8080' }, domain }, 'tenant.proxy'],
    ['a proxy with a password', { tenant: { ...tenant, proxy: 'http://a:b@proxy:8080' }, domain }, 'tenant.proxy'],
    ['a domain with a blank', { tenant, domain: { ...domain, name: 'contoso .com' } }, 'domain.name'],
    ['a domain that ends in a dot', { tenant, domain: { ...domain, name: 'contoso.com.' } }, 'domain.name'],
    [
      'a controller named by an address',
      { tenant, domain: { ...domain, controller: { host: 'ldaps://dc1' } } },
      'domain.controller.host',
    ],
    ['a port of 0', { tenant, domain: { ...domain, controller: { host: 'dc1', port: 0 } } }, 'domain.controller.port'],
    [
      'a port beyond the last',
      { tenant, domain: { ...domain, controller: { host: 'dc1', port: 65536 } } },
      'domain.controller.port',
    ],
    [
      'an address that is a name',
      { tenant, domain: { ...domain, controller: { host: 'dc1', address: 'dc1' } } },
      'domain.controller.address',
    ],
    ['no account', { tenant, domain: { ...domain, account: '' } }, 'domain.account'],
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
    ['half a limit', { ...smallestSettings, guard: { disables: { count: 1 } } }, 'guard.disables.percent'],
    ['settings of another version', { ...smallestSettings, version: 2 }, 'version'],
  ])('%s', (_what, settings, path) => {
    expect(objectionTo(settings)).toBe(path);
  });
});

test.each(['192.0.2.1', '2001:db8::1'])('a controller can be reached at %s', (address) => {
  expect(objectionTo({ tenant, domain: { ...domain, controller: { host: 'dc1', address } } })).toBeNull();
});

test('certificate authorities are taken as PEM', () => {
  expect(objectionTo({ tenant: { ...tenant, certificateAuthorities: pem }, domain })).toBeNull();
});
