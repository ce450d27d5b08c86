import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import {
  type Access,
  connectController,
  type Security,
} from '../../../../agent-core/active-directory/connection/connect-controller.ts';
import type { Controller } from '../../../../agent-core/active-directory/connection/open-socket.ts';
import { saslBind } from '../../../../agent-core/active-directory/connection/sasl-bind.ts';
import { openSecureSocket } from '../../../../agent-core/active-directory/secure-socket.ts';
import { createGssapiProvider } from '../../../../agent-core/active-directory/security-provider/gssapi-provider.ts';
import { Secret } from '../../../../agent-core/contract/secret.ts';
import { exportKeytab } from '../../../lab/directory/export-keytab.ts';
import { commandLabProxy } from '../../../lab/directory/strict-proxy/through-strict-proxy.ts';
import { labFiles } from '../../../lab/lab-files.ts';
import { giveBackKerberos } from '../give-back-kerberos.ts';

const lab = inject('lab');
const { domainName, host, baseDn, serviceAccount } = lab.directory;
const never = new AbortController().signal;
const portOf = { ldaps: 636, starttls: 389, integrated: 389 } as const;

let dir: string;
let password: Secret;
let access: Access;

giveBackKerberos();
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bridgehead-keytab-'));
  await exportKeytab(labFiles(lab.dir).controllerDir, 'svc-bridgehead', join(dir, 'keytab'));
  password = new Secret((await readFile(serviceAccount.passwordPath, 'utf8')).trim());
  access = {
    domainName,
    identity: { kind: 'password', account: serviceAccount.userPrincipalName, password },
    provider: createGssapiProvider(),
    security: 'integrated',
    trust: createSecureContext({ ca: await readFile(lab.authorityCertificatePath, 'utf8') }),
  };
});
afterAll(async () => await rm(dir, { recursive: true, force: true }));

const keytab = () => ({ kind: 'keytab', path: join(dir, 'keytab') }) as const;

async function connectWith(changes: Partial<Access>, controller: Partial<Controller> = {}) {
  const security: Security = changes.security ?? access.security;
  const where = { host, address: lab.address, port: portOf[security], ...controller };
  return await connectController(where, { ...access, ...changes }, never);
}

/** How many accounts can be read, over however many pages. */
async function countUsers(changes: Partial<Access>, controller: Partial<Controller> = {}): Promise<number> {
  const connected = await connectWith(changes, controller);
  if (!connected.ok) throw new Error(`${connected.problem.code}: ${connected.problem.detail}`);
  const { client, end } = connected.value;
  try {
    const search = { filter: '(objectClass=user)', attributes: ['*'], paged: { pageSize: 5 } };
    return (await client.search(baseDn, search)).searchEntries.length;
  } finally {
    end();
  }
}

/** Passes everything on to the controller and keeps what went by. */
async function startListener(): Promise<{
  readonly server: Server;
  readonly port: number;
  readonly heard: () => string;
}> {
  const heard: Buffer[] = [];
  const server = createServer((client) => {
    const controller = connect(389, lab.address);
    for (const [from, to] of [[client, controller] as const, [controller, client] as const]) {
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
      from.on('data', (chunk) => {
        heard.push(chunk);
        to.write(chunk);
      });
    }
  }).listen(0, lab.address);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { server, port, heard: () => Buffer.concat(heard).toString('latin1') };
}

describe('R20: the directory is read', () => {
  test.each(['ldaps', 'starttls', 'integrated'] as const)('with a password and %s', async (security) => {
    expect(await countUsers({ security })).toBeGreaterThan(20);
  });

  test.each(['ldaps', 'starttls', 'integrated'] as const)('with a keytab, no password, and %s', async (security) => {
    expect(await countUsers({ security, identity: keytab() })).toBeGreaterThan(20);
  });

  test.each(['ldaps', 'starttls', 'integrated'] as const)(
    'as the account that the process has the keys of, and %s',
    async (security) => {
      vi.stubEnv('KRB5_CLIENT_KTNAME', join(dir, 'keytab'));
      expect(await countUsers({ security, identity: { kind: 'own' } })).toBeGreaterThan(20);
    },
  );

  test('by several at once, each with a context of its own', async () => {
    const counts = await Promise.all([
      countUsers({ identity: keytab() }),
      countUsers({}),
      countUsers({ security: 'starttls', identity: keytab() }),
    ]);
    expect(new Set(counts).size).toBe(1);
  });
});

