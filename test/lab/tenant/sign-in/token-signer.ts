/** Signs what the tenant says about somebody, with the one key that its discovery document publishes. */
import { createPrivateKey, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, type JWK, SignJWT } from 'jose';

export const tokenLifetimeSeconds = 3600;

export interface Statement {
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  readonly now: Date;
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface TokenSigner {
  readonly sign: (statement: Statement) => Promise<string>;
  readonly publicKey: KeyObject;
  /** What `/discovery/v2.0/keys` publishes. */
  readonly publicJwk: () => Promise<JWK>;
}

export function createTokenSigner(signingKeyPem: string): TokenSigner {
  const privateKey = createPrivateKey(signingKeyPem);
  const publicKey = createPublicKey(signingKeyPem);
  const published = exportJWK(publicKey).then(async (jwk) => ({
    ...jwk,
    kid: await calculateJwkThumbprint(jwk),
    use: 'sig',
  }));

  return {
    publicKey,
    publicJwk: () => published,
    sign: async ({ issuer, audience, subject, now, claims }) => {
      const issuedAt = Math.floor(now.getTime() / 1000);
      const { kid } = await published;
      return new SignJWT({ uti: randomUUID(), ...claims })
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(issuedAt + tokenLifetimeSeconds)
        .sign(privateKey);
    },
  };
}
