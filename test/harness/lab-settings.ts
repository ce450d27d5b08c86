/** Settings, secrets and authorities of the lab, for tests that use an adapter without an agent around it. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Secret } from '../../agent-core/contract/secret.ts';
import { type DomainSettings, type Settings, settingsSchema } from '../../agent-core/contract/settings.ts';
import type { LabFacts } from '../lab/lab-facts.ts';

export interface LabSettings {
  readonly settings: Settings;
  /** The first domain of the settings. */
  readonly domain: DomainSettings;
  readonly password: Secret;
}

export async function readLabSettings(lab: LabFacts): Promise<LabSettings> {
  const authority = await readFile(lab.authorityCertificatePath, 'utf8');
  const { tenant, directory } = lab;
  const settings = settingsSchema.parse({
    configurationId: randomUUID(),
    tenant: {
      tenantId: tenant.tenantId,
      clientId: tenant.clientId,
      authority: tenant.authorityUrl,
      graph: tenant.graphUrl,
      certificateAuthorities: authority,
    },
    domains: [
      {
        name: directory.domainName,
        account: directory.serviceAccount.userPrincipalName,
        controllers: {
          kind: 'chosen',
          hosts: [{ host: directory.host, address: lab.address, port: directory.port }],
        },
        certificateAuthorities: authority,
      },
    ],
  });
  return {
    settings,
    domain: settings.domains[0],
    password: new Secret((await readFile(directory.serviceAccount.passwordPath, 'utf8')).trim()),
  };
}
