import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { accountRequests } from '../../../../agent-core/contract/account-requests.ts';
import { accountSurroundings } from '../../../../agent-core/service/account-surroundings.ts';
import {
  ensureAccount,
  inspectAccount,
  readAccountSurroundings,
  removeAccount,
} from '../../../../agent-core/service/requests/account-change.ts';
import { configuredParts } from '../../../builders/agent-parts.ts';

const signal = new AbortController().signal;
const administrator = { account: 'admin@contoso.com', password: 'only once' };
const asked = {
  name: 'bridgehead',
  computer: 'SRV1',
  group: null,
  administrator,
  domain: { configured: 'contoso.com' },
};

test('R36: an account is looked at, made, used and taken back as the administrator, and all but looking is in the audit trail', async () => {
  const parts = configuredParts();
  expect(await inspectAccount(parts)(asked, signal)).toMatchObject({ ok: true, value: { retrieves: 'directly' } });
  expect(await ensureAccount(parts)({ ...asked, mayCreate: true }, signal)).toMatchObject({ ok: true });
  expect(await ensureAccount(parts)({ ...asked, mayCreate: false }, signal)).toMatchObject({ ok: true });
  expect(await removeAccount(parts)(asked, signal)).toMatchObject({ value: { isDeleted: true } });
  expect(parts.administered.map(({ what }) => what)).toEqual(
    ['inspect', 'create', 'use', 'remove'].map((verb) => `${verb} bridgehead for SRV1 in contoso.com`),
  );
  const { items } = parts.auditTrail.read(0, 9);
  expect(items.map(({ act, detail }) => [act, detail])).toEqual([
    ['accountChanged', 'bridgehead$ for SRV1: created, addedToGroup, as admin@contoso.com'],
    ['accountChanged', 'bridgehead$ for SRV1: created, addedToGroup, as admin@contoso.com'],
    ['accountChanged', 'bridgehead$: deleted, as admin@contoso.com'],
  ]);
  expect(JSON.stringify(items)).not.toContain('only once');
});

test('without a name of a computer the one of the agent is meant', async () => {
  const parts = configuredParts();
  await inspectAccount(parts)({ ...asked, computer: null }, signal);
  const { computer } = accountSurroundings();
  expect(parts.administered).toMatchObject([{ what: `inspect bridgehead for ${computer} in contoso.com` }]);
});

test('only on Windows can an agent run as a managed account, and it says so', async () => {
  const { username: runsAs } = userInfo();
  expect(accountSurroundings('win32', 'srv1.contoso.com')).toEqual({
    ...{ platform: 'windows', computer: 'SRV1', canUseManagedAccount: true, runsAs, clientKeytab: null },
    hasClientKeytab: null,
  });
  expect(accountSurroundings('linux', 'srv2', { KRB5_CLIENT_KTNAME: '/k' })).toMatchObject({
    ...{ platform: 'other', canUseManagedAccount: false, clientKeytab: '/k' },
  });
  expect(await readAccountSurroundings()({}, signal)).toMatchObject({ ok: true });
});

test.each([
  [{ KRB5_CLIENT_KTNAME: 'FILE:/keys/bh' }, '/keys/bh', true],
  [{ KRB5_CLIENT_KTNAME: '/keys/bh' }, '/keys/bh', true],
  [{ KRB5_CLIENT_KTNAME: '/keys/other' }, '/keys/bh', false],
  [{}, `/etc/krb5/user/${process.geteuid?.()}/client.keytab`, true],
  [{}, '/keys/bh', false],
])('the agent knows whether there is a keytab for it: %j with one at %s', (environment, place, has) => {
  const here = accountSurroundings('linux', 'srv2', environment, (path) => path === place);
  expect(here.hasClientKeytab).toBe(has);
});

test.each([
  ['bridgehead', 'bridgehead'],
  ['bridgehead$', 'bridgehead'],
  [' bh-1.x_y ', 'bh-1.x_y'],
  ['fifteen-letters', 'fifteen-letters'],
  ['sixteen-letters-', null],
  ['ends.', null],
  ['CONTOSO\\bh', null],
  ['', null],
])('R36: %j is the name of an account: %j', (given, name) => {
  const parsed = accountRequests['account.inspect'].parameters.shape.name.safeParse(given);
  expect(parsed.success ? parsed.data : null).toBe(name);
});
