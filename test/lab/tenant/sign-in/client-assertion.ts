/** Decides whether a client assertion proves that its sender holds a certificate registered for the application. */
import { createPublicKey } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, type ProtectedHeaderParameters } from 'jose';
import { z } from 'zod';
import type { Application, KeyCredential } from '../state/snapshot.ts';
import { type SignInRefusal, type SignInResult, signInRefusals } from './sign-in-refusal.ts';

/** Microsoft asks for short-lived assertions; five minutes of clock difference are forgiven. */
export const assertionLifetimeLimitMs = 10 * 60 * 1000;
export const clockSkewMs = 5 * 60 * 1000;

const claimsSchema = z.object({
  aud: z.string(),
  iss: z.string(),
  sub: z.string(),
  jti: z.string().min(1),
  exp: z.number().int().positive().max(253_402_300_799),
  nbf: z.number().int().nonnegative().max(253_402_300_799).default(0),
});

export type AssertionClaims = z.infer<typeof claimsSchema>;

export interface AssertionContext {
  readonly application: Application;
  /** The token endpoint, under each name it has. */
  readonly audiences: readonly string[];
  readonly now: Date;
}

/** Checks everything but the repetition of the `jti`, which needs memory. */
export async function verifyClientAssertion(
  assertion: string,
  context: AssertionContext,
): Promise<SignInResult<AssertionClaims>> {
  const header = headerOf(assertion);
  if (header === undefined) return refuse(signInRefusals.assertionMalformed('It is not a JSON Web Token.'));
  if (header.alg !== 'PS256' && header.alg !== 'RS256') {
    return refuse(signInRefusals.assertionMalformed(`The algorithm '${header.alg ?? ''}' is not supported.`));
  }

  const thumbprint = thumbprintOf(header);
  if (thumbprint === undefined) return refuse(signInRefusals.thumbprintMissing());
  const key = context.application.keyCredentials.find(
    (candidate) => candidate.thumbprintSha256 === thumbprint || candidate.thumbprintSha1 === thumbprint,
  );
  if (key === undefined) return refuse(signInRefusals.keyNotFound(thumbprint, context.application.appId));

  const payload = await verifiedPayload(assertion, key);
  if (payload === undefined) return refuse(signInRefusals.signatureMismatch(key, thumbprint));
  if (isOutsideLifetime(key, context.now)) return refuse(signInRefusals.keyExpired(key, thumbprint));

  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) {
    return refuse(
      signInRefusals.assertionMalformed(
        `The claim '${claims.error.issues[0]?.path.join('.')}' is missing or not valid.`,
      ),
    );
  }
  return checkClaims(claims.data, context);
}

function checkClaims(claims: AssertionClaims, context: AssertionContext): SignInResult<AssertionClaims> {
  const { appId } = context.application;
  if (claims.iss.toLowerCase() !== appId || claims.sub.toLowerCase() !== appId) {
    return refuse(signInRefusals.applicationMismatch());
  }
  if (!context.audiences.includes(claims.aud)) return refuse(signInRefusals.audienceMismatch());

  const nowMs = context.now.getTime();
  const expires = new Date(claims.exp * 1000);
  const notBefore = new Date(claims.nbf * 1000);
  const isInTime =
    notBefore.getTime() <= nowMs + clockSkewMs &&
    expires.getTime() > nowMs - clockSkewMs &&
    expires.getTime() <= nowMs + assertionLifetimeLimitMs + clockSkewMs;
  if (!isInTime) return refuse(signInRefusals.assertionOutOfTime({ now: context.now, notBefore, expires }));
  return { ok: true, value: claims };
}

function headerOf(assertion: string): ProtectedHeaderParameters | undefined {
  try {
    return decodeProtectedHeader(assertion);
  } catch {
    return undefined;
  }
}

/** SHA-256 is what current libraries send; older Graph clients still send SHA-1. */
function thumbprintOf(header: ProtectedHeaderParameters): string | undefined {
  const encoded = header['x5t#S256'] ?? header.x5t;
  return typeof encoded === 'string' && encoded !== ''
    ? Buffer.from(encoded, 'base64url').toString('hex').toUpperCase()
    : undefined;
}

async function verifiedPayload(assertion: string, key: KeyCredential): Promise<unknown> {
  try {
    const publicKey = createPublicKey(key.certificatePem);
    const { payload } = await compactVerify(assertion, publicKey, { algorithms: ['PS256', 'RS256'] });
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
}

const isOutsideLifetime = (key: KeyCredential, now: Date): boolean =>
  now.toISOString() < key.startDateTime || now.toISOString() > key.endDateTime;

const refuse = (refusal: SignInRefusal): SignInResult<never> => ({ ok: false, refusal });
