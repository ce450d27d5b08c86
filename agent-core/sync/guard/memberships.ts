/** Dangers to what people belong to: a group that is emptied by mistake takes access, and perhaps licences, from all who were in it. */
import { type GuardKind, nothing, oneIf, usersInScope } from './guard-kind.ts';

/** Whoever loses a licence can lose a mailbox with it (rule R25). */
export const licenceRemovals: GuardKind = {
  name: 'licenceRemovals',
  code: 'guard.licence-removal',
  countsIn: (change) => oneIf(change.kind === 'unlink' && change.takesLicences),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

/** As a share of the company, a team that is emptied is nothing. */
export const emptiedGroups: GuardKind = {
  name: 'emptiedGroups',
  code: 'guard.emptied-group',
  countsIn: (change) =>
    change.kind === 'unlink' && change.relation === 'members' && change.tenantObjectId !== null
      ? [change.tenantObjectId]
      : [],
  wholeOf: ({ memberCounts }, group) => ({ count: memberCounts.get(group) ?? 0, of: 'members' }),
  nameOf: ({ displayName }) => displayName,
  limitOf: (settings) => settings.emptiedGroups,
  fewest: 5,
};

export const memberRemovals: GuardKind = {
  name: 'memberRemovals',
  code: 'guard.too-many-member-removals',
  countsIn: (change) => oneIf(change.kind === 'unlink' && change.relation === 'members'),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.memberRemovals,
  fewest: 10,
};
