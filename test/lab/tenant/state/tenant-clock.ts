/**
 * The tenant's own time, which can be driven: thirty days of deleted items pass in a moment. Sign-in keeps the real time,
 * because the clients that sign in do.
 */
export interface TenantClock {
  readonly now: () => Date;
  readonly advance: (byMs: number) => void;
  /** Lets time stand still, but for `advance`, or pass again. */
  readonly setFrozen: (isFrozen: boolean) => void;
  readonly isFrozen: () => boolean;
}

export function createTenantClock(realNow: () => Date = () => new Date()): TenantClock {
  let aheadMs = 0;
  let frozenAtMs: number | undefined;
  const nowMs = (): number => frozenAtMs ?? realNow().getTime() + aheadMs;
  return {
    now: () => new Date(nowMs()),
    advance: (byMs) => {
      if (frozenAtMs === undefined) aheadMs += byMs;
      else frozenAtMs += byMs;
    },
    setFrozen: (isFrozen) => {
      if (isFrozen) frozenAtMs = nowMs();
      else if (frozenAtMs !== undefined) {
        aheadMs = frozenAtMs - realNow().getTime();
        frozenAtMs = undefined;
      }
    },
    isFrozen: () => frozenAtMs !== undefined,
  };
}
