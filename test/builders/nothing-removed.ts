/** For what is not about removals: nothing is missing, and nothing may be taken away. */
import { defaultGroups, type GroupSettings } from '../../agent-core/contract/settings.ts';
import type { RemovedContext } from '../../agent-core/sync/diff.ts';

export const nothingRemoved = (configurationId: string): RemovedContext & { readonly groups: GroupSettings } => ({
  settings: { onLeavingScope: 'keep', waitRuns: 0 },
  groups: defaultGroups,
  configurationId,
  hasMarks: false,
  mayRemove: false,
  absences: [],
  deletedUsers: [],
  waited: new Map(),
  now: '2026-03-02T08:00:00.000Z',
  intervalSeconds: 120,
});
