/** A real tenant as a place for the contract: signed in by certificate, patient, and left as it was found. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { Agent } from 'undici';
import { z } from 'zod';
import { type Ask, askAt, makeAssertion, type Reply } from '../../lab/tenant/testing/tenant-for-tests.ts';
import type { LiveTenant } from './live-answers.ts';
import type { TenantPlace } from './tenant-place.ts';

/** The words with which a run is refused before anything was written. */
export class LiveRefusal extends Error {}

type Graph = TenantPlace['graph'];

const renewAfterMs = 30 * 60_000;
const attempts = 10;

/** Nothing is written before the tenant was found to have the name that the person typed. */
export async function openLiveTenant(live: LiveTenant): Promise<TenantPlace> {
  const dispatcher = new Agent(
    live.certificateAuthorityPem === null ? {} : { connect: { ca: live.certificateAuthorityPem } },
  );
  let token = { value: await signIn(live, dispatcher), atMs: performance.now() };
  const graph: Graph = async (path, ask = {}) => {
    if (performance.now() - token.atMs > renewAfterMs) {
      token = { value: await signIn(live, dispatcher), atMs: performance.now() };
    }
    const headers = { authorization: `Bearer ${token.value}`, ...ask.headers };
    return await whileThrottled(() =>
      askAt(`${live.graph}${path}`, { headersTimeoutMs: 100_000, ...ask, headers }, dispatcher),
    );
  };
  try {
    await requireConfirmedTenant(graph, live);
    await requireUnit(graph, live);
  } catch (refusal) {
    await dispatcher.close();
    throw refusal;
  }
  return {
    origin: live.graph,
    tenantId: live.tenantId,
    domain: live.domain,
    prefix: live.namePrefix,
    permissions: new Set(z.object({ roles: z.array(z.string()).default([]) }).parse(decodeJwt(token.value)).roles),
    graph,
    patienceMs: 120_000,
    administrativeUnit: live.administrativeUnit,
    lab: null,
    close: async () => {
      await sweep(graph, live.namePrefix);
      await dispatcher.close();
    },
  };
}

async function signIn(live: LiveTenant, dispatcher: Agent): Promise<string> {
  const audience = `${live.authority}/${live.tenantId}/oauth2/v2.0/token`;
  const certificate = {
    certificatePem: live.certificatePem,
    privateKeyPem: await readFile(live.privateKeyPath, 'utf8'),
    thumbprintSha256: new X509Certificate(live.certificatePem).fingerprint256.replaceAll(':', ''),
  };
  const claims = { iss: live.clientId, sub: live.clientId };
  const form = {
    grant_type: 'client_credentials',
    client_id: live.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await makeAssertion({ audience, certificate }, { claims }),
    scope: `${live.graph}/.default`,
  };
  const reply = await askAt(audience, { method: 'POST', form }, dispatcher);
  const parsed = z.object({ access_token: z.string() }).safeParse(reply.json);
  if (!parsed.success) throw new LiveRefusal(`The sign-in was answered ${reply.status}: ${reply.text.slice(0, 300)}`);
  return parsed.data.access_token;
}

async function whileThrottled(ask: () => Promise<Reply>): Promise<Reply> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = await ask();
    if ((reply.status !== 429 && reply.status !== 503) || attempt === attempts) return reply;
    await wait(Math.min(Number(reply.headers['retry-after'] ?? 5) || 5, 120) * 1_000);
  }
}

async function requireConfirmedTenant(graph: Graph, { tenantId, confirmedName }: LiveTenant): Promise<void> {
  const { json, status } = await graph('/v1.0/organization');
  const schema = z.object({ value: z.tuple([z.object({ id: z.string(), displayName: z.string() })]) });
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new LiveRefusal(`The tenant did not say who it is (${status}).`);
  const [{ id, displayName }] = parsed.data.value;
  if (id === tenantId && displayName === confirmedName) return;
  throw new LiveRefusal(
    `The tenant is called "${displayName}", and "${confirmedName}" was confirmed. Nothing was written. To make and delete users, groups and applications in it: --confirm "${displayName}"`,
  );
}

async function requireUnit(graph: Graph, { administrativeUnit }: LiveTenant): Promise<void> {
  if (administrativeUnit === null) return;
  const { status } = await graph(`/v1.0/directory/administrativeUnits/${administrativeUnit}`);
  if (status === 200) return;
  throw new LiveRefusal(`There is no administrative unit ${administrativeUnit} (${status}). Nothing was written.`);
}

/** What a run left that was cut short goes with the rest: everything whose name begins with the prefix, and nothing else. */
export async function sweep(graph: Graph, prefix: string): Promise<void> {
  for (const set of ['users', 'groups', 'applications']) {
    for (const id of await findLeft(graph, set, prefix)) {
      await graph(`/v1.0/${set}/${id}`, { method: 'DELETE' });
      await graph(`/v1.0/directory/deletedItems/${id}`, { method: 'DELETE' });
    }
  }
}

const pageSchema = z.object({ value: z.array(z.object({ id: z.string(), displayName: z.string().nullish() })) });

async function findLeft(graph: Graph, set: string, prefix: string): Promise<readonly string[]> {
  const ask: Ask = { method: 'GET' };
  const filter = encodeURIComponent(`startsWith(displayName,'${prefix}')`);
  const page = pageSchema.safeParse(
    (await graph(`/v1.0/${set}?$filter=${filter}&$select=id,displayName&$top=999`, ask)).json,
  );
  if (!page.success) return [];
  return page.data.value.filter(({ displayName }) => displayName?.startsWith(prefix) === true).map(({ id }) => id);
}
