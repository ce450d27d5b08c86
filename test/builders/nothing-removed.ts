/** For what is not about removals: nothing is missing, and nothing may be taken away. */
import type { RemovedContext } from '../../agent-core/sync/diff.ts';

export const nothingRemoved = (configurationId: string): RemovedContext => ({
  settings: { onLeavingScope: 'keep', waitRuns: 0 },
  configurationId,
  hasMarks: false,
  mayRemove: false,
  absences: [],
  deletedUsers: [],
  waited: new Map(),
  now: '2026-03-02T08:00:00.000Z',
  intervalSeconds: 120,
});
