/** Decides whether a proof of possession was signed with a certificate that the application holds now. */
import { constants, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import type { KeyCredential } from '../state/snapshot.ts';

/** The audience is the directory service of old, under whose name proofs are still made. */
const proofAudience = '00000002-0000-0000-c000-000000000000';
const lifetimeLimitSeconds = 600;
const clockSkewSeconds = 300;

const claimsSchema = z.object({ aud: z.literal(proofAudience), iss: z.string(), nbf: z.number(), exp: z.number() });

export interface ProofContext {
  /** The object id of the application, which is the issuer. */
  readonly applicationId: string;
  readonly keys: readonly KeyCredential[];
  /** The real time: proofs are made by clients. */
  readonly now: Date;
}

export function isProofValid(proof: string, { applicationId, keys, now }: ProofContext): boolean {
  const [header = '', payload = '', signature = '', ...rest] = proof.split('.');
  const { alg } = z.object({ alg: z.string() }).catch({ alg: '' }).parse(readPart(header));
  const claims = claimsSchema.safeParse(readPart(payload));
  if (rest.length > 0 || !claims.success || claims.data.iss !== applicationId) return false;
  const { nbf, exp } = claims.data;
  const nowSeconds = now.getTime() / 1000;
  const isInTime =
    nbf <= nowSeconds + clockSkewSeconds &&
    exp > nowSeconds - clockSkewSeconds &&
    exp - nbf <= lifetimeLimitSeconds + clockSkewSeconds;
  const signed = Buffer.from(`${header}.${payload}`, 'ascii');
  const current = keys.filter((key) => key.startDateTime <= now.toISOString() && now.toISOString() <= key.endDateTime);
  return isInTime && current.some((key) => isSignedBy(key, alg, signed, Buffer.from(signature, 'base64url')));
}

function isSignedBy({ certificatePem }: KeyCredential, alg: string, signed: Buffer, signature: Buffer): boolean {
  const key = createPublicKey(certificatePem);
  if (alg === 'RS256') return verify('sha256', signed, key, signature);
  if (alg !== 'PS256') return false;
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return verify('sha256', signed, { key, ...padding }, signature);
}

function readPart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
