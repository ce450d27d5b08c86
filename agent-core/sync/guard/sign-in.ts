/** Dangers to whether people may sign in. */
import { type GuardKind, nothing, oneIf, usersInScope } from './guard-kind.ts';

/** Somebody blocked the account in the tenant, perhaps because it was attacked. That decision is not ours to undo (rule R13). */
export const foreignBlocks: GuardKind = {
  name: 'foreignBlocks',
  code: 'guard.blocked-elsewhere',
  countsIn: (change, { ownBlocks }) => oneIf(change.kind === 'enable' && !ownBlocks.has(change.anchor)),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

export const disables: GuardKind = {
  name: 'disables',
  code: 'guard.too-many-disables',
  countsIn: (change) => oneIf(change.kind === 'disable'),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.disables,
  fewest: 1,
};

export const enables: GuardKind = {
  name: 'enables',
  code: 'guard.too-many-enables',
  countsIn: (change, { ownBlocks }) => oneIf(change.kind === 'enable' && ownBlocks.has(change.anchor)),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.enables,
  fewest: 1,
};
