/** Every way the sign-in service says no: number, OAuth error, status and wording of Microsoft's token service. */
import { randomUUID } from 'node:crypto';
import { jsonReply, type TenantReply, type TenantRequest } from '../http/exchange.ts';
import type { KeyCredential } from '../state/snapshot.ts';
import { personRefusals } from './person-refusals.ts';

export interface SignInRefusal {
  readonly status: number;
  readonly error: string;
  readonly code: number;
  readonly message: string;
  /** Tells a library what it can do about an error that has many causes. */
  readonly suberror?: string;
}

export type SignInResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: SignInRefusal };

const assertionHelp =
  'Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .';
const wrongTenantHelp =
  'This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.';

export const signInRefusals = {
  ...personRefusals,
  tenantNotFound: (tenant: string): SignInRefusal => ({
    status: 400,
    error: 'invalid_tenant',
    code: 90002,
    message: `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  }),
  tenantNotNamed: (): SignInRefusal => ({
    status: 400,
    error: 'invalid_request',
    code: 50059,
    message: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
  }),
  applicationNotFound: (appId: string, tenantName: string): SignInRefusal => ({
    status: 400,
    error: 'unauthorized_client',
    code: 700016,
    message: `Application with identifier '${appId}' was not found in the directory '${tenantName}'. ${wrongTenantHelp} You may have sent your authentication request to the wrong tenant.`,
  }),
  parameterMissing: (name: string): SignInRefusal => ({
    status: 400,
    error: 'invalid_request',
    code: 900144,
    message: `The request body must contain the following parameter: '${name}'.`,
  }),
  grantNotSupported: (grantType: string): SignInRefusal => ({
    status: 400,
    error: 'unsupported_grant_type',
    code: 70003,
    message: `The app requested an unsupported grant type '${grantType}'.`,
  }),
  scopeNotValid: (scope: string): SignInRefusal => ({
    status: 400,
    error: 'invalid_scope',
    code: 1002012,
    message: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  }),
  resourceNotFound: (resource: string, tenantName: string): SignInRefusal => ({
    status: 400,
    error: 'invalid_resource',
    code: 500011,
    message: `The resource principal named ${resource} was not found in the tenant named ${tenantName}. ${wrongTenantHelp} You might have sent your authentication request to the wrong tenant.`,
  }),
  credentialMissing: (): SignInRefusal => ({
    status: 401,
    error: 'invalid_client',
    code: 7000218,
    message: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  }),
  secretNotValid: (appId: string): SignInRefusal => ({
    status: 401,
    error: 'invalid_client',
    code: 7000215,
    message: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
  }),
  /** Also used for a repeated `jti`: which number Microsoft gives a replay is not publicly known. */
  assertionMalformed: (reason: string): SignInRefusal => ({
    status: 400,
    error: 'invalid_request',
    code: 50027,
    message: `JWT token is invalid or malformed. ${reason}`,
  }),
  thumbprintMissing: (): SignInRefusal => ({
    status: 400,
    error: 'invalid_request',
    code: 5002723,
    message:
      'Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256 thumbprint, nor keyId specified in token header.',
  }),
  applicationMismatch: (): SignInRefusal => ({
    status: 401,
    error: 'invalid_client',
    code: 700021,
    message: `Client assertion application identifier doesn't match 'client_id' parameter. ${assertionHelp}`,
  }),
  audienceMismatch: (): SignInRefusal => ({
    status: 401,
    error: 'invalid_client',
    code: 700023,
    message: `Client assertion audience claim does not match Realm issuer. ${assertionHelp}`,
  }),
  assertionOutOfTime: (times: {
    readonly now: Date;
    readonly notBefore: Date;
    readonly expires: Date;
  }): SignInRefusal => ({
    status: 401,
    error: 'invalid_client',
    code: 700024,
    message: `Client assertion is not within its valid time range. Current time: ${ticks(times.now)}, assertion valid from ${ticks(times.notBefore)}, expiry time of assertion ${ticks(times.expires)}. ${assertionHelp}`,
  }),
  keyNotFound: (thumbprint: string, appId: string): SignInRefusal =>
    invalidSignature(
      `The key was not found., Thumbprint of key used by client: '${thumbprint}', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${appId}'.`,
    ),
  signatureMismatch: (key: KeyCredential, thumbprint: string): SignInRefusal =>
    invalidSignature(
      `The provided signature value did not match the expected signature value., Thumbprint of key used by client: '${thumbprint}', Found key '${lifetimeOf(key)}'`,
    ),
  keyExpired: (key: KeyCredential, thumbprint: string): SignInRefusal =>
    invalidSignature(
      `The key used is expired., Thumbprint of key used by client: '${thumbprint}', Found key '${lifetimeOf(key)}'`,
    ),
  transient: (status: number): SignInRefusal => ({
    status,
    error: 'temporarily_unavailable',
    code: 90033,
    message: 'A transient error has occurred. Please try again.',
  }),
  throttled: (): SignInRefusal => ({
    status: 429,
    error: 'temporarily_unavailable',
    code: 90055,
    message: 'There are too many incoming requests.',
  }),
  blocked: (): SignInRefusal => ({
    status: 400,
    error: 'invalid_grant',
    code: 53003,
    message: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  }),
} as const;

export function signInRefusalReply(request: TenantRequest, refusal: SignInRefusal): TenantReply {
  const { error, error_description, traceId, timestamp } = describeRefusal(request, refusal);
  return jsonReply(
    refusal.status,
    {
      error,
      error_description,
      error_codes: [refusal.code],
      timestamp,
      trace_id: traceId,
      correlation_id: request.clientRequestId,
      error_uri: `${request.origin}/error?code=${refusal.code}`,
      ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
    },
    { 'cache-control': 'no-store, no-cache', 'x-ms-request-id': traceId },
  );
}

/** The parts of a refusal that a client is told, wherever it is told. */
export function describeRefusal(request: TenantRequest, { error, code, message }: SignInRefusal) {
  const traceId = randomUUID();
  const timestamp = `${request.receivedAt.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const trace = `Trace ID: ${traceId} Correlation ID: ${request.clientRequestId} Timestamp: ${timestamp}`;
  return { error, error_description: `AADSTS${code}: ${message} ${trace}`, traceId, timestamp };
}

const invalidSignature = (reason: string): SignInRefusal => ({
  status: 401,
  error: 'invalid_client',
  code: 700027,
  message: `Client assertion contains an invalid signature. [Reason - ${reason}]`,
});

const lifetimeOf = (key: KeyCredential): string =>
  `Start=${portalTime(key.startDateTime)}, End=${portalTime(key.endDateTime)}`;

const portalTime = (iso: string): string =>
  `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 19)}`;

/** Microsoft's services print time with seven decimals. */
const ticks = (time: Date): string => time.toISOString().replace('Z', '0000Z');
