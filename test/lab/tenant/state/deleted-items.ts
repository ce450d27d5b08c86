/** Deleted objects wait thirty days for somebody to want them back. */
import type { TenantState } from './tenant-state.ts';

export const deletedLifeMs = 30 * 24 * 60 * 60 * 1000;

/** Purges what has waited longer. Objects are kept in the order of their deletion, so that the first look says all. */
export function purgeExpired({ directory, clock }: TenantState): void {
  const nowMs = clock.now().getTime();
  for (const set of Object.values(directory.sets)) {
    for (;;) {
      const [oldest] = set.deletedPage(0, 1).objects;
      if (oldest === undefined || Date.parse(String(oldest.deletedDateTime)) + deletedLifeMs > nowMs) break;
      directory.purge(oldest.id);
    }
  }
}
