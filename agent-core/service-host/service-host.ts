/** What keeps the agent running on this machine, as a port: the command line and the desktop do not care which one it is. */
import type { Result } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';

/**
 *   notInstalled --install--> stopped --start--> running <--(pause over)-- waiting
 *        ^                       ^                 |  |                      ^
 *        +------- uninstall -----+----- stop ------+  +---- the agent ended --+
 */
export type ServiceState =
  | { readonly kind: 'notInstalled' }
  | { readonly kind: 'stopped' }
  | {
      readonly kind: 'running';
      /** Of the agent. */
      readonly pid: number;
      /** ISO 8601; null when the service manager does not say. */
      readonly since: string | null;
      /** How often it was started anew since the service was started. */
      readonly restarts: number;
    }
  /** The agent ended by itself and is started again after a pause. */
  | { readonly kind: 'waiting'; readonly restarts: number };

/** Every change may be asked for twice: the second time nothing is left to do. @returns whether something was changed */
export interface ServiceHost {
  readonly kind: 'systemd' | 'supervisor' | 'windows';
  /** For a person: the unit, the folder of the supervisor, or the service. */
  readonly name: string;
  /**
   * @param approvers the group whose members may approve; null for none, and left out for whoever it is already
   * Problems: agent.unknown-group, service.not-permitted, service.foreign-unit, service.manager-refused.
   */
  install(approvers?: string | null): Promise<Result<boolean>>;
  /** The group whose members may approve, as it was installed; null for none. */
  approvers(): string | null;
  /** Does not wait until the agent answers. Problems: service.not-installed and those of install. */
  start(): Promise<Result<boolean>>;
  /** Lets the changes end that were sent. Problems: service.not-stopped and those of start. */
  stop(): Promise<Result<boolean>>;
  restart(): Promise<Result<boolean>>;
  read(): Promise<Result<ServiceState>>;
  /**
   * Stops it and leaves nothing behind but the data folder and, unless told otherwise, the groups that were made at installation and may
   * have members. Problems: those of stop.
   */
  uninstall(leavings?: 'groups' | 'nothing'): Promise<Result<boolean>>;
  /** What the agent said last, for somebody who wonders why it does not answer. */
  lastLines(): Promise<readonly string[]>;
  /** The account that the service runs as; null where it is always the one who installed it. */
  readonly account: HostedAccount | null;
}

export interface HostedAccount {
  /** As Windows calls it; null for a service that is not installed. */
  read(): Promise<Result<string | null>>;
  /**
   * Has the service run as another one from its next start on.
   * Problems: service.unknown-account, service.system-on-controller and those of install.
   */
  change(account: ServiceAccount): Promise<Result<boolean>>;
}

export interface ServiceAccount {
  /** DOMAIN\name, with a dollar at its end for a managed one; null for the account that Windows makes for the service itself. */
  readonly name: string | null;
  /** Whether the domain keeps its password (gMSA). */
  readonly isManaged: boolean;
  readonly password: Secret | null;
}
