import { Client, NoSuchObjectError } from 'ldapts';
import { expect, test } from 'vitest';
import { checkController } from '../../../../agent-core/active-directory/connection/check-controller.ts';

type Answers = Readonly<Record<string, string | string[]>>;

/** A controller that says this of itself, and has such settings unless they are hidden. */
function controllerThatSays(root: Answers, settings: Answers | 'hidden'): Client {
  const search = async (dn: string) => {
    const answers = dn === '' ? root : settings;
    if (answers === 'hidden') throw new NoSuchObjectError();
    return { searchEntries: [{ dn, ...answers }], searchReferences: [] };
  };
  return Object.assign(new Client({ url: 'ldap://dc1.contoso.com' }), { search });
}

const defaultNamingContext = 'DC=contoso,DC=com';
/** Active Directory, and what only a read-only controller adds. */
const writable = '1.2.840.113556.1.4.800';
const partialSecrets = '1.2.840.113556.1.4.1920';
const dsServiceName = 'CN=NTDS Settings,CN=DC1,CN=Servers';
const check = (root: Answers, settings: Answers | 'hidden' = {}) =>
  checkController(controllerThatSays(root, settings), 'contoso.com', 'dc1.contoso.com:636');

test('a writable controller of the domain will do', async () => {
  expect(await check({ defaultNamingContext, supportedCapabilities: [writable] })).toMatchObject({ ok: true });
});

test.each([
  ['say so', { 'msDS-isRODC': 'FALSE' }],
  ['are hidden from the account', 'hidden'],
] as const)('a writable controller whose settings %s will do', async (_what, settings) => {
  const root = { defaultNamingContext, supportedCapabilities: [writable], dsServiceName };
  expect(await check(root, settings)).toMatchObject({ ok: true });
});

test('R20: a read-only one of Samba, which only its settings tell, is a problem', async () => {
  const root = { defaultNamingContext, supportedCapabilities: [writable], dsServiceName };
  expect(await check(root, { 'msDS-isRODC': 'TRUE' })).toMatchObject({
    ok: false,
    problem: { code: 'directory.read-only-controller' },
  });
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
