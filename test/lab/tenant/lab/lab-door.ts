/**
 * The door behind the scenes, `/lab/`: what a person at the lab bench or in the portal does, and no Graph client can.
 * Every request needs the lab key, which only readers of the data folder know.
 */
import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { showApplication } from '../graph/applications.ts';
import { type Door, jsonReply, type TenantReply } from '../http/exchange.ts';
import { verifiedDomainSchema } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { arrangingHandlers } from './arranging.ts';
import { type Faults, faultPlanSchema } from './fault-plan.ts';
import type { Journal } from './journal.ts';
import { done, type LabHandler, refused, withBody } from './lab-handler.ts';
import { faultPlanNames, namedFaultPlan } from './named-fault-plans.ts';

export interface LabDoorContext {
  readonly state: TenantState;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly labKey: string;
}

export function createLabDoor({ state, journal, faults, labKey }: LabDoorContext): Door {
  const handlers: readonly LabHandler[] = [
    ...arrangingHandlers(state),
    {
      method: 'GET',
      path: /^journal$/,
      answer: (request) => {
        const since = z.coerce
          .number()
          .int()
          .min(0)
          .safeParse(request.query.get('since') ?? '0');
        return since.success
          ? jsonReply(200, journal.since(since.data))
          : refused(400, 'since must be a sequence number.');
      },
    },
    {
      method: 'DELETE',
      path: /^journal$/,
      answer: () => {
        journal.clear();
        return done;
      },
    },
    { method: 'GET', path: /^state$/, answer: () => jsonReply(200, describeState(state)) },
    {
      method: 'POST',
      path: /^applications\/([^/]+)\/certificate$/,
      answer: (request, appId) =>
        withBody(request, certificateSchema, ({ certificatePem }) => registerCertificate(state, appId, certificatePem)),
    },
    { method: 'GET', path: /^faults$/, answer: () => jsonReply(200, faults.remaining()) },
    {
      method: 'POST',
      path: /^faults$/,
      answer: (request) =>
        withBody(request, faultPlanSchema, (plan) => {
          faults.plan(plan);
          return jsonReply(200, faults.remaining());
        }),
    },
    {
      method: 'POST',
      path: /^faults\/named$/,
      answer: (request) =>
        withBody(request, namedPlanSchema, ({ name, seed }) => {
          faults.plan(faultPlanSchema.parse(namedFaultPlan(name, seed)));
          return jsonReply(200, faults.remaining());
        }),
    },
    {
      method: 'DELETE',
      path: /^faults$/,
      answer: () => {
        faults.plan([]);
        return done;
      },
    },
    {
      method: 'POST',
      path: /^organization$/,
      answer: (request) =>
        withBody(request, organizationChangeSchema, ({ onPremisesSyncEnabled, verifiedDomains }) => {
          state.changeOrganization({
            ...(onPremisesSyncEnabled === undefined ? {} : { onPremisesSyncEnabled }),
            ...(verifiedDomains === undefined ? {} : { verifiedDomains }),
          });
          return jsonReply(200, state.organization());
        }),
    },
  ];

  return async (request) => {
    if (!isSameKey(request.headers['x-lab-key'], labKey))
      return refused(401, 'The header x-lab-key is missing or wrong.');
    const path = request.segments.slice(1).join('/');
    const here = handlers.filter((handler) => handler.path.test(path));
    if (here.length === 0) return refused(404, 'The lab door has nothing at this address.');
    const handler = here.find((candidate) => candidate.method === request.method);
    if (handler === undefined) return refused(405, `The lab door does not take ${request.method} here.`);
    return handler.answer(request, handler.path.exec(path)?.[1] ?? '');
  };
}

const namedPlanSchema = z.strictObject({ name: z.enum(faultPlanNames), seed: z.int() });

const certificateSchema = z.strictObject({ certificatePem: z.string().max(64 * 1024) });

const organizationChangeSchema = z.strictObject({
  onPremisesSyncEnabled: z.boolean().nullable().optional(),
  verifiedDomains: z
    .array(verifiedDomainSchema)
    .min(1)
    .refine(
      (domains) => domains.filter((domain) => domain.isDefault).length === 1,
      'exactly one domain must be the default',
    )
    .refine(
      (domains) => domains.filter((domain) => domain.isInitial).length === 1,
      'exactly one domain must be the initial one',
    )
    .refine(
      (domains) => new Set(domains.map((domain) => domain.name.toLowerCase())).size === domains.length,
      'a domain is named twice',
    )
    .optional(),
});

/** Everything but the key that signs tokens. */
function describeState(state: TenantState): Readonly<Record<string, unknown>> {
  const { signingKeyPem: _secret, version: _version, ...described } = state.snapshot();
  return { tenantId: state.tenantId, ...described };
}

function registerCertificate(state: TenantState, appId: string, certificatePem: string): TenantReply {
  const certificate = readCertificate(certificatePem);
  if (certificate === undefined) return refused(400, 'certificatePem is not a certificate in PEM form.');
  if (certificate.publicKey.asymmetricKeyType !== 'rsa')
    return refused(400, 'Only certificates with an RSA key can sign in.');
  const credential = state.applications.registerCertificate(appId, certificate);
  const application = state.directory.sets.application.findBy('appId', appId);
  if (application !== undefined) showApplication(application, state);
  return credential === undefined
    ? refused(404, 'No application with this id is registered in the tenant.')
    : jsonReply(201, credential);
}

function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** Compares digests, so that neither length nor content shows in the time it takes. */
function isSameKey(given: string | readonly string[] | undefined, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(expected));
}
