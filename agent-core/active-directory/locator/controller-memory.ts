/**
 * Which controllers worked lately, and how they were come into. One that worked is asked first again, since readings of one controller go on where they ended;
 * one that failed is asked last for a while, so that nobody waits for a dead controller every two minutes, and never for ever.
 */
import type { Clock } from '../../sync/clock.ts';
import type { Security } from '../connection/connect-controller.ts';

export interface ControllerMemory {
  /** The same controllers, most promising first. */
  order<Controller extends { readonly host: string }>(controllers: readonly Controller[]): readonly Controller[];
  worked(host: string): void;
  failed(host: string): void;
  /** In which way the host let the agent in the last time; null when it is not known. */
  wayIn(host: string): Security | null;
  cameIn(host: string, way: Security): void;
}

export const avoidedForMs = 5 * 60_000;

/** One for all domains: a host belongs to one of them. */
export function createControllerMemory(clock: Clock): ControllerMemory {
  /** The later it worked, the larger its number. */
  const lastWorked = new Map<string, number>();
  const failedAtMs = new Map<string, number>();
  const ways = new Map<string, Security>();
  let count = 0;
  const isAvoided = (host: string) => {
    const failedAt = failedAtMs.get(host);
    return failedAt !== undefined && clock.monotonicMs() - failedAt < avoidedForMs;
  };
  const promise = (host: string) => (isAvoided(host) ? -1 : (lastWorked.get(host) ?? 0));
  return {
    order: (controllers) => controllers.toSorted((left, right) => promise(right.host) - promise(left.host)),
    worked: (host) => {
      count += 1;
      lastWorked.set(host, count);
      failedAtMs.delete(host);
    },
    failed: (host) => {
      lastWorked.delete(host);
      failedAtMs.set(host, clock.monotonicMs());
    },
    wayIn: (host) => ways.get(host) ?? null,
    cameIn: (host, way) => void ways.set(host, way),
  };
}
