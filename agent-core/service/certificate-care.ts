/** Looks after the certificate and the grants for as long as the agent lives: at its start, and every hour from then on. */
import type { Settings } from '../contract/settings.ts';
import type { Timer } from '../sync/timer.ts';
import type { AgentStatus } from './agent-status.ts';
import { expiryProblem, missingGrantsProblem, unexpectedGrantsProblem } from './certificate-problems.ts';
import type { RegistrationStore } from './registration-store.ts';
import { type RenewalParts, renewCertificate } from './renew-certificate.ts';

export interface CareParts extends RenewalParts {
  readonly registrations: RegistrationStore;
  readonly status: AgentStatus;
  readonly timer: Timer;
  /** Null before the set-up. */
  readonly readSettings: () => Settings | null;
}

const lookEveryMs = 3_600_000;

export class CertificateCare {
  readonly #parts: CareParts;
  readonly #stopping = new AbortController();
  #forget = () => {};
  #look: Promise<void> = Promise.resolve();

  constructor(parts: CareParts) {
    this.#parts = parts;
  }

  /** Begins to look, now and every hour. */
  start(): void {
    const { timer, log } = this.#parts;
    this.#look = this.look().catch((error: unknown) => log.unexpected(error));
    this.#forget = timer.after(lookEveryMs, () => this.start());
  }

  async stop(): Promise<void> {
    this.#forget();
    this.#stopping.abort();
    await this.#look;
  }

  /** Before the set-up there is nobody to sign in to. */
  async look(): Promise<void> {
    const { readSettings, registrations, status } = this.#parts;
    const { signal } = this.#stopping;
    const settings = readSettings();
    if (settings !== null) {
      const { tenant } = settings;
      const record = registrations.read();
      const application = record.ok ? record.value.application : null;
      const objectId = application?.clientId === tenant.clientId ? application.objectId : null;
      status.report('renewal', await renewCertificate(this.#parts, { tenant, objectId }, signal));
      await this.#checkGrants(settings);
    }
    this.#reportExpiry();
  }

  #reportExpiry(): void {
    const { credentials, status, clock, describeCertificate } = this.#parts;
    const stored = credentials.read();
    if (!stored.ok || stored.value === null) return;
    status.report('expiry', expiryProblem(describeCertificate(stored.value.certificatePem).notAfter, clock.now()));
  }

  /** Whatever keeps the agent from signing in is told by the next run; here only what was granted is of interest. */
  async #checkGrants({ tenant }: Settings): Promise<void> {
    const { credentials, keys, status } = this.#parts;
    const stored = credentials.read();
    if (!stored.ok || stored.value === null) return;
    const checked = await keys.signIn(tenant, stored.value, this.#stopping.signal);
    if (!checked.ok || checked.value === null) return;
    status.report('grants-missing', missingGrantsProblem(checked.value));
    status.report('grants-unexpected', unexpectedGrantsProblem(checked.value));
  }
}
