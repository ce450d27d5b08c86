import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { rightsCommands } from '../../../../agent-core/cli/commands/rights.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { fakeRights } from '../../../builders/fake-administration.ts';
import { objectGuidFor } from '../../../builders/identifiers.ts';
import { settings } from '../../../builders/settings.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const [preview, apply, remove] = rightsCommands;
if (preview === undefined || apply === undefined || remove === undefined) throw new Error('three commands');

function fileWith(text: string): string {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, text);
  return path;
}

async function agent() {
  const previewed = vi.fn(() => succeed(fakeRights));
  const applied = vi.fn(() => succeed({ ...fakeRights, added: 1 }));
  const removed = vi.fn(() => succeed({ removed: fakeRights.others, others: [] }));
  const { dataDir } = await openStubAgent({
    'settings.get': () => succeed({ revision: 1, settings: settings() }),
    'rights.preview': previewed,
    'rights.apply': applied,
    'rights.remove': removed,
  });
  return { dataDir, previewed, applied, removed };
}

const asAdministrator = () => ['--administrator', 'admin@contoso.com', '--password-file', fileWith('only once\n')];
const administrator = { account: 'admin@contoso.com', password: 'only once' };
const configured = { domain: { configured: 'contoso.com' }, administrator };

test('rights preview shows each right with why, what fails without it, and whether it is granted', async () => {
  const { dataDir, previewed } = await agent();
  const shown = await runCommandLine(dataDir, preview, ...asAdministrator()).ended;
  const text = shown.ok ? shown.value.text : '';
  expect(text).toContain('MISSING   Replicating Directory Changes (this object only)');
  expect(text).toContain('to ask only for what has changed; without it every run reads the whole domain');
  expect(text).toContain('1 of 2 are missing: "rights apply" grants them.');
  expect(text).toContain('from somebody else; they stay as they are');
  expect(JSON.stringify(shown)).not.toContain('only once');
  const wish = { account: settings().domains[0].account, mode: settings().domains[0].rights, units: [] };
  expect(previewed).toHaveBeenCalledWith({ ...wish, ...configured }, expect.anything(), expect.anything());
});

test('whoever names units and no mode never means the whole domain', async () => {
  const { dataDir, applied } = await agent();
  const unit = objectGuidFor('Berlin');
  await runCommandLine(dataDir, apply, '--units', unit, ...asAdministrator()).ended;
  const wish = expect.objectContaining({ mode: 'units', units: [unit] });
  expect(applied).toHaveBeenCalledWith(wish, expect.anything(), expect.anything());
});

test('rights apply and remove do what they are told for whom they are told', async () => {
  const { dataDir, applied, removed } = await agent();
  const unit = objectGuidFor('Berlin');
  const words = ['--account', 'bridgehead$', '--mode', 'units', '--units', unit.toUpperCase(), ...asAdministrator()];
  expect(await runCommandLine(dataDir, apply, ...words).ended).toMatchObject({ value: { json: { added: 1 } } });
  const wish = { account: 'bridgehead$', mode: 'units', units: [unit] };
  expect(applied).toHaveBeenCalledWith({ ...wish, ...configured }, expect.anything(), expect.anything());
  const back = await runCommandLine(dataDir, remove, '--account', 'bridgehead$', ...asAdministrator()).ended;
  expect(back).toMatchObject({ value: { text: expect.stringContaining('Taken back: 1.') } });
  const taken = { account: 'bridgehead$', ...configured };
  expect(removed).toHaveBeenCalledWith(taken, expect.anything(), expect.anything());
});

test('before the set-up the answer file says where the domain is and which units', async () => {
  const { dataDir, previewed } = await agent();
  const berlin = { objectGuid: objectGuidFor('Berlin'), domain: 'contoso.com', name: 'OU=Berlin' };
  const domain = { name: 'contoso.com', account: 'a@contoso.com', controllers: { kind: 'automatic' }, rights: 'units' };
  const answers = fileWith(JSON.stringify({ domains: [domain], scope: { kind: 'units', include: [berlin] } }));
  await runCommandLine(dataDir, preview, '--answers', answers, ...asAdministrator()).ended;
  expect(previewed).toHaveBeenCalledWith(
    {
      ...{ account: 'a@contoso.com', mode: 'units', units: [berlin.objectGuid], administrator },
      domain: {
        name: 'contoso.com',
        controllers: { kind: 'automatic' },
        security: 'ldaps',
        certificateAuthorities: null,
      },
    },
    expect.anything(),
    expect.anything(),
  );
});

