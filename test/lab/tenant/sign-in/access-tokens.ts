/** Issues access tokens for Graph and recognises them again. */
import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, errors, exportJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Application } from '../state/snapshot.ts';

export const accessTokenLifetimeSeconds = 3600;

/** The names under which Microsoft Graph is asked for and accepts tokens, besides the lab's own address. */
export const graphAudiences = ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'] as const;

export interface TokenGrant {
  readonly application: Application;
  readonly audience: string;
  readonly issuer: string;
  readonly tenantId: string;
  readonly now: Date;
}

export interface TokenCheck {
  readonly origin: string;
  readonly tenantId: string;
  readonly now: Date;
}

export type VerifiedToken =
  | {
      readonly kind: 'valid';
      readonly appId: string;
      /** Application permissions; the scopes when a person signed in. */
      readonly roles: ReadonlySet<string>;
      /** The object id of the person; undefined when the application signed in. */
      readonly userId: string | undefined;
    }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'wrong-audience' }
  | { readonly kind: 'not-ours' };

export interface AccessTokens {
  readonly issue: (grant: TokenGrant) => Promise<string>;
  readonly verify: (token: string, check: TokenCheck) => Promise<VerifiedToken>;
  /** What `/discovery/v2.0/keys` publishes. */
  readonly publicJwk: () => Promise<JWK>;
}

export function createAccessTokens(signingKeyPem: string): AccessTokens {
  const privateKey = createPrivateKey(signingKeyPem);
  const publicKey = createPublicKey(signingKeyPem);
  const published = exportJWK(publicKey).then(async (jwk) => ({
    ...jwk,
    kid: await calculateJwkThumbprint(jwk),
    use: 'sig',
  }));

  return {
    publicJwk: () => published,
    issue: async ({ application, audience, issuer, tenantId, now }) => {
      const issuedAt = Math.floor(now.getTime() / 1000);
      const { kid } = await published;
      return new SignJWT({
        app_displayname: application.displayName,
        appid: application.appId,
        appidacr: '2',
        idtyp: 'app',
        oid: application.servicePrincipalId,
        ...(application.roles.length > 0 ? { roles: application.roles } : {}),
        tid: tenantId,
        uti: randomUUID(),
        ver: '1.0',
      })
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(application.servicePrincipalId)
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(issuedAt + accessTokenLifetimeSeconds)
        .sign(privateKey);
    },
    verify: async (token, { origin, tenantId, now }) => {
      if (token.split('.').length !== 3) return { kind: 'malformed' };
      try {
        const { payload } = await jwtVerify(token, publicKey, { algorithms: ['RS256'], currentDate: now });
        const claims = claimsSchema.parse(payload);
        if (claims.tid !== tenantId) return { kind: 'not-ours' };
        if (![...graphAudiences, origin].includes(claims.aud)) return { kind: 'wrong-audience' };
        const { appid: appId, scp, oid } = claims;
        if (scp === undefined) return { kind: 'valid', appId, roles: new Set(claims.roles), userId: undefined };
        return { kind: 'valid', appId, roles: new Set(scp.split(' ')), userId: oid };
      } catch (error) {
        return { kind: error instanceof errors.JWTExpired ? 'expired' : 'not-ours' };
      }
    },
  };
}

const claimsSchema = z.object({
  aud: z.string(),
  tid: z.string(),
  appid: z.string(),
  roles: z.array(z.string()).default([]),
  scp: z.string().optional(),
  oid: z.string().optional(),
});
