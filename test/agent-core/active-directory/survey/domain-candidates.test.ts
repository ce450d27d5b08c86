import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readDomainCandidates } from '../../../../agent-core/active-directory/survey/domain-candidates.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

function machineWith(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test('the names come from Kerberos, SSSD, Samba and the resolver, in this order and each once', async () => {
  const root = machineWith({
    'etc/krb5.conf': '[libdefaults]\n  default_realm = CONTOSO.TEST\n# default_realm = OLD.TEST\n',
    'etc/sssd/sssd.conf': '[domain/contoso.test]\nad_domain = berlin.contoso.test\n',
    'etc/samba/smb.conf': '[global]\n\trealm = Contoso.Test\n\tworkgroup = CONTOSO\n',
    'etc/resolv.conf': 'nameserver 127.0.0.1\nsearch office.example. contoso.test\n',
  });
  expect(await readDomainCandidates(root, {})).toEqual(['contoso.test', 'berlin.contoso.test', 'office.example']);
});

test('Windows tells the processes of a domain account', async () => {
  expect(await readDomainCandidates(temporaryFolder(), { USERDNSDOMAIN: 'CONTOSO.COM' })).toEqual(['contoso.com']);
});

test('a machine that mentions none has none, and nothing but the name of a domain is taken for one', async () => {
  expect(await readDomainCandidates(temporaryFolder(), {})).toEqual([]);
  const odd = machineWith({ 'etc/resolv.conf': 'search local bad_name.example a/b.example\n' });
  expect(await readDomainCandidates(odd, {})).toEqual([]);
});
