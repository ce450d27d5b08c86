/** A tenant saved before people could sign in to it gets the people and the application that the seed has now. */
import { seed } from '../seed.ts';
import { seededApplications, seededServicePrincipals } from './seed-objects.ts';
import { seededRoleHolders, seededUsers } from './seed-people.ts';
import type { Snapshot } from './snapshot.ts';

export function addSignIn(saved: Snapshot): Snapshot {
  const { setUpClient } = seed;
  if (saved.applications.some(({ appId }) => appId === setUpClient.appId)) return saved;
  const heldAlready = new Map(saved.members.links);
  return {
    ...saved,
    applications: [...saved.applications, { ...setUpClient, keyCredentials: [] }],
    users: withMissing(saved.users, seededUsers),
    applicationObjects: withMissing(saved.applicationObjects, seededApplications),
    servicePrincipals: withMissing(saved.servicePrincipals, seededServicePrincipals),
    members: {
      ...saved.members,
      links: [...saved.members.links, ...seededRoleHolders.filter(([role]) => !heldAlready.has(role))],
    },
  };
}

const withMissing = <Item extends { readonly id: string }>(
  saved: readonly Item[],
  seeded: readonly Item[],
): readonly Item[] => [...saved, ...seeded.filter(({ id }) => !saved.some((item) => item.id === id))];
