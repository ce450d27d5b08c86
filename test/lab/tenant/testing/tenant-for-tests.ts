/** A running tenant with everything a test asks of it: a Graph client with a token, a lab client, a sign-in form. */
import { createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { SignJWT } from 'jose';
import { Agent, type Dispatcher, request } from 'undici';
import { createLabClient, type LabClient } from '../lab-client.ts';
import { seed } from '../seed.ts';
import { type RunningTenant, startTenant, type TenantOptions } from '../start-tenant.ts';
import { newSigningKeyPem } from '../state/seed-snapshot.ts';
import {
  type CertificateWithKey,
  makeApplicationCertificate,
  makeServerCertificate,
  type ServerCertificate,
} from './certificates.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

export interface Ask {
  readonly method?: Dispatcher.HttpMethod;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sends this text instead of `body` as JSON. */
  readonly text?: string;
  readonly form?: Readonly<Record<string, string>>;
  /** Gives up when no reply has begun by then. */
  readonly headersTimeoutMs?: number;
}

export interface TenantForTests {
  readonly tenant: RunningTenant;
  readonly server: ServerCertificate;
  readonly application: CertificateWithKey;
  readonly dispatcher: Agent;
  readonly lab: LabClient;
  /** Asks as anybody. */
  readonly ask: (path: string, ask?: Ask) => Promise<Reply>;
  /** Asks Graph as the application, with the roles it has in the seed or the ones given. */
  readonly graph: (path: string, ask?: Ask) => Promise<Reply>;
  /** A new access token for the application with exactly these roles. */
  readonly tokenWithRoles: (roles: readonly string[]) => Promise<string>;
  readonly signIn: (claims?: AssertionOverrides, form?: Readonly<Record<string, string>>) => Promise<Reply>;
  readonly stop: () => Promise<void>;
}

export interface AssertionOverrides {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signedBy?: CertificateWithKey;
  readonly algorithm?: 'PS256' | 'RS256' | 'PS384';
  readonly tenant?: string;
}

export const tokenPath = (tenant: string = seed.tenantId): string => `/${tenant}/oauth2/v2.0/token`;

export async function startTenantForTests(options: Partial<TenantOptions> = {}): Promise<TenantForTests> {
  keys ??= makeKeys();
  const { server, application, signingKeyPem } = await keys;
  const tenant = await startTenant({ ...server, signingKeyPem, ...options });
  tenant.state.applications.registerCertificate(
    seed.application.appId,
    new X509Certificate(application.certificatePem),
  );
  const dispatcher = new Agent({ connect: { ca: server.caPem } });
  const lab = createLabClient({ origin: tenant.origin, caPem: server.caPem, key: tenant.labKey });
  const ask = (path: string, what: Ask = {}): Promise<Reply> => askAt(`${tenant.origin}${path}`, what, dispatcher);

  const signIn: TenantForTests['signIn'] = async (overrides = {}, form = {}) => {
    const path = tokenPath(overrides.tenant);
    const assertion = await makeAssertion({ audience: `${tenant.origin}${path}`, certificate: application }, overrides);
    return ask(path, {
      method: 'POST',
      form: {
        grant_type: 'client_credentials',
        client_id: seed.application.appId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        scope: 'https://graph.microsoft.com/.default',
        ...form,
      },
    });
  };

  const newToken = async (): Promise<string> => {
    const reply = await signIn();
    if (!hasToken(reply.json)) throw new Error(`No token: ${reply.text}`);
    return reply.json.access_token;
  };

  const tokenWithRoles: TenantForTests['tokenWithRoles'] = async (roles) => {
    const { applications } = tenant.state;
    const before = applications.find(seed.application.appId)?.roles ?? [];
    applications.grantRoles(seed.application.appId, roles);
    try {
      return await newToken();
    } finally {
      applications.grantRoles(seed.application.appId, before);
    }
  };

  let token: Promise<string> | undefined;
  return {
    tenant,
    server,
    application,
    dispatcher,
    lab,
    ask,
    graph: async (path, what = {}) => {
      token ??= newToken();
      return ask(path, { ...what, headers: { authorization: `Bearer ${await token}`, ...what.headers } });
    },
    tokenWithRoles,
    signIn,
    stop: async () => {
      await Promise.all([dispatcher.destroy(), lab.close()]);
      await tenant.stop();
    },
  };
}

/** Made once: hundreds of tests begin with a tenant of their own, and making keys would be most of what it costs. */
let keys: ReturnType<typeof makeKeys> | undefined;

async function makeKeys() {
  const [server, application] = await Promise.all([makeServerCertificate(), makeApplicationCertificate()]);
  return { server, application, signingKeyPem: newSigningKeyPem() };
}

export async function askAt(url: string, what: Ask, dispatcher: Agent): Promise<Reply> {
  const reply = await request(url, {
    method: what.method ?? 'GET',
    dispatcher,
    headers: { ...contentType(what), ...what.headers },
    body: bodyOf(what),
    headersTimeout: what.headersTimeoutMs ?? 60_000,
  });
  const text = await reply.body.text();
  return { status: reply.statusCode, headers: reply.headers, text, json: parsed(text) };
}

function contentType(what: Ask): Readonly<Record<string, string>> {
  if (what.form !== undefined) return { 'content-type': 'application/x-www-form-urlencoded' };
  return what.body === undefined && what.text === undefined ? {} : { 'content-type': 'application/json' };
}

function bodyOf(what: Ask): string | null {
  if (what.form !== undefined) return new URLSearchParams(what.form).toString();
  if (what.text !== undefined) return what.text;
  return what.body === undefined ? null : JSON.stringify(what.body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface AssertionParts {
  readonly audience: string;
  readonly certificate: CertificateWithKey;
}

export async function makeAssertion(
  { audience, certificate }: AssertionParts,
  overrides: AssertionOverrides = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const signer = overrides.signedBy ?? certificate;
  const { appId } = seed.application;
  const claims = {
    aud: audience,
    iss: appId,
    sub: appId,
    jti: randomUUID(),
    nbf: now,
    exp: now + 600,
    ...overrides.claims,
  };
  const header = {
    alg: overrides.algorithm ?? 'PS256',
    typ: 'JWT',
    'x5t#S256': Buffer.from(signer.thumbprintSha256, 'hex').toString('base64url'),
    ...overrides.header,
  };
  return new SignJWT(claims).setProtectedHeader(header).sign(createPrivateKey(signer.privateKeyPem));
}

const hasToken = (json: unknown): json is { readonly access_token: string } =>
  typeof json === 'object' && json !== null && 'access_token' in json && typeof json.access_token === 'string';
