import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  configurationOf,
  createKerberosConfiguration,
} from '../../../../agent-core/active-directory/security-provider/kerberos-configuration.ts';

import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const contoso = { domainName: 'contoso.test', controllers: ['127.0.0.1'] };
const fabrikam = { domainName: 'fabrikam.test', controllers: ['::1', 'dc1.fabrikam.test'] };
const before = process.env.KRB5_CONFIG;

beforeEach(() => {
  process.env.KRB5_CONFIG = '/etc/krb5.conf';
});
afterEach(() => {
  if (before === undefined) delete process.env.KRB5_CONFIG;
  else process.env.KRB5_CONFIG = before;
});

test('a realm is told with its controllers, and nothing is looked up', () => {
  const text = configurationOf(fabrikam);
  expect(text).toContain('default_realm = FABRIKAM.TEST');
  expect(text).toContain('kdc = [::1]');
  expect(text).toContain('kdc = dc1.fabrikam.test');
  expect(text).toContain('.fabrikam.test = FABRIKAM.TEST');
  for (const key of ['dns_lookup_kdc', 'dns_lookup_realm', 'dns_canonicalize_hostname', 'rdns'])
    expect(text).toContain(`${key} = false`);
});

test('work sees a file of its own realm, which only we can read, and never the one of the machine', async () => {
  const configuration = createKerberosConfiguration();
  const path = await configuration.during(contoso, async () => process.env.KRB5_CONFIG ?? '');
  expect(path).not.toContain('/etc/');
  expect(readFileSync(path, 'utf8')).toBe(configurationOf(contoso));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
});

test('two realms never share the environment: one piece of work waits for the other, also when that fails', async () => {
  const configuration = createKerberosConfiguration();
  const seen: string[] = [];
  const look = async (name: string) => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(`${name} sees ${/= (\w+)\.TEST/.exec(readFileSync(process.env.KRB5_CONFIG ?? '', 'utf8'))?.[1]}`);
  };
  const failing = configuration.during(contoso, async () => {
    await look('first');
    throw new Error('it fails');
  });
  const other = configuration.during(fabrikam, () => look('second'));
  await expect(failing).rejects.toThrow('it fails');
  await other;
  expect(seen).toEqual(['first begins', 'first sees CONTOSO', 'second begins', 'second sees FABRIKAM']);
});

const pathOf = (dir: string, realm = contoso) =>
  createKerberosConfiguration(dir).during(realm, async () => process.env.KRB5_CONFIG ?? '');

test('processes of one account share one folder, so that one that was killed leaves nothing that adds up', async () => {
  const dir = temporaryFolder();
  const first = await pathOf(dir);
  expect(await pathOf(dir)).toBe(first);
  const other = await pathOf(dir, fabrikam);
  expect(readdirSync(dir)).toEqual([`bridgehead-kerberos-${process.getuid?.()}`]);
  expect(readdirSync(dirname(other)).toSorted()).toEqual([first, other].map((path) => path.slice(-21)).toSorted());
});

test('what somebody cleaned up is written again', async () => {
  const dir = temporaryFolder();
  const configuration = createKerberosConfiguration(dir);
  const work = async () => readFileSync(process.env.KRB5_CONFIG ?? '', 'utf8');
  await configuration.during(contoso, work);
  rmSync(join(dir, `bridgehead-kerberos-${process.getuid?.()}`), { recursive: true });
  expect(await configuration.during(contoso, work)).toBe(configurationOf(contoso));
});

test.each([
  ['open to others', (path: string) => [mkdirSync(path), chmodSync(path, 0o777)]],
  ['a file', (path: string) => [writeFileSync(path, '')]],
  ['a link to elsewhere', (path: string) => [mkdirSync(`${path}-elsewhere`), symlinkSync(`${path}-elsewhere`, path)]],
])('a folder that is %s is not used: whoever writes there says which controllers are trusted', async (_what, make) => {
  const dir = temporaryFolder();
  const shared = join(dir, `bridgehead-kerberos-${process.getuid?.()}`);
  make(shared);
  const path = await pathOf(dir);
  expect(dirname(path)).not.toBe(shared);
  expect(dirname(dirname(path))).toBe(dir);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  rmSync(dirname(path), { recursive: true });
});
