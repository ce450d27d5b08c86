/** Directory objects as last seen, in memory; they can be lost, and they can refuse to be written. */
import type { ObjectGuid } from '../../agent-core/contract/identifiers.ts';
import type { Problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import type { SeenObjects } from '../../agent-core/sync/memory.ts';

export interface MemorySeenObjects extends SeenObjects {
  lose(): void;
  refuseWrites(reason: Problem): void;
}

export function memorySeenObjects(): MemorySeenObjects {
  const seen = new Map<ObjectGuid, string>();
  let waited: ReadonlyMap<ObjectGuid, number> = new Map();
  let refusal: Problem | null = null;
  return {
    countAbsent: (objects, domains) => {
      const present = new Set(objects.map((object) => object.objectGuid));
      return [...seen].filter(([objectGuid, domain]) => domains.includes(domain) && !present.has(objectGuid)).length;
    },
    remember: (objects) => {
      if (refusal !== null) return fail(refusal);
      for (const { objectGuid, domain } of objects) seen.set(objectGuid, domain);
      return succeed(undefined);
    },
    waited: () => new Map(waited),
    rememberWaited: (next) => {
      if (refusal !== null) return fail(refusal);
      waited = new Map(next);
      return succeed(undefined);
    },
    lose: () => {
      seen.clear();
      waited = new Map();
    },
    refuseWrites: (reason) => {
      refusal = reason;
    },
  };
}
