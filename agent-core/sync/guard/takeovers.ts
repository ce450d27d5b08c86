/** The danger of making accounts ours that somebody else made: from then on the agent may delete them (rules R3, R28). */
import { type GuardKind, oneIf, usersInScope } from './guard-kind.ts';

export const takeovers: GuardKind = {
  name: 'takeovers',
  code: 'guard.too-many-takeovers',
  // What this agent joined before there were marks is its own already, and only gets one.
  countsIn: (change, { links }) =>
    oneIf(
      change.kind === 'update' &&
        change.attributes.some(({ name }) => name === 'ownershipMark') &&
        links.get(change.objectGuid) !== change.anchor,
    ),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.takeovers,
  fewest: 1,
};
