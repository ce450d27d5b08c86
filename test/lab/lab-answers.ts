/** The answer file that pairs an agent with this lab, as an administrator would write it. */
import type { LabFacts } from './lab-facts.ts';

/** @param ownershipExtension where the ownership marks go, as a registration makes it; null leaves removal switched off */
export function labAnswers(lab: LabFacts, ownershipExtension: string | null = null) {
  const { tenant, directory, authorityCertificatePath } = lab;
  return {
    tenant: {
      tenantId: tenant.tenantId,
      clientId: tenant.clientId,
      authority: tenant.authorityUrl,
      graph: tenant.graphUrl,
      certificateAuthorityFile: authorityCertificatePath,
      ownershipExtension,
    },
    domains: [
      {
        name: directory.domainName,
        account: directory.serviceAccount.userPrincipalName,
        password: { file: directory.serviceAccount.passwordPath },
        controllers: {
          kind: 'chosen',
          hosts: [{ host: directory.host, address: lab.address, port: directory.port }],
        },
        certificateAuthorityFile: authorityCertificatePath,
      },
    ] as const,
    // Whoever tries the product looks at the plan before anybody is created, as the wizard begins.
    schedule: { isPaused: true },
  };
}
