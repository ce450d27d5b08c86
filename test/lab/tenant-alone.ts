/** `npm run lab -- tenant`: the tenant without a directory, in the foreground, for any Graph client that a person points at it. */
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createLabAuthority } from './certificates/lab-authority.ts';
import { ensureServerCertificate } from './certificates/server-certificate.ts';
import { labFiles } from './lab-files.ts';
import { LabProblem } from './lab-problem.ts';
import { faultPlanNames } from './tenant/lab/named-fault-plans.ts';
import { seed } from './tenant/seed.ts';
import { startTenant } from './tenant/start-tenant.ts';

export type TenantAlone = {
  /** Of its own, so that a lab that is up in another folder is not disturbed. */
  readonly dir: string;
  readonly address: string;
  readonly port: number;
  /** A certificate in PEM form to sign in with as the application of the seed. */
  readonly certificatePath: string | undefined;
};

/** Resolves when the tenant was told to end and has been saved. `tell` is called once, when it listens. */
export async function runTenantAlone(wanted: TenantAlone, tell: (facts: TenantAloneFacts) => void): Promise<void> {
  const files = labFiles(wanted.dir);
  const authority = await createLabAuthority(files.authorityDir);
  const names = { commonName: 'Bridgehead lab tenant', dnsNames: ['localhost'], ipAddresses: [wanted.address] };
  await ensureServerCertificate(authority, names, files.tenant.certificate);
  const certificate = wanted.certificatePath === undefined ? undefined : await readCertificate(wanted.certificatePath);
  const tenant = await listen(wanted);
  if (certificate !== undefined) tenant.state.applications.registerCertificate(seed.application.appId, certificate);
  const { certificatePath: authorityCertificatePath } = authority;
  tell({ url: tenant.origin, port: tenant.port, authorityCertificatePath, labKeyPath: files.tenant.labKeyPath });
  const signal = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => signal.abort());
  await once(signal.signal, 'abort');
  await tenant.stop();
}

export type TenantAloneFacts = {
  readonly url: string;
  readonly port: number;
  readonly authorityCertificatePath: string;
  readonly labKeyPath: string;
};

async function listen({ dir, address, port }: TenantAlone) {
  const { tenant } = labFiles(dir);
  try {
    return await startTenant({
      certificatePem: await readFile(tenant.certificate.certificatePath, 'utf8'),
      privateKeyPem: await readFile(tenant.certificate.privateKeyPath, 'utf8'),
      dataDir: tenant.dataDir,
      address,
      port,
      hostName: address,
      log: (line) => void process.stderr.write(`${line}\n`),
    });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause;
    throw new LabProblem(`Something else already listens at ${address}, port ${port}.`, 'Name another: --port 8444', {
      cause,
    });
  }
}

async function readCertificate(path: string): Promise<X509Certificate> {
  try {
    return new X509Certificate(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new LabProblem(`${path} is no certificate.`, 'Name a file in PEM form.', { cause });
  }
}

export function describeTenantAlone({ url, authorityCertificatePath, labKeyPath }: TenantAloneFacts): string {
  return `The tenant listens until it is interrupted.

  Sign-in and Graph   ${url}
  Authority           ${authorityCertificatePath}
  Tenant id           ${seed.tenantId}
  Application id      ${seed.application.appId}

Look into it:
  curl --cacert ${authorityCertificatePath} ${url}/     (or open it in a browser on this machine)
Let it fail (${faultPlanNames.join(', ')}; a DELETE of /lab/faults ends it):
  printf 'x-lab-key: ' | cat - ${labKeyPath} | curl --cacert ${authorityCertificatePath} -H @- \\
    -d '{"name": "bad day", "seed": 1}' ${url}/lab/faults/named
`;
}
