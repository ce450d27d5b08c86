/** Everything that can run in a lab, started and stopped together. */
import type { LabAuthority } from './certificates/lab-authority.ts';
import { type ControllerGroup, type JoiningController, nameControllers } from './directory/controller-group.ts';
import { contosoDomain, fabrikamDomain } from './directory/domain.ts';
import { ldapsPort, startDomainController, stopDomainController } from './directory/domain-controller.ts';
import { readOnlyHostName, startReadOnlyController } from './directory/read-only-controller.ts';
import { secondHostName, startSecondController } from './directory/second-controller.ts';
import type { SeedName } from './directory/seed/seed-name.ts';
import {
  launchStrictProxy,
  type RunningStrictProxy,
  stopStrictProxy,
} from './directory/strict-proxy/strict-proxy-process.ts';
import { imagesDir, type LabFiles } from './lab-files.ts';
import { neighbourAddress } from './loopback-address.ts';
import type { ProcessRecord } from './processes/lab-process.ts';
import { type RunningTenant, startTenant, stopTenant } from './tenant-process.ts';

export type PartsToStart = {
  readonly files: LabFiles;
  readonly address: string;
  readonly tenantPort: number;
  readonly authority: LabAuthority;
  readonly seed: SeedName;
  readonly hasExchange: boolean;
  readonly hasStrictProxy: boolean;
  readonly hasSecondController: boolean;
  readonly hasReadOnlyController: boolean;
  readonly hasSecondForest: boolean;
};

export type RunningController = { readonly address: string; readonly process: ProcessRecord };
export type RunningParts = {
  readonly controller: RunningController;
  readonly secondController: RunningController | undefined;
  readonly readOnlyController: RunningController | undefined;
  readonly secondForest: RunningController | undefined;
  readonly strictProxy: RunningStrictProxy | undefined;
  readonly tenant: RunningTenant;
};

/** What runs already stays as it is. When one part fails the others have ended starting, so that they can be stopped. */
export async function startParts(toStart: PartsToStart): Promise<RunningParts> {
  const { files, address, tenantPort, authority } = toStart;
  const contosoStarts = startContoso(toStart);
  const starts = [
    contosoStarts,
    startSecondForest(toStart),
    // It needs a key of the controller's.
    contosoStarts.then(async () => await startStrictProxy(toStart)),
    startTenant({ files: files.tenant, address, port: tenantPort, authority }),
  ] as const;
  await Promise.allSettled(starts);
  const [contoso, secondForest, strictProxy, tenant] = await Promise.all(starts);
  return { ...contoso, secondForest, strictProxy, tenant };
}

/** Says whether anything was running. */
export async function stopParts(files: LabFiles): Promise<boolean> {
  const stopped = await Promise.all([
    stopTenant(files.tenant),
    stopStrictProxy(files.strictProxy),
    stopDomainController(files.controllerDir),
    stopDomainController(files.secondControllerDir),
    stopDomainController(files.readOnlyControllerDir),
    stopDomainController(files.secondForestDir),
  ]);
  return stopped.includes(true);
}

async function startContoso(
  toStart: PartsToStart,
): Promise<Pick<RunningParts, 'controller' | 'secondController' | 'readOnlyController'>> {
  const { files, address, authority, seed, hasSecondController, hasReadOnlyController } = toStart;
  const place = (dir: string, hostName: string, distance: number): JoiningController => ({
    dir,
    hostName,
    address: neighbourAddress(address, distance),
  });
  const second = hasSecondController ? place(files.secondControllerDir, secondHostName, 2) : undefined;
  const readOnly = hasReadOnlyController ? place(files.readOnlyControllerDir, readOnlyHostName, 3) : undefined;
  const group: ControllerGroup = {
    domain: contosoDomain,
    first: { dir: files.controllerDir, address },
    others: [second, readOnly].filter((other) => other !== undefined),
    namesDir: files.namesDir,
    authority,
  };
  const names = group.others.length > 0 ? await nameControllers(group) : undefined;
  const recipe = { domain: contosoDomain, seed, hasExchange: toStart.hasExchange };
  const controller = {
    address,
    process: await startDomainController({ ...group.first, recipe, authority, imagesDir, names }),
  };
  const startOther = async (start: typeof startSecondController, other: JoiningController | undefined) =>
    names && other && { address: other.address, process: await start(group, other, names) };
  // One after the other: both join at the first one.
  const secondController = await startOther(startSecondController, second);
  const readOnlyController = await startOther(startReadOnlyController, readOnly);
  return { controller, secondController, readOnlyController };
}

async function startSecondForest(toStart: PartsToStart): Promise<RunningController | undefined> {
  if (!toStart.hasSecondForest) return undefined;
  const address = neighbourAddress(toStart.address, 1);
  const recipe = { domain: fabrikamDomain, seed: 'fabrikam', hasExchange: false } as const;
  const { files, authority } = toStart;
  return {
    address,
    process: await startDomainController({ dir: files.secondForestDir, recipe, address, authority, imagesDir }),
  };
}

async function startStrictProxy(toStart: PartsToStart): Promise<RunningStrictProxy | undefined> {
  const { files, address, hasStrictProxy } = toStart;
  if (!hasStrictProxy) return undefined;
  const { hostDnsName, dnsName, baseDn } = contosoDomain;
  const controller = { address, port: ldapsPort, host: hostDnsName, domainName: dnsName, baseDn };
  return await launchStrictProxy({
    files: files.strictProxy,
    controller,
    authorityDir: files.authorityDir,
    controllerDir: files.controllerDir,
  });
}
