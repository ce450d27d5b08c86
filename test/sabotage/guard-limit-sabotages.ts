/** Breaks of the limits, each wired to the number of another kind: a settings page that shows one limit while another one holds. */
import type { GuardSettings } from '../../agent-core/contract/guard-settings.ts';
import type { Sabotage } from './sabotages.ts';

/** The file of the kind, and a limit that is wider or narrower than its own. */
const kinds = {
  deletes: ['removals', 'creates'],
  scopeShrink: ['removals', 'creates'],
  memberRemovals: ['memberships', 'creates'],
  emptiedGroups: ['memberships', 'creates'],
  takeovers: ['takeovers', 'creates'],
  disables: ['sign-in', 'creates'],
  enables: ['sign-in', 'creates'],
  creates: ['creates', 'sameAttribute'],
  signInNames: ['sign-in-names', 'creates'],
  clearedValues: ['values', 'creates'],
  sameAttribute: ['values', 'deletes'],
} as const satisfies Readonly<Record<keyof GuardSettings, readonly [file: string, other: keyof GuardSettings]>>;

export const guardLimitSabotages: readonly Sabotage[] = Object.entries(kinds).map(([kind, [file, other]]) => ({
  breaks: `R11: ${kind} has a limit of its own`,
  file: `agent-core/sync/guard/${file}.ts`,
  find: `settings.${kind},`,
  replace: `settings.${other},`,
  project: 'pure',
  test: 'test/agent-core/sync/guard-limits.test.ts',
}));
