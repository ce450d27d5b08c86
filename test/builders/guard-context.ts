/** What the guard knows besides the plan: a tenant that was filled long ago, and nothing of note. */

import { noDecisions } from '../../agent-core/sync/guard/decisions.ts';
import type { GuardContext } from '../../agent-core/sync/guard.ts';
import { limits } from './guard-settings.ts';

export function guardContext(changes: Partial<GuardContext> = {}): GuardContext {
  return {
    settings: limits({ disables: { count: 2, percent: 100 } }),
    usersInScope: 100,
    newcomers: 0,
    recent: new Map(),
    stripped: new Set(),
    namesLost: [],
    isFilled: true,
    newDomains: new Map(),
    contested: new Set(),
    decisions: noDecisions,
    privileged: new Set(),
    unreadableRoles: null,
    outOfScope: new Set(),
    links: new Map(),
    hasMarks: true,
    memberCounts: new Map(),
    ownBlocks: new Set(),
    ownDeletions: new Set(),
    initialDomain: 'contoso.onmicrosoft.com',
    ...changes,
  };
}
