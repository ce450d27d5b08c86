/** Settings, secrets and authorities of the lab, for tests that use an adapter without an agent around it. */
import { readFile } from 'node:fs/promises';
import { Secret } from '../../agent-core/contract/secret.ts';
import { type Settings, settingsSchema } from '../../agent-core/contract/settings.ts';
import type { LabFacts } from '../lab/lab-facts.ts';

export interface LabSettings {
  readonly settings: Settings;
  readonly password: Secret;
}

export async function readLabSettings(lab: LabFacts): Promise<LabSettings> {
  const authority = await readFile(lab.authorityCertificatePath, 'utf8');
  const { tenant, directory } = lab;
  return {
    password: new Secret((await readFile(directory.serviceAccount.passwordPath, 'utf8')).trim()),
    settings: settingsSchema.parse({
      tenant: {
        tenantId: tenant.tenantId,
        clientId: tenant.clientId,
        authority: tenant.authorityUrl,
        graph: tenant.graphUrl,
        certificateAuthorities: authority,
      },
      domain: {
        name: directory.domainName,
        account: directory.serviceAccount.userPrincipalName,
        controller: { host: directory.host, address: lab.address, port: directory.port },
        certificateAuthorities: authority,
      },
    }),
  };
}
