/** What keeps the agent running on this machine, as a port: the command line and the desktop do not care which one it is. */
import type { Result } from '../contract/result.ts';

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
  readonly kind: 'systemd' | 'supervisor';
  /** For a person: the unit, or the folder of the supervisor. */
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
  /** Stops it and leaves nothing behind but the data folder. Problems: those of stop. */
  uninstall(): Promise<Result<boolean>>;
  /** What the agent said last, for somebody who wonders why it does not answer. */
  lastLines(): Promise<readonly string[]>;
}
