/** The danger of making accounts ours that somebody else made: from then on the agent may delete them (rules R3, R28). */
import { type GuardKind, oneIf, usersInScope } from './guard-kind.ts';

export const takeovers: GuardKind = {
  name: 'takeovers',
  code: 'guard.too-many-takeovers',
  countsIn: (change) =>
    oneIf(change.kind === 'update' && change.attributes.some(({ name }) => name === 'ownershipMark')),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.takeovers,
  fewest: 1,
};
