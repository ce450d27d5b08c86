/** A ControllerSession over a connection that is signed in. */
import type { Client } from 'ldapts';
import { readAllReferencesOf } from '../ranged-values.ts';
import type { ControllerSession } from './controller-session.ts';
import { readControllerState } from './controller-state.ts';
import { readChanges, readCookie } from './read-changes.ts';
import { readEntries } from './read-entries.ts';
import { readEverything } from './read-everything.ts';

export function createLdapSession(client: Client, domain: string): ControllerSession {
  return {
    readState: () => readControllerState(client),
    readCookie: () => readCookie(client, domain),
    readChanges: (cookie) => readChanges(client, domain, cookie),
    readEverything: () => readEverything(client, domain),
    readEntries: (objectGuids) => readEntries(client, domain, objectGuids),
    readMembers: async (group) => (await readAllReferencesOf(client, group, 'member')).references,
  };
}
