/** How many changes of each kind; what is not named is zero. */
import type { ChangeCounts } from '../../agent-core/contract/plan.ts';

export function changeCounts(counts: Partial<ChangeCounts> = {}): ChangeCounts {
  return { create: 0, update: 0, disable: 0, enable: 0, delete: 0, restore: 0, link: 0, unlink: 0, ...counts };
}
