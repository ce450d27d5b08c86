/** The danger of making accounts ours that somebody else made: from then on the agent may delete them (rules R3, R28). */
import type { Change } from '../../contract/plan.ts';
import { isTakenOver } from '../../contract/taken-over.ts';
import { type GuardFacts, type GuardKind, oneIf, usersInScope, usersToBe } from './guard-kind.ts';

export const takeovers: GuardKind = {
  name: 'takeovers',
  code: 'guard.too-many-takeovers',
  countsIn: (change, facts) => oneIf(isTakeover(change, facts)),
  // Whoever set the agent up saw how many there are to be; later a mass creation is no reason to take more over.
  wholeOf: (facts) => (facts.isFilled ? usersInScope(facts) : usersToBe(facts)),
  limitOf: (settings) => settings.takeovers,
  fewest: 1,
};

/**
 * What this agent joined before there were marks is its own already, and only gets one. Where there are no marks, the first change of an
 * account that was never joined is what makes it ours.
 */
export function isTakeover(change: Change, { links, hasMarks }: GuardFacts): boolean {
  const { kind, objectType, attributes, objectGuid, anchor } = change;
  const isMarked = kind === 'update' && attributes.some(({ name }) => name === 'ownershipMark');
  const isFirst = !hasMarks && objectType === 'user' && ['update', 'disable', 'enable'].includes(kind);
  return (isMarked || isFirst) && links.get(objectGuid) !== anchor;
}

/** Nothing but a name or an address says whose the account is: it carries no anchor yet (rule R28). */
export const isMatch = (change: Change): boolean => change.kind === 'update' && isTakenOver(change);
