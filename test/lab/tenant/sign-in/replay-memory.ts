/**
 * Remembers which assertions were used, for as long as they could be used again. The very same assertion may come again:
 * `@azure/msal-node` keeps one for its ten minutes and sends it with every request. What is refused is another
 * assertion that claims an identifier already used.
 */
import { createHash } from 'node:crypto';

export interface ReplayMemory {
  /** False when the same application has used this identifier in another assertion. */
  readonly admit: (use: AssertionUse, now: Date) => boolean;
}

export interface AssertionUse {
  readonly appId: string;
  readonly jti: string;
  /** As it was sent. */
  readonly assertion: string;
  /** After this moment the assertion is refused for its age. */
  readonly forgetAfter: Date;
}

export function createReplayMemory(): ReplayMemory {
  const uses = new Map<string, { readonly digest: string; readonly forgetAfterMs: number }>();
  return {
    admit: ({ appId, jti, assertion, forgetAfter }, now) => {
      for (const [key, { forgetAfterMs }] of uses) {
        if (forgetAfterMs < now.getTime()) uses.delete(key);
      }
      const key = JSON.stringify([appId, jti]);
      const digest = createHash('sha256').update(assertion).digest('hex');
      const earlier = uses.get(key);
      if (earlier !== undefined) return earlier.digest === digest;
      uses.set(key, { digest, forgetAfterMs: forgetAfter.getTime() });
      return true;
    },
  };
}
