/** agent.repair: checks everything the agent needs, one after the other, and mends what needs no person. */
import type { RepairCheck } from '../../contract/care-requests.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../sync/clock.ts';
import type { AgentLog } from '../agent-log.ts';
import type { CredentialStore } from '../credential-store.ts';
import type { CertificateParts } from '../ensure-credential.ts';
import type { Pairing } from '../pairing.ts';
import type { Responder } from '../responder.ts';
import type { Sides } from '../sides.ts';

export interface RepairParts {
  readonly pairing: Pairing;
  readonly credentials: CredentialStore;
  readonly describeCertificate: CertificateParts['describeCertificate'];
  readonly clock: Clock;
  readonly log: AgentLog;
  readonly backUp: (now: string) => Promise<Result<void>>;
  readonly checkSpace: () => Result<void>;
  /** @returns what was mended */
  readonly mendDataFolder: () => Result<readonly string[]>;
  /** Whether the account of the agent has the rights that it needs in this domain. */
  readonly lookAtRights: (domain: string, settings: Settings) => Promise<Result<void>>;
}

export const repairAgent =
  (parts: RepairParts): Responder<'agent.repair'> =>
  async (_parameters, signal) => {
    const { pairing, clock, log } = parts;
    // Connections that were made before may be what is wrong.
    pairing.forget();
    const connected = pairing.connect();
    const local: readonly RepairCheck[] = [
      checkDataFolder(parts.mendDataFolder()),
      checkOf('disk', parts.checkSpace(), 'there is enough room'),
      checkOf('backup', await parts.backUp(clock.now()), 'a copy of the record was made'),
      checkOf('settings', connected, 'the settings and the password can be read'),
      checkCertificate(parts),
    ];
    const remote = connected.ok ? await checkSides(connected.value, parts, signal) : [];
    const checks = [...local, ...remote];
    log.info('checked', Object.fromEntries(checks.map(({ name, result }) => [name, result])));
    return succeed({ checks });
  };

/** What can be looked after while the record is protected: everything that does not need it. */
export const repairProtectedAgent =
  (parts: Pick<RepairParts, 'checkSpace' | 'mendDataFolder'>, reason: Problem): Responder<'agent.repair'> =>
  () =>
    succeed({
      checks: [
        checkDataFolder(parts.mendDataFolder()),
        checkOf('disk', parts.checkSpace(), 'there is enough room'),
        checkOf('settings', fail(reason), ''),
      ],
    });

type CheckName = RepairCheck['name'];

function checkOf(name: CheckName, result: Result<unknown>, good: string): RepairCheck {
  return result.ok
    ? { name, result: 'good', detail: good, problem: null }
    : { name, result: 'person', detail: result.problem.detail, problem: result.problem };
}

function checkDataFolder(mended: Result<readonly string[]>): RepairCheck {
  if (!mended.ok || mended.value.length === 0)
    return checkOf('dataFolder', mended, "everything in it is the agent's alone");
  const detail = `others had rights to ${mended.value.join(', ')}; they were taken away`;
  return { name: 'dataFolder', result: 'mended', detail, problem: null };
}

function checkCertificate({ credentials, describeCertificate, clock }: RepairParts): RepairCheck {
  const stored = credentials.read();
  if (!stored.ok) return checkOf('certificate', stored, '');
  if (stored.value === null)
    return checkOf('certificate', fail(problem('setup.certificate-missing', 'no certificate was made yet')), '');
  const { notAfter } = describeCertificate(stored.value.certificatePem);
  const isExpired = notAfter <= clock.now();
  const expired = fail(problem('certificate.expired', `it was valid until ${notAfter}`));
  return checkOf('certificate', isExpired ? expired : stored, `it is valid until ${notAfter}`);
}

async function checkSides(
  { settings, sides }: { readonly settings: Settings; readonly sides: Sides },
  { lookAtRights }: RepairParts,
  signal: AbortSignal,
): Promise<readonly RepairCheck[]> {
  const checks = await Promise.all([
    ...sides.directories.map(async (directory, index) => {
      const accepts = 'the domain controller answers and accepts the account';
      const answer = checkOf('directory', await directory.verify(signal), accepts);
      const domain = settings.domains[index];
      // Who does not answer cannot be asked about rights.
      if (answer.result !== 'good' || domain === undefined) return [answer];
      const rights = await lookAtRights(domain.name, settings);
      return [answer, checkOf('rights', rights, 'nothing is missing, as far as the account may see')];
    }),
    checkTenant(sides.tenant.readOrganization(signal)),
  ]);
  return checks.flat();
}

async function checkTenant(read: Promise<Result<unknown>>): Promise<RepairCheck> {
  return checkOf('tenant', await read, 'the tenant answers and accepts the certificate');
}
