import { Client } from 'ldapts';
import { expect, test } from 'vitest';
import { checkController } from '../../../../agent-core/active-directory/connection/check-controller.ts';

/** A controller that says this of itself. */
function controllerThatSays(root: Readonly<Record<string, string | string[]>>): Client {
  const answer = { searchEntries: [{ dn: '', ...root }], searchReferences: [] };
  return Object.assign(new Client({ url: 'ldap://dc1.contoso.com' }), { search: async () => answer });
}

const defaultNamingContext = 'DC=contoso,DC=com';
/** Active Directory, and what only a read-only controller adds. */
const writable = '1.2.840.113556.1.4.800';
const partialSecrets = '1.2.840.113556.1.4.1920';
const check = (root: Parameters<typeof controllerThatSays>[0]) =>
  checkController(controllerThatSays(root), 'contoso.com', 'dc1.contoso.com:636');

test('a writable controller of the domain will do', async () => {
  expect(await check({ defaultNamingContext, supportedCapabilities: [writable] })).toMatchObject({ ok: true });
});

test.each([
  [
    'R20: a read-only one',
    { defaultNamingContext, supportedCapabilities: [writable, partialSecrets] },
    'directory.read-only-controller',
  ],
  [
    'one that says a single thing',
    { defaultNamingContext, supportedCapabilities: partialSecrets },
    'directory.read-only-controller',
  ],
  ['one of another domain', { defaultNamingContext: 'DC=fabrikam,DC=com' }, 'directory.not-found'],
  ['one that holds nothing', {}, 'directory.not-found'],
])('%s is a problem', async (_what, root, code) => {
  expect(await check(root)).toMatchObject({ ok: false, problem: { code } });
});
