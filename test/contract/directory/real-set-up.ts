/** Before the contract meets a real domain: reads what the person said, and asks the controller which domain it is. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { withDirectory } from '../../lab/directory/directory-connection.ts';
import { realDomainSchema } from './directory-place.ts';

export async function setup(project: TestProject): Promise<void> {
  const { BRIDGEHEAD_LIVE_ANSWERS: path, BRIDGEHEAD_LIVE_CONFIRM: confirmedName } = process.env;
  if (path === undefined || confirmedName === undefined) throw new Error('Start it with npm run test:real-ad.');
  const answers = realDomainSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  const file = (name: string) => resolve(dirname(path), name);
  const account = { userPrincipalName: answers.account, passwordPath: file(answers.passwordFile) };
  const address = {
    address: answers.address ?? answers.host,
    authorityCertificatePath: file(answers.certificateAuthorityFile),
    directory: { host: answers.host, port: answers.port },
  };
  const baseDn = await withDirectory(address, account, async (client) => {
    const { searchEntries } = await client.search('', { scope: 'base', attributes: ['defaultNamingContext'] });
    return String(searchEntries[0]?.defaultNamingContext ?? '');
  });
  const domainName = baseDn.replace(/^DC=/i, '').replaceAll(/,DC=/gi, '.').toLowerCase();
  if (domainName !== confirmedName.toLowerCase()) {
    throw new Error(
      `The domain is called "${domainName}", and "${confirmedName}" was confirmed. Nothing was written. To make and delete objects in it: --confirm "${domainName}"`,
    );
  }
  project.provide('realDomain', {
    ...address,
    directory: { ...address.directory, baseDn, serviceAccount: account },
    domainName,
    account,
    parentDn: answers.parentUnit,
    prefix: answers.namePrefix,
  });
}
