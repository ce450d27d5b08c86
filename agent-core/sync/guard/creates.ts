/** The danger of many new or restored accounts: a scope that grew by mistake costs licences and opens doors. */
import { type GuardKind, oneIf, usersInScope } from './guard-kind.ts';

/** The first run of an installation fills the tenant: nothing of ours is in it yet, and whoever set it up saw the scope. */
export const creates: GuardKind = {
  name: 'creates',
  code: 'guard.too-many-creates',
  countsIn: (change, { isFilled }) => oneIf(isFilled && (change.kind === 'create' || change.kind === 'restore')),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.creates,
  fewest: 10,
};
