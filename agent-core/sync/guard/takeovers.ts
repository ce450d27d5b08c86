/** The danger of making accounts ours that somebody else made: from then on the agent may delete them (rules R3, R28). */
import type { Change } from '../../contract/plan.ts';
import { isTakenOver } from '../../contract/taken-over.ts';
import { type GuardFacts, type GuardKind, oneIf, usersInScope } from './guard-kind.ts';

export const takeovers: GuardKind = {
  name: 'takeovers',
  code: 'guard.too-many-takeovers',
  countsIn: (change, facts) => oneIf(isTakeover(change, facts)),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.takeovers,
  fewest: 1,
};

/** What this agent joined before there were marks is its own already, and only gets one. */
export function isTakeover({ kind, attributes, objectGuid, anchor }: Change, { links }: GuardFacts): boolean {
  const isMarked = kind === 'update' && attributes.some(({ name }) => name === 'ownershipMark');
  return isMarked && links.get(objectGuid) !== anchor;
}

/** Nothing but a name or an address says whose the account is: it carries no anchor yet (rule R28). */
export const isMatch = (change: Change): boolean => change.kind === 'update' && isTakenOver(change);
