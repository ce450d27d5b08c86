/** Puts together what there is to know about a lab that has just come up. */
import { administratorName } from './directory/controller-data.ts';
import { controllerFiles } from './directory/controller-files.ts';
import { atController, contosoDomain, type Domain, fabrikamDomain } from './directory/domain.ts';
import { ldapsPort } from './directory/domain-controller.ts';
import { readOnlyHostName } from './directory/read-only-controller.ts';
import { secondHostName } from './directory/second-controller.ts';
import type { SeedName } from './directory/seed/seed-name.ts';
import { serviceAccountName } from './directory/service-account.ts';
import type { LabFacts } from './lab-facts.ts';
import type { LabFiles } from './lab-files.ts';
import type { RunningController, RunningParts } from './lab-parts.ts';
import { seed as tenantSeed } from './tenant/seed.ts';

export type LabToDescribe = {
  readonly files: LabFiles;
  readonly address: string;
  readonly authorityCertificatePath: string;
  readonly seed: SeedName;
  readonly hasExchange: boolean;
  readonly parts: RunningParts;
};

export function describeLab(lab: LabToDescribe): LabFacts {
  const { files, address, authorityCertificatePath, seed, hasExchange, parts } = lab;
  const { controller, secondController, readOnlyController, secondForest, strictProxy, tenant } = parts;
  const tenantUrl = `https://${address}:${tenant.port}`;
  return {
    dir: files.dir,
    address,
    authorityCertificatePath,
    directory: {
      ...describeDomain(contosoDomain, files.controllerDir),
      ...describeController(contosoDomain, files.controllerDir, controller),
      seed: String(seed),
      hasExchange,
      ...(strictProxy && { strictPort: strictProxy.port, strictDoorPath: files.strictProxy.doorPath }),
      ...(secondController && {
        secondController: describeOther(secondHostName, files.secondControllerDir, secondController),
      }),
      ...(readOnlyController && {
        readOnlyController: describeOther(readOnlyHostName, files.readOnlyControllerDir, readOnlyController),
      }),
    },
    ...(secondForest && {
      secondForest: {
        address: secondForest.address,
        ...describeDomain(fabrikamDomain, files.secondForestDir),
        ...describeController(fabrikamDomain, files.secondForestDir, secondForest),
      },
    }),
    tenant: {
      tenantId: tenantSeed.tenantId,
      clientId: tenantSeed.application.appId,
      setUpClientId: tenantSeed.setUpClient.appId,
      port: tenant.port,
      authorityUrl: tenantUrl,
      graphUrl: tenantUrl,
      pid: tenant.process.pid,
      logPath: files.tenant.logPath,
      labKeyPath: files.tenant.labKeyPath,
    },
  };
}

/** `dir` is the folder of the controller that the passwords were made for. */
function describeDomain(
  domain: Domain,
  dir: string,
): Pick<LabFacts['directory'], 'domainName' | 'baseDn' | 'serviceAccount' | 'administrator'> {
  const files = controllerFiles(dir);
  return {
    domainName: domain.dnsName,
    baseDn: domain.baseDn,
    serviceAccount: {
      userPrincipalName: serviceAccountName(domain),
      passwordPath: files.serviceAccountPasswordPath,
    },
    administrator: {
      userPrincipalName: administratorName(domain),
      passwordPath: files.administratorPasswordPath,
    },
  };
}

/** Another controller of the domain. */
function describeOther(
  hostName: string,
  dir: string,
  running: RunningController,
): NonNullable<LabFacts['directory']['secondController']> {
  return { address: running.address, ...describeController(atController(contosoDomain, hostName), dir, running) };
}

function describeController(
  domain: Domain,
  dir: string,
  running: RunningController,
): Pick<LabFacts['directory'], 'host' | 'port' | 'pid' | 'logPath'> {
  return {
    host: domain.hostDnsName,
    port: ldapsPort,
    pid: running.process.pid,
    logPath: controllerFiles(dir).logPath,
  };
}
