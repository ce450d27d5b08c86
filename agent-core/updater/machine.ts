/** What the updater needs of the machine besides its own folder. */
import type { Result } from '../contract/result.ts';
import type { AgentLook } from './judge-health.ts';
import type { WatchLine } from './watch-line.ts';

export interface Machine {
  /** Settles when the agent has ended; when it does not run, at once. Problem: updates.agent-not-stopped. */
  stopAgent(): Promise<Result<void>>;
  /** Does not wait until it answers. Starting what runs changes nothing. */
  startAgent(): Promise<void>;
  /** Puts what watches an update where no installer replaces it. Problems: updates.disk-full, updates.write-failed. */
  keepWatcher(): Promise<Result<void>>;
  /** Has it watch, without waiting for it. @returns whether it was started */
  startWatcher(line: WatchLine): Promise<boolean>;
  /** Starts a package that replaces everything, this program included, and goes on without it. @returns whether it was started */
  startInstaller(packagePath: string, purpose: 'update' | 'return'): Promise<boolean>;
  /** How the agent says it is; null when it does not answer. */
  lookAtAgent(): Promise<AgentLook | null>;
  /** Whether the system trusts the publisher of a package. Problem: updates.untrusted-package. */
  checkPublisher(packagePath: string): Promise<Result<void>>;
  /** Bytes that are free on the disk of a folder. */
  freeBytes(dir: string): number;
}
