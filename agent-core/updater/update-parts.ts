/** What the phases of an update work with. */
import type { KeyObject } from 'node:crypto';
import type { Machine } from './machine.ts';
import type { PackageStore } from './package-store.ts';
import type { UpdateSource } from './update-source.ts';
import type { Update, UpdaterMemory } from './updater-memory.ts';

export interface UpdateParts {
  /** Of this program, and so of everything that is installed. */
  readonly version: string;
  readonly platform: string;
  readonly dataDir: string;
  readonly updatesDir: string;
  /** Null in a build that believes nobody. */
  readonly key: KeyObject | null;
  /** Null where nobody said where updates come from. */
  readonly source: UpdateSource | null;
  readonly packages: PackageStore;
  readonly memory: UpdaterMemory;
  readonly machine: Machine;
  readonly patience: Patience;
  /** ISO 8601. */
  readonly now: () => string;
  /** Ends early, without a word, when the signal does. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly tell: (text: string, facts?: Readonly<Record<string, unknown>>) => void;
  /** Told how many bytes of a package are here. */
  readonly onFetched: (bytes: number) => void;
}

/** How long everything may take, in milliseconds. */
export interface Patience {
  readonly feedMs: number;
  /** Slower than this, and a download is given up. */
  readonly bytesPerSecond: number;
  readonly installMs: number;
  readonly healthMs: number;
  readonly returnMs: number;
  /** From one look at the agent, or for a request, to the next. */
  readonly betweenLooksMs: number;
}

/** What nobody says otherwise. */
const usual: Patience = {
  feedMs: 30_000,
  bytesPerSecond: 16 * 1024,
  installMs: 15 * 60_000,
  healthMs: 15 * 60_000,
  returnMs: 15 * 60_000,
  betweenLooksMs: 1_000,
};

export function patienceOf(installSeconds?: number, healthSeconds?: number): Patience {
  const installMs = installSeconds === undefined ? usual.installMs : installSeconds * 1000;
  const healthMs = healthSeconds === undefined ? usual.healthMs : healthSeconds * 1000;
  return { ...usual, installMs, healthMs, returnMs: installMs };
}

/** A phase does its work and says what the update is like after it; the same one as before when it was told to stop. */
export type Phase = (update: Update, parts: UpdateParts, signal: AbortSignal) => Promise<Update>;