test('before the set-up and without an answer file any domain may be named, and the account with it', async () => {
  const previewed = vi.fn(() => succeed(fakeRights));
  const { dataDir } = await openStubAgent({
    'settings.get': () => fail(problem('setup.required', '')),
    'rights.preview': previewed,
  });
  const words = ['--domain', 'Contoso.com', ...asAdministrator()];
  const nobody = await runCommandLine(dataDir, preview, ...words).ended;
  expect(nobody).toMatchObject({ problem: { code: 'rights.unknown-account' } });
  const nowhere = await runCommandLine(dataDir, preview, '--account', 'bridgehead$', ...asAdministrator()).ended;
  expect(nowhere).toMatchObject({ problem: { code: 'rights.unknown-domain' } });
  expect(previewed).not.toHaveBeenCalled();
  expect(await runCommandLine(dataDir, preview, '--account', 'bridgehead$', ...words).ended).toMatchObject({
    ok: true,
  });
  const domain = { name: 'contoso.com', controllers: { kind: 'automatic' }, security: 'integrated' };
  const asked = { account: 'bridgehead$', mode: 'domain', units: [], administrator };
  const wish = { ...asked, domain: { ...domain, certificateAuthorities: null } };
  expect(previewed).toHaveBeenCalledWith(wish, expect.anything(), expect.anything());
});

test('where the line says how the domain is reached, any agent takes it: set up, not set up, or with other domains', async () => {
  const reached = ['--controllers', 'dc1.contoso.com:3636=::1, dc2.contoso.com', '--security', 'ldaps'];
  const words = ['--account', 'bridgehead$', ...reached, ...asAdministrator()];
  const hosts = [
    { host: 'dc1.contoso.com', port: 3636, address: '::1' },
    { host: 'dc2.contoso.com', port: null, address: null },
  ];
  const address = { controllers: { kind: 'chosen', hosts }, security: 'ldaps', certificateAuthorities: null };
  const known = await agent();
  const removed = vi.fn(() => succeed({ removed: [], others: [] }));
  const fresh = await openStubAgent({
    'settings.get': () => fail(problem('setup.required', '')),
    'rights.remove': removed,
  });
  for (const [dataDir, asked, name] of [
    [known.dataDir, known.removed, 'contoso.com'],
    [known.dataDir, known.removed, 'fabrikam.com'],
    [fresh.dataDir, removed, 'contoso.com'],
  ] as const) {
    expect(await runCommandLine(dataDir, remove, '--domain', name, ...words).ended).toMatchObject({ ok: true });
    const taken = { account: 'bridgehead$', administrator, domain: { name, ...address } };
    expect(asked).toHaveBeenLastCalledWith(taken, expect.anything(), expect.anything());
  }
});

test('a password that is not there is told as the password of the administrator', async () => {
  const { dataDir } = await agent();
  const words = ['--administrator', 'admin@contoso.com', '--password-file', fileWith('\n')];
  const refused = await runCommandLine(dataDir, preview, ...words).ended;
  expect(refused).toMatchObject({
    problem: { code: 'rights.no-password', detail: 'admin@contoso.com: there is no password' },
  });
});

test('another domain than those that are known is refused, by the names of those', async () => {
  const { dataDir } = await agent();
  const refused = await runCommandLine(dataDir, preview, '--domain', 'fabrikam.com', ...asAdministrator()).ended;
  expect(refused).toMatchObject({
    problem: { code: 'rights.unknown-domain', detail: expect.stringContaining('contoso.com') },
  });
});

test.each([
  [['--mode', 'forest'], '--mode takes domain or units'],
  [['--units', 'OU=Berlin'], '--units takes the objectGUIDs'],
  [['--mode', 'domain', '--units', objectGuidFor('Berlin')], '--units is for --mode units'],
  [['--security', 'ldaps'], 'need --domain'],
  [['--domain', 'a.b', '--security', 'none'], '--security takes automatic, ldaps'],
  [['--domain', 'a.b', '--controllers', 'dc1:x'], '--controllers takes one to eight'],
  [['--domain', 'a.b', '--controllers', 'dc1', '--answers', 'f'], '--answers says already'],
  [['--password-file-descriptor', 'x'], '--password-file-descriptor needs a number'],
])('%j is a usage error', (words, reason) => {
  const line = parseCommandLine(['rights', 'apply', '--administrator', 'a@b.c', ...words], [apply]);
  expect(line).toMatchObject({ kind: 'usage-error', reason: expect.stringContaining(reason) });
});
