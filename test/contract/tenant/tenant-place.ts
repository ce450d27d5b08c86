/** Where the tenant's contract is tested: the lab's emulator at every `npm test`, or a real tenant when a person says so. */
import type { Ask, Reply, TenantForTests } from '../../lab/tenant/testing/tenant-for-tests.ts';

export interface TenantPlace {
  /** Graph's address; links and contexts in replies begin with it. */
  readonly origin: string;
  readonly tenantId: string;
  /** A verified domain, in which users may be made. */
  readonly domain: string;
  /** The name of everything that is made begins with it. */
  readonly prefix: string;
  /** The application permissions that the caller has. */
  readonly permissions: ReadonlySet<string>;
  /** Asks Graph; `path` begins with the version. */
  readonly graph: (path: string, ask?: Ask) => Promise<Reply>;
  /** How long a change may take to be seen. */
  readonly patienceMs: number;
  /** Users and groups that were made are put into this administrative unit, where a person can find them. */
  readonly administrativeUnit: string | null;
  /** Present in the lab, where things can be arranged that Graph cannot. */
  readonly lab: TenantForTests | null;
  readonly close: () => Promise<void>;
}