describe('R20: nothing goes unsealed', () => {
  test.each(['starttls', 'integrated'] as const)('over port 389 with %s', async (security) => {
    const { server, port, heard } = await startListener();
    expect(await countUsers({ security }, { port })).toBeGreaterThan(20);
    server.close();
    for (const said of ['anna.schmidt', 'DC=contoso', 'objectClass', password.reveal()])
      expect(heard()).not.toContain(said);
    expect(heard().length).toBeGreaterThan(10_000);
  });
});

describe('R38: a controller that requires channel binding', () => {
  const port = lab.directory.strictPort ?? 0;
  beforeAll(async () => await commandLabProxy(lab, { kind: 'be strict', changes: { requiresChannelBinding: true } }));
  afterAll(async () => await commandLabProxy(lab, { kind: 'be strict', changes: { requiresChannelBinding: false } }));

  test('accepts a sign-in that is bound to the connection, with a keytab', async () => {
    expect(await countUsers({ security: 'ldaps', identity: keytab() }, { port })).toBeGreaterThan(20);
  });

  test('refuses a password, which is then not sent again: Kerberos takes its place', async () => {
    expect(await countUsers({ security: 'ldaps' }, { port })).toBeGreaterThan(20);
  });

  test.each([
    ['to another connection', Buffer.from('tls-server-end-point:another')],
    ['to none', null],
  ])('refuses a sign-in that is bound %s', async (_what, channelBindings) => {
    const controller = { host, address: lab.address, port };
    const opened = await openSecureSocket(controller, 'ldaps', access.trust, never);
    if (!opened.ok) throw new Error(opened.problem.detail);
    const context = access.provider.begin({ ...access, controller, channelBindings, isSealing: false });
    const bound = await saslBind(opened.value, context, 'tls', host);
    context.release();
    opened.value.destroy();
    expect(bound).toMatchObject({ ok: false, problem: { code: 'directory.channel-binding' } });
  });
});

describe('what Kerberos refuses is told apart', () => {
  test.each([
    [
      'a wrong password',
      () => ({
        identity: { kind: 'password', account: serviceAccount.userPrincipalName, password: new Secret('wrong') },
      }),
      {},
      'directory.wrong-credentials',
    ],
    [
      'an account that does not exist',
      () => ({ identity: { kind: 'password', account: 'nobody@contoso.test', password } }),
      {},
      'directory.wrong-credentials',
    ],
    [
      'a keytab that is not there',
      () => ({ identity: { kind: 'keytab', path: '/nowhere' } }),
      {},
      'directory.no-ticket',
    ],
    ['a name that the domain does not know', () => ({}), { host: 'alias.contoso.test' }, 'directory.unknown-service'],
    ['a domain of another name', () => ({ domainName: 'fabrikam.test' }), {}, 'directory.wrong-credentials'],
    ['a port where nothing listens', () => ({}), { port: 9 }, 'directory.unreachable'],
  ] satisfies readonly (readonly [string, () => Partial<Access>, Partial<Controller>, string])[])(
    '%s',
    async (_what, changes, controller, code) => {
      const connected = await connectWith(changes(), controller);
      expect(connected).toMatchObject({ ok: false, problem: { code } });
      expect(JSON.stringify(connected)).not.toContain(password.reveal());
    },
  );

  test('a run that is stopped is stopped', async () => {
    const controller = { host, address: lab.address, port: 389 };
    expect(await connectController(controller, access, AbortSignal.abort())).toMatchObject({
      ok: false,
      problem: { code: 'run.cancelled' },
    });
  });
});
