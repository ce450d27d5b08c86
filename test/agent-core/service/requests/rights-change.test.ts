import { expect, test } from 'vitest';
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
  expect(JSON.stringify(items)).not.toContain('only once');
});

test('a domain that is not set up is refused, and nobody is asked', async () => {
  const parts = configuredParts();
  for (const ask of [previewRights, applyRights, removeRights]) {
    const answer = await ask(parts)({ ...wish, domain: { configured: 'fabrikam.com' } }, signal);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'setup.unknown-domain' } });
  }
  expect(parts.administered).toEqual([]);
});
