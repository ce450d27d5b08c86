/** The page for people shows the tenant and runs nothing that somebody wrote into it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TenantRequest } from '../http/exchange.ts';
import { seed } from '../seed.ts';
import { roleTemplateIds } from '../state/directory-roles.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { createTenantPage } from './tenant-page.ts';

let lab: TenantForTests;

beforeEach(async () => {
  lab = await startTenantForTests();
});
afterEach(() => lab.stop());

test('it names tenant and users, escaped, under a policy that allows no script', async () => {
  lab.tenant.state.users.put({
    id: 'x',
    userPrincipalName: 'x@contoso.test',
    displayName: `<script>alert("it's me")</script>`,
  });
  const reply = await lab.ask('/');
  expect(reply.status).toBe(200);
  expect(reply.headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'nonce-[A-Za-z0-9+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  );
  expect(reply.text).toContain('admin@contoso.onmicrosoft.com');
  expect(reply.text).toContain('&lt;script&gt;alert(&quot;it&#39;s me&quot;)&lt;/script&gt;');
  expect(reply.text).not.toContain('<script');
});

test('it lists groups by their kinds', async () => {
  lab.tenant.state.groups.put({ id: 'g1', displayName: '<b>Sales</b>', securityEnabled: true });
  lab.tenant.state.groups.put({ id: 'g2', displayName: 'Lists', mailEnabled: true });
  lab.tenant.state.directory.members.add('g1', seed.administrator.id);
  const { text } = await lab.ask('/');
  expect(text).toContain('<td>&lt;b&gt;Sales&lt;/b&gt;</td><td>security</td><td>1</td>');
  expect(text).toContain('<td>Lists</td><td>distribution</td><td>0</td>');
});

test('it lists contacts and what was deleted', async () => {
  lab.tenant.state.contacts.put({ id: 'c1', displayName: '<i>Ann</i>', mail: 'ann@fabrikam.test' });
  lab.tenant.state.users.put({ id: 'u1', userPrincipalName: 'gone@contoso.test', displayName: 'Gone' });
  lab.tenant.state.users.softDelete({ id: 'u1', displayName: 'Gone', deletedDateTime: '2026-01-05T08:00:00Z' });
  const { text } = await lab.ask('/');
  expect(text).toContain('<td>&lt;i&gt;Ann&lt;/i&gt;</td><td>ann@fabrikam.test</td><td><code>c1</code></td>');
  expect(text).toContain('<td>Gone</td><td>2026-01-05T08:00:00Z</td><td><code>u1</code></td>');
});

test('it lists applications with their certificates and permissions', async () => {
  await lab.lab.grantRoles(seed.application.appId, ['User.ReadWrite.All', '<b>Organization.Read.All</b>']);
  const [application] = (await lab.lab.state()).applications.filter(({ appId }) => appId === seed.application.appId);
  const { text } = await lab.ask('/');
  expect(text).toContain(
    `<td><code>${seed.application.appId}</code></td><td>${application?.keyCredentials.length}</td>` +
      '<td>&lt;b&gt;Organization.Read.All&lt;/b&gt;, User.ReadWrite.All</td>',
  );
});

test('it lists directory roles with their holders, also those that nobody holds', async () => {
  const { globalAdministrator, groupsAdministrator, userAdministrator } = roleTemplateIds;
  lab.tenant.state.groups.put({ id: 'g3', displayName: '<i>Desk</i>', isAssignableToRole: true });
  lab.tenant.state.directory.members.add(userAdministrator, 'g3');
  lab.tenant.state.directory.members.add(userAdministrator, seed.administrator.id);
  expect(lab.tenant.state.directory.members.count(groupsAdministrator)).toBe(0);
  expect(lab.tenant.state.directory.members.count(globalAdministrator)).toBe(1);
  const { text } = await lab.ask('/');
  expect(text).toContain('<td>Global Administrator</td><td>admin@contoso.onmicrosoft.com</td>');
  expect(text).toContain(
    '<td>User Administrator</td><td>&lt;i&gt;Desk&lt;/i&gt;<br>admin@contoso.onmicrosoft.com</td>',
  );
  expect(text).toContain('<td>Groups Administrator</td><td>nobody</td>');
});

test('it comes in pages', async () => {
  for (let index = 0; index < 250; index += 1) {
    lab.tenant.state.users.put({ id: `p${index}`, userPrincipalName: `p${index}@contoso.test` });
  }
  const [, next] = /<a href="(\/\?from=\d+)">/.exec((await lab.ask('/')).text) ?? [];
  const second = await lab.ask(next ?? '');
  expect(second.text).toContain('p249@contoso.test');
  expect(second.text).not.toContain('admin@contoso.onmicrosoft.com');
});

test('it is shown only on the machine that runs the lab', async () => {
  const request = { method: 'GET', isFromThisMachine: false, query: new URLSearchParams() } as TenantRequest;
  const reply = await createTenantPage(lab.tenant.state)(request);
  expect(reply.status).toBe(403);
  expect(reply.body).not.toContain('contoso');
});
