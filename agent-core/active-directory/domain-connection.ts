/** A bound connection to a controller of one domain, for as long as a piece of work takes. */
import { Client } from 'ldapts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { ControllerSettings, DomainSettings } from '../contract/settings.ts';
import { problemOfLdapError } from './ldap-problems.ts';
import { openSecureSocket, type Trust } from './secure-socket.ts';

export interface DomainAccess {
  readonly settings: DomainSettings;
  readonly password: Secret;
  readonly trust: Trust;
}

/** A controller that says nothing for this long is taken for gone. */
const operationTimeoutMs = 60_000;

/** Everything that can go wrong with the connection becomes a problem here; the connection never outlives `work`. */
export async function withDomainConnection<Value>(
  access: DomainAccess,
  signal: AbortSignal,
  work: (client: Client) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const { settings, password } = access;
  const opened = await openFirstReachable(access, signal);
  if (!opened.ok) return opened;
  const { socket, controller } = opened.value;
  const { host, port } = controller;
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

/** The chosen controllers in their order; the next one only where one cannot be reached, not where it is not to be trusted. */
async function openFirstReachable({ settings, trust }: DomainAccess, signal: AbortSignal) {
  const [first, ...others] = settings.controllers.hosts;
  const open = async (controller: ControllerSettings) => {
    const opened = await openSecureSocket(controller, settings.certificateAuthorities, trust, signal);
    return opened.ok ? succeed({ socket: opened.value, controller }) : opened;
  };
  let opened = await open(first);
  for (const controller of others) {
    if (opened.ok || opened.problem.code !== 'directory.unreachable') return opened;
    opened = await open(controller);
  }
  return opened;
}
