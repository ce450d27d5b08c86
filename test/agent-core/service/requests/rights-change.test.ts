import { expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail } from '../../../../agent-core/contract/result.ts';
import { applyRights, previewRights, removeRights } from '../../../../agent-core/service/requests/rights-change.ts';
import { configuredParts } from '../../../builders/agent-parts.ts';
import { fakeRights } from '../../../builders/fake-administration.ts';
import { settings } from '../../../builders/settings.ts';

const signal = new AbortController().signal;
const administrator = { account: 'admin@contoso.com', password: 'only once' };
const wish = { account: 'bridgehead$', mode: 'domain', units: [], administrator } as const;
const configured = { configured: 'contoso.com' };

test('R19: rights are shown, granted and taken back as the administrator, in a draft or in the domain that is set up', async () => {
  const parts = configuredParts();
  const { name, controllers, security, certificateAuthorities } = settings().domains[0];
  const draft = { name, controllers, security, certificateAuthorities };
  expect(await previewRights(parts)({ ...wish, domain: draft }, signal)).toEqual({ ok: true, value: fakeRights });
  expect(await applyRights(parts)({ ...wish, domain: configured }, signal)).toMatchObject({ value: { added: 1 } });
  const removal = { account: 'bridgehead$', administrator, domain: configured };
  expect(await removeRights(parts)(removal, signal)).toMatchObject({ value: { removed: fakeRights.others } });
  const as = { as: 'admin@contoso.com', password: 'only once' };
  expect(parts.administered).toEqual([
    { ...as, what: 'preview bridgehead$ in contoso.com' },
    { ...as, what: 'apply bridgehead$ in contoso.com' },
    { ...as, what: 'remove bridgehead$ in contoso.com' },
  ]);
});

test('what was granted and taken back is in the audit trail, without the password', async () => {
  const parts = configuredParts();
  await previewRights(parts)({ ...wish, domain: configured }, signal);
  await applyRights(parts)({ ...wish, domain: configured }, signal);
  await removeRights(parts)({ account: 'bridgehead$', administrator, domain: configured }, signal);
  const { items } = parts.auditTrail.read(0, 9);
  expect(items.map(({ act }) => act)).toEqual(['rightsGranted', 'rightsRemoved']);
  expect(items.map(({ detail }) => detail)).toEqual([
    `${fakeRights.account.distinguishedName}: 1 entries (domain), as admin@contoso.com`,
    'bridgehead$: 1 entries, as admin@contoso.com',
  ]);
  expect(JSON.stringify(items)).not.toContain('only once');
});

test('the log tells what was granted and taken back, by whom and in whose name', async () => {
  const parts = configuredParts();
  await applyRights(parts)({ ...wish, domain: configured }, signal);
  await removeRights(parts)({ account: 'bridgehead$', administrator, domain: configured }, signal);
  const lines = parts.log.lines.filter((line) => line.includes('changed in the directory'));
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toContain('"as":"admin@contoso.com","by":');
  expect(lines.join()).not.toContain('only once');
});

test.each([
  ['directory.wrong-credentials', 'admin@contoso.com: dc1'],
  ['directory.unreachable', 'dc1'],
] as const)('an administrator who is refused is named, and nobody where nobody was (%s)', async (code, detail) => {
  const parts = configuredParts();
  const refuse = async () => fail(problem(code, 'dc1'));
  const administerDirectory: typeof parts.administerDirectory = (...given) => {
    const { rights, accounts } = parts.administerDirectory(...given);
    return { rights: { ...rights, preview: refuse }, accounts };
  };
  const answer = await previewRights({ ...parts, administerDirectory })({ ...wish, domain: configured }, signal);
  expect(answer).toMatchObject({ problem: { code, detail } });
});

test('a domain that is not set up is refused, and nobody is asked', async () => {
  const parts = configuredParts();
  for (const ask of [previewRights, applyRights, removeRights]) {
    const answer = await ask(parts)({ ...wish, domain: { configured: 'fabrikam.com' } }, signal);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'setup.unknown-domain' } });
  }
  expect(parts.administered).toEqual([]);
});
