/**
 * What the agent's account needs in the directory: each right, where, why, and what fails without it (rule R19). Nothing else is granted.
 * The account only reads, so there is no right to write anything.
 */
import { z } from 'zod';

/** The whole domain with its changes and deletions, or only units that were chosen. */
export const rightsModeSchema = z.enum(['domain', 'units']);
export type RightsMode = z.infer<typeof rightsModeSchema>;

export const directoryRightSchema = z.enum([
  'changes',
  'deletions',
  'list',
  'place',
  'unitsBelow',
  'containersBelow',
  'users',
  'inetOrgPersons',
  'groups',
  'contacts',
]);
export type DirectoryRight = z.infer<typeof directoryRightSchema>;

export interface DirectoryRightText {
  /** As Windows calls it. */
  readonly permission: string;
  readonly appliesTo: string;
  readonly why: string;
  /** What does not work without it. */
  readonly without: string;
}

const readAll = 'Read all properties';
const unseen = (what: string) => `${what} whose access list does not let everybody read are not seen`;

export const directoryRightTexts: Readonly<Record<DirectoryRight, DirectoryRightText>> = {
  changes: {
    permission: 'Replicating Directory Changes',
    appliesTo: 'this object only',
    why: 'to ask only for what has changed',
    without: 'every run reads the whole domain, and no deletion is seen',
  },
  deletions: {
    permission: 'List contents, Read all properties',
    appliesTo: 'this object only',
    why: 'to see who was deleted',
    without: 'whoever is deleted in the directory stays in the tenant, held as vanished',
  },
  list: {
    permission: 'List contents',
    appliesTo: 'this object and everything below',
    why: 'to see what is where',
    without: 'what is in units whose access list does not let everybody look is not seen',
  },
  place: {
    permission: readAll,
    appliesTo: 'this object only',
    why: 'to know it by its name and id',
    without: 'what is directly in it has no place that a scope could be compared with',
  },
  unitsBelow: {
    permission: readAll,
    appliesTo: 'organisational units below',
    why: 'to know them by their names and ids, and to show the tree a scope is picked from',
    without: unseen('organisational units'),
  },
  containersBelow: {
    permission: readAll,
    appliesTo: 'containers below',
    why: 'to know them by their names and ids, such as Users',
    without: unseen('containers'),
  },
  users: {
    permission: readAll,
    appliesTo: 'users below',
    why: 'to read what is synchronised of a person, and whether the account is disabled',
    without: 'attributes that not everybody may read are missing, and a user may be held for them',
  },
  inetOrgPersons: {
    permission: readAll,
    appliesTo: 'people of the class inetOrgPerson below',
    why: 'to read them as other users are read',
    without: 'attributes that not everybody may read are missing, and a user may be held for them',
  },
  groups: {
    permission: readAll,
    appliesTo: 'groups below',
    why: 'to read groups and their members',
    without: unseen('groups and members'),
  },
  contacts: {
    permission: readAll,
    appliesTo: 'contacts below',
    why: 'to see contacts that are members of groups, or that have an address somebody else has',
    without: unseen('contacts'),
  },
};

/** What the account of the agent found of a right of its own. */
export interface OwnRight {
  readonly right: DirectoryRight;
  /** Distinguished name of the object that it is about. */
  readonly where: string;
  /** `unseen`: the account may not look, which says nothing about whether it has the right. */
  readonly state: 'held' | 'missing' | 'unseen';
}

/** @returns in the order a person reads them */
export function rightsNeededIn(mode: RightsMode): readonly DirectoryRight[] {
  const all = directoryRightSchema.options;
  return mode === 'domain' ? all : all.filter((right) => right !== 'changes' && right !== 'deletions');
}
