/**
 * From which kinds of danger an object can be exempt: those that come up again and again for the same object, such as a seasonal account
 * that is blocked and enabled. What happens to an object once, what cannot be undone, what somebody else did on purpose (rule R13) and what
 * is not about the object is decided change by change.
 */
import type { guardKindNames } from './guard-settings.ts';

export const exemptibleKinds = [
  'privileged',
  'tugOfWar',
  'licenceRemovals',
  'memberRemovals',
  'disables',
  'enables',
  'signInNames',
  'clearedValues',
  'sameAttribute',
] as const satisfies readonly (typeof guardKindNames)[number][];
export type ExemptibleKind = (typeof exemptibleKinds)[number];

/** @param kind of a finding, perhaps with what is counted apart, such as `sameAttribute department` */
export const canBeExempt = (kind: string): boolean => exemptibleKinds.some((each) => each === kind.split(' ')[0]);
