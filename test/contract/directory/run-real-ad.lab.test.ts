/** The command that meets real domains, against the lab's: it refuses without the right name, and leaves nothing behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { ldapsearch } from '../../lab/directory/testing/ldapsearch.ts';

const programPath = fileURLToPath(new URL('run-real-ad.ts', import.meta.url));
const lab = inject('lab');
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'run-real-ad-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function runRealAd(confirm: string) {
  const answersPath = join(dir, 'answers.json');
  const { directory } = lab;
  const answers = {
    host: directory.host,
    address: lab.address,
    port: directory.port,
    certificateAuthorityFile: lab.authorityCertificatePath,
    account: directory.administrator.userPrincipalName,
    passwordFile: directory.administrator.passwordPath,
    parentUnit: `OU=Contoso,${directory.baseDn}`,
    namePrefix: 'live-',
  };
  await writeFile(answersPath, JSON.stringify(answers));
  const child = spawn(process.execPath, [programPath, '--answers', answersPath, '--confirm', confirm], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => said.push(text));
  await once(child, 'close');
  return { exitCode: child.exitCode, said: said.join('') };
}

/** Deleted ones are shown, too: nothing may have been made at all. */
const everMade = async () => {
  const args = ['-E', '!1.2.840.113556.1.4.417'];
  const { entries } = await ldapsearch(lab, { account: lab.directory.administrator, args }, '(name=live-*)', 'dn');
  return entries;
};

test('with another name than the domain has nothing is written', async () => {
  const { exitCode, said } = await runRealAd('fabrikam.test');
  expect(exitCode).toBe(1);
  expect(said).toContain(
    'The domain is called "contoso.test", and "fabrikam.test" was confirmed. Nothing was written.',
  );
  expect(await everMade()).toEqual([]);
});

test('with its name everything is tried, and nothing is left', async () => {
  const { exitCode, said } = await runRealAd('contoso.test');
  expect(said).toContain('It holds. Say so in README: a real domain, ');
  expect(exitCode).toBe(0);
  expect((await ldapsearch(lab, {}, '(name=live-*)', 'dn')).entries).toEqual([]);
  expect(await everMade()).not.toEqual([]);
});
