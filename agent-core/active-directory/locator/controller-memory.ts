/**
 * Which controllers worked lately. One that worked is asked first again, since readings of one controller go on where they ended;
 * one that failed is asked last for a while, so that nobody waits for a dead controller every two minutes, and never for ever.
 */
import type { Clock } from '../../sync/clock.ts';

export interface ControllerMemory {
  /** The same controllers, most promising first. */
  order<Controller extends { readonly host: string }>(controllers: readonly Controller[]): readonly Controller[];
  worked(host: string): void;
  failed(host: string): void;
}

export const avoidedForMs = 5 * 60_000;

export function createControllerMemory(clock: Clock): ControllerMemory {
  let favourite: string | null = null;
  const failedAtMs = new Map<string, number>();
  const isAvoided = (host: string) => {
    const failedAt = failedAtMs.get(host);
    return failedAt !== undefined && clock.monotonicMs() - failedAt < avoidedForMs;
  };
  const rank = (host: string) => (isAvoided(host) ? 2 : host === favourite ? 0 : 1);
  return {
    order: (controllers) => controllers.toSorted((left, right) => rank(left.host) - rank(right.host)),
    worked: (host) => {
      favourite = host;
      failedAtMs.delete(host);
    },
    failed: (host) => {
      if (favourite === host) favourite = null;
      failedAtMs.set(host, clock.monotonicMs());
    },
  };
}
