/**
 * What an application may ask of the tenant before it is told to wait: token buckets that fill with the tenant's time.
 * learn.microsoft.com/graph/throttling-limits, identity and access
 */
import type { Bucket, Knobs } from '../state/knobs.ts';
import type { TenantState } from '../state/tenant-state.ts';

export interface QuotaCost {
  readonly appId: string;
  readonly resourceUnits: number;
  readonly writes: number;
}

export interface QuotaVerdict {
  readonly isThrottled: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Quotas {
  /** Takes the cost from the caller's buckets; a request that is refused has cost as much. */
  readonly charge: (cost: QuotaCost) => QuotaVerdict;
}

export function createQuotas(state: TenantState): Quotas {
  const levels = new Map<string, Level>();
  const { clock, knobs, tenantId } = state;

  const take = (name: string, bucket: Bucket, cost: number): Taken => {
    const nowMs = clock.now().getTime();
    const before = levels.get(name) ?? { tokens: bucket.limit, atMs: nowMs };
    const filled = before.tokens + ((nowMs - before.atMs) * bucket.limit) / bucket.windowMs;
    const tokens = Math.min(bucket.limit, filled);
    levels.set(name, { tokens: Math.max(0, tokens - cost), atMs: nowMs });
    const missing = cost - tokens;
    return {
      waitMs: missing <= 0 ? 0 : (missing * bucket.windowMs) / bucket.limit,
      usedShare: 1 - (tokens - cost) / bucket.limit,
    };
  };

  return {
    charge: ({ appId, resourceUnits, writes }) => {
      const limits = limitsOf(knobs.read(), state.users.count());
      if (limits === undefined) return { isThrottled: false, headers: {} };
      const taken = [
        { reason: 'ResourceUnitLimitExceeded', ...take(`${appId}/units`, limits.resourceUnits, resourceUnits) },
        ...(writes === 0
          ? []
          : [
              { reason: 'WriteLimitExceeded', ...take(`${appId}/writes`, limits.writes, writes) },
              { reason: 'WriteLimitExceeded', ...take('tenant/writes', limits.tenantWrites, writes) },
            ]),
      ];
      const worst = taken.reduce((left, right) => (right.waitMs > left.waitMs ? right : left));
      if (worst.waitMs > 0) {
        return {
          isThrottled: true,
          headers: {
            ...retryAfter(worst.waitMs, knobs.read()),
            'x-ms-throttle-scope': `Tenant_Application/ReadWrite/${appId}/${tenantId}`,
            'x-ms-throttle-information': worst.reason,
          },
        };
      }
      const usedShare = Math.max(...taken.map((one) => one.usedShare));
      const isNear = usedShare >= shownFrom;
      return {
        isThrottled: false,
        headers: isNear ? { 'x-ms-throttle-limit-percentage': usedShare.toFixed(2) } : {},
      };
    },
  };
}

interface Level {
  readonly tokens: number;
  readonly atMs: number;
}

interface Taken {
  readonly waitMs: number;
  readonly usedShare: number;
}

/** How full a bucket must be used before replies say so. */
const shownFrom = 0.8;

interface Limits {
  readonly resourceUnits: Bucket;
  readonly writes: Bucket;
  /** Of all applications together. */
  readonly tenantWrites: Bucket;
}

function limitsOf({ quotas }: Knobs, userCount: number): Limits | undefined {
  const tenantWrites = { limit: 18_000, windowMs: 300_000 };
  if (quotas === null) return undefined;
  if (quotas !== 'published') return { ...quotas, tenantWrites };
  const limit = userCount < 50 ? 3500 : userCount <= 500 ? 5000 : 8000;
  return {
    resourceUnits: { limit, windowMs: 10_000 },
    writes: { limit: 3000, windowMs: 150_000 },
    tenantWrites,
  };
}

function retryAfter(waitMs: number, { retryAfter: form }: Knobs): Readonly<Record<string, string>> {
  if (form === 'missing') return {};
  return { 'retry-after': form === 'decimal' ? (waitMs / 1000).toFixed(3) : String(Math.ceil(waitMs / 1000)) };
}
