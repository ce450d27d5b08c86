/** Directory objects as last seen, in memory; they can be lost, and they can refuse to be written. */
import type { ObjectGuid } from '../../agent-core/contract/identifiers.ts';
import type { Problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import { typeOf } from '../../agent-core/sync/directory-source.ts';
import type { SeenBefore, SeenObjects, Wait } from '../../agent-core/sync/memory.ts';

export interface MemorySeenObjects extends SeenObjects {
  lose(): void;
  refuseWrites(reason: Problem): void;
}

export function memorySeenObjects(): MemorySeenObjects {
  const seen = new Map<ObjectGuid, SeenBefore & { readonly domain: string }>();
  let waited: ReadonlyMap<ObjectGuid, Wait> = new Map();
  let refusal: Problem | null = null;
  return {
    findAbsent: (objects, domains) => {
      const present = new Set(objects.map((object) => object.objectGuid));
      return [...seen.values()].filter(
        ({ objectGuid, domain }) => domains.includes(domain) && !present.has(objectGuid),
      );
    },
    among: (objectGuids, domains) =>
      [...seen.values()].filter(
        ({ objectGuid, domain }) => domains.includes(domain) && objectGuids.includes(objectGuid),
      ),
    remember: (objects, { at, absent, gone } = { at: '', absent: [], gone: [] }) => {
      if (refusal !== null) return fail(refusal);
      for (const object of objects) {
        const { objectGuid, domain } = object;
        seen.set(objectGuid, { objectGuid, domain, objectType: typeOf(object), since: null });
      }
      for (const objectGuid of absent) {
        const before = seen.get(objectGuid);
        if (before !== undefined) seen.set(objectGuid, { ...before, since: before.since ?? at });
      }
      for (const objectGuid of gone) seen.delete(objectGuid);
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
