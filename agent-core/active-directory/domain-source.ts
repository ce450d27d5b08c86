/** One Active Directory domain as a DirectorySource: connects, binds inside TLS, reads, and lets go again. */
import { Client } from 'ldapts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { DomainSettings } from '../contract/settings.ts';
import { type DirectoryObject, type DirectorySource, directoryAttributes } from '../sync/directory-source.ts';
import type { Reading } from '../sync/reading.ts';
import { canonicalObjectOf } from './canonical-object.ts';
import { problemOfLdapError } from './ldap-problems.ts';
import { searchPages } from './search-pages.ts';
import { openSecureSocket, type Trust } from './secure-socket.ts';

/** A controller that says nothing for this long is taken for gone. */
const operationTimeoutMs = 60_000;
const pageSize = 500;

export interface DomainSource extends DirectorySource {
  /** Proves that controller, certificate, account and domain are right, without reading any object. */
  verify(signal: AbortSignal): Promise<Result<void>>;
}

export function createDomainSource(settings: DomainSettings, password: Secret, trust: Trust): DomainSource {
  const access = { settings, password, trust };
  return {
    verify: (signal) => withConnection(access, signal, (client) => verifyDomain(client, settings)),
    readUsers: (signal) => readUsers(access, signal),
  };
}

interface Access {
  readonly settings: DomainSettings;
  readonly password: Secret;
  readonly trust: Trust;
}

async function readUsers(access: Access, signal: AbortSignal): Promise<Reading<DirectoryObject>> {
  const { settings } = access;
  const objects: DirectoryObject[] = [];
  let unusable = 0;
  const read = await withConnection(access, signal, async (client) => {
    const verified = await verifyDomain(client, settings);
    if (!verified.ok) return verified;
    // Computers and gMSA are users, too, by their class; the scope step says why they are left out (rule R15).
    const search = {
      baseDn: distinguishedNameOf(settings.name),
      filter: '(objectClass=user)',
      attributes: directoryAttributes,
      pageSize,
    };
    for await (const page of searchPages(client, search)) {
      for (const entry of page) {
        const object = canonicalObjectOf(entry);
        if (object === null) unusable += 1;
        else objects.push(object);
      }
    }
    return succeed(undefined);
  });
  if (!read.ok) return { objects, problem: read.problem };
  if (unusable > 0) {
    return { objects, problem: problem('directory.unexpected-answer', `${unusable} objects came without objectGUID`) };
  }
  return { objects, problem: null };
}

/** The controller must hold the domain that was asked for: a wrong one would make everybody look gone. */
async function verifyDomain(client: Client, settings: DomainSettings): Promise<Result<void>> {
  const { searchEntries } = await client.search('', { scope: 'base', attributes: ['defaultNamingContext'] });
  const holds = String(searchEntries[0]?.defaultNamingContext ?? '');
  if (holds.toLowerCase() === distinguishedNameOf(settings.name).toLowerCase()) return succeed(undefined);
  return fail(problem('directory.not-found', `${settings.controller.host} holds "${holds}", not ${settings.name}`));
}

/** Everything that can go wrong with the connection becomes a problem here; the connection never outlives `work`. */
async function withConnection(
  { settings, password, trust }: Access,
  signal: AbortSignal,
  work: (client: Client) => Promise<Result<void>>,
): Promise<Result<void>> {
  const { host, port } = settings.controller;
  const opened = await openSecureSocket(settings, trust, signal);
  if (!opened.ok) return opened;
  const socket = opened.value;
  const cancel = () => socket.destroy();
  signal.addEventListener('abort', cancel, { once: true });
  const client = new Client({
    url: `ldaps://${host}:${port}`,
    timeout: operationTimeoutMs,
    // The socket above is the connection; when it is gone the client must not open another one by itself.
    createSecureConnection: () => socket,
  });
  try {
    await client.bind(settings.account, password.reveal());
    return await work(client);
  } catch (error) {
    if (signal.aborted) return fail(problem('run.cancelled', `while reading ${settings.name}`));
    return fail(problemOfLdapError(error, `${host}:${port}`));
  } finally {
    signal.removeEventListener('abort', cancel);
    socket.destroy();
  }
}

/** contoso.test -> DC=contoso,DC=test */
function distinguishedNameOf(domainName: string): string {
  return domainName
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');
}
