/** A connection to a controller of one domain, signed in and checked, for as long as a piece of work takes. */
import type { SecureContext } from 'node:tls';
import type { Client } from 'ldapts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { DomainSettings } from '../contract/settings.ts';
import { checkController } from './connection/check-controller.ts';
import { type Access, type Connection, connectController, type Security } from './connection/connect-controller.ts';
import { type Controller, placeOf } from './connection/open-socket.ts';
import { problemOfLdapError } from './ldap-problems.ts';
import type { ControllerMemory } from './locator/controller-memory.ts';
import { locateControllers, type Network } from './locator/locate-controllers.ts';
import type { SecurityProvider } from './security-provider/security-provider.ts';
import { mayAnotherWayDo, waysIn } from './ways-in.ts';

export interface DomainAccess {
  readonly settings: DomainSettings;
  /** Null: the agent runs as the account. */
  readonly password: Secret | null;
  readonly surroundings: Surroundings;
}

/** What a connection needs of the machine, the same for every domain. */
export interface Surroundings {
  /** The certificate authorities that this machine trusts anyway, and those of the domain (PEM). */
  readonly trust: (own: string | null) => SecureContext;
  readonly provider: SecurityProvider;
  readonly network: Network;
  readonly memory: ControllerMemory;
}

/**
 * Everything that can go wrong with the connection becomes a problem here; the connection never outlives `work`.
 * @param otherThan a host that is not asked; directory.no-controller when there is no other
 */
export async function withDomainConnection<Value>(
  access: DomainAccess,
  signal: AbortSignal,
  work: (client: Client, host: string) => Promise<Result<Value>>,
  otherThan: string | null = null,
): Promise<Result<Value>> {
  const opened = await openBestController(access, signal, otherThan);
  if (!opened.ok) return opened;
  const { connection, controller } = opened.value;
  const { name } = access.settings;
  const worked = await during(connection, controller, name, signal, (client) => work(client, controller.host));
  connection.end();
  return worked;
}

interface Opened {
  readonly connection: Connection;
  readonly controller: Controller;
}

/** The problem may lie with this controller alone, and another one may do. Everything else is the same wherever one asks. */
const problemsOfOneController: ReadonlySet<string> = new Set([
  'directory.unreachable',
  'directory.no-answer',
  'directory.no-tls',
  'directory.untrusted-certificate',
  'directory.unknown-service',
  'directory.clock-skew',
  'directory.not-found',
  'directory.read-only-controller',
]);

/** One after the other until one will do. When none does, the first problem counts, and its detail tells about the others. */
async function openBestController(
  access: DomainAccess,
  signal: AbortSignal,
  otherThan: string | null,
): Promise<Result<Opened>> {
  const { memory } = access.surroundings;
  const found = await findControllers(access, signal);
  if (!found.ok) return found;
  const refused: Refusal[] = [];
  const isAsked = ({ host }: Located) => host.toLowerCase() !== otherThan?.toLowerCase();
  for (const located of memory.order(found.value).filter(isAsked)) {
    const opened = await openInSomeWay(located, access, signal);
    if (opened.ok) {
      // Whoever is asked for a second opinion is not the one to read from.
      if (otherThan === null) memory.worked(located.host);
      return opened;
    }
    if (!problemsOfOneController.has(opened.problem.code)) return opened;
    memory.failed(located.host);
    refused.push(opened);
  }
  return firstOf(refused) ?? fail(problem('directory.no-controller', access.settings.name));
}

type Refusal = Extract<Result<Opened>, { ok: false }>;

/** The first counts, and its detail tells about the others; null when there was none. */
function firstOf(refused: readonly Refusal[]): Refusal | null {
  const [first, ...others] = refused.map((refusal) => refusal.problem);
  if (first === undefined) return null;
  const rest = others.map(({ code, detail }) => `${detail} (${code})`);
  return fail({ ...first, detail: [first.detail, ...rest].join('; ') });
}

/** One way after the other, until one will do. */
async function openInSomeWay(located: Located, access: DomainAccess, signal: AbortSignal): Promise<Result<Opened>> {
  const { settings, surroundings } = access;
  const refused: Refusal[] = [];
  let problemOfPort: number | null = null;
  for (const { security, port } of waysIn(settings.security, located.port, surroundings.memory.wayIn(located.host))) {
    // Nobody waits twice for a port at which nothing answers.
    if (port === problemOfPort) continue;
    const opened = await openController({ ...located, port }, security, access, signal);
    if (opened.ok) surroundings.memory.cameIn(located.host, security);
    if (opened.ok || !mayAnotherWayDo(opened.problem.code)) return opened;
    if (opened.problem.code === 'directory.unreachable') problemOfPort = port;
    refused.push(opened);
  }
  return firstOf(refused) ?? fail(problem('directory.no-controller', settings.name));
}

/** Where a controller is; without a port it is the usual one of the way in which it is asked. */
type Located = Omit<Controller, 'port'> & { readonly port: number | null };

async function findControllers(
  { settings, surroundings }: DomainAccess,
  signal: AbortSignal,
): Promise<Result<readonly Located[]>> {
  if (settings.controllers.kind === 'chosen') return succeed(settings.controllers.hosts);
  const located = await locateControllers(settings.name, surroundings.network, signal);
  return located.ok ? succeed(located.value.map(({ host, address }) => ({ host, address, port: null }))) : located;
}

async function openController(
  controller: Controller,
  security: Security,
  { settings, password, surroundings }: DomainAccess,
  signal: AbortSignal,
): Promise<Result<Opened>> {
  const { name, account, certificateAuthorities } = settings;
  const access: Access = {
    domainName: name,
    identity: password === null ? { kind: 'own' } : { kind: 'password', account, password },
    provider: surroundings.provider,
    security,
    trust: surroundings.trust(certificateAuthorities),
  };
  const connected = await connectController(controller, access, signal);
  if (!connected.ok) return connected;
  const connection = connected.value;
  const checked = await during(connection, controller, name, signal, (client) =>
    checkController(client, name, placeOf(controller)),
  );
  if (checked.ok) return succeed({ connection, controller });
  connection.end();
  return checked;
}

/** The signal ends the connection, and with it the work. */
async function during<Value>(
  { client, end }: Connection,
  controller: Controller,
  domainName: string,
  signal: AbortSignal,
  work: (client: Client) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  signal.addEventListener('abort', end, { once: true });
  try {
    return await work(client);
  } catch (error) {
    if (signal.aborted) return fail(problem('run.cancelled', `while reading ${domainName}`));
    return fail(problemOfLdapError(error, placeOf(controller)));
  } finally {
    signal.removeEventListener('abort', end);
  }
}
