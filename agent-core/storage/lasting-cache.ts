/**
 * cache.db for as long as the agent lives. Looking through a large one takes seconds, which nobody waits for at the start: it is done before
 * anybody relies on it, and a damaged one is replaced then by a new one, which everybody who holds a part of it has from there on.
 */
import { type Problem, problem } from '../contract/problem.ts';
import { type CacheDatabase, openCacheDatabase } from './cache-database.ts';
import { setAside } from './data-folder.ts';
import { isDamaged } from './look-for-damage.ts';

export interface LastingCache extends Omit<CacheDatabase, 'isLookedThrough'> {
  /** One at a time. @returns the problem when a damaged cache had to be set aside only now */
  ensureWhole(): Promise<Problem | null>;
}

/** @param isStale and what is large: as for `openCacheDatabase` */
export function openLastingCache(path: string, now: () => string, isStale: boolean, largeBytes?: number): LastingCache {
  let current = openCacheDatabase(path, now(), isStale, largeBytes);
  let { isLookedThrough } = current;
  return {
    seen: following(() => current.seen),
    directories: {
      of: (domain) => following(() => current.directories.of(domain)),
      read: (domain) => following(() => current.directories.read(domain)),
    },
    remembered: {
      tenant: following(() => current.remembered.tenant),
      over: (domains) => current.remembered.over(domains),
    },
    problem: current.problem,
    ensureWhole: async () => {
      if (isLookedThrough) return null;
      const hasDamage = await isDamaged(path);
      isLookedThrough = true;
      if (!hasDamage) return null;
      current.close();
      const aside = setAside(path, now());
      current = openCacheDatabase(path, now());
      return problem('data.cache-rebuilt', `set aside as ${aside}`);
    },
    shrink: () => current.shrink(),
    close: () => current.close(),
  };
}

/** Asks whatever is there when it is asked. */
function following<Part extends object>(part: () => Part): Part {
  return new Proxy(part(), { get: (_first, name) => Reflect.get(part(), name) });
}
