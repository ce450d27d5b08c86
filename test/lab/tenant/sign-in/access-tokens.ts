/** Issues access tokens for Graph, to applications and to people, and recognises them again. */
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Application, ObjectRecord } from '../state/snapshot.ts';
import { pairwiseSubject } from './id-tokens.ts';
import type { TokenSigner } from './token-signer.ts';

/** The names under which Microsoft Graph is asked for and accepts tokens, besides the lab's own address. */
export const graphAudiences = ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'] as const;

export interface TokenGrant {
  readonly application: Application;
  /** For whom the application acts; without one it acts for itself. */
  readonly person?: PersonInToken;
  readonly audience: string;
  readonly issuer: string;
  readonly tenantId: string;
  readonly now: Date;
}

export interface PersonInToken {
  readonly record: ObjectRecord;
  readonly scopes: readonly string[];
  /** Template ids of the directory roles that the person holds. */
  readonly roleTemplateIds: readonly string[];
  readonly isPublicClient: boolean;
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
}

export function createAccessTokens(signer: TokenSigner): AccessTokens {
  const readPayload = rememberSignatures(signer);
  return {
    issue: ({ application, person, audience, issuer, tenantId, now }) =>
      signer.sign({
        issuer,
        audience,
        subject:
          person === undefined ? application.servicePrincipalId : pairwiseSubject(audience, String(person.record.id)),
        now,
        claims: {
          app_displayname: application.displayName,
          appid: application.appId,
          tid: tenantId,
          ver: '1.0',
          ...(person === undefined ? claimsOfApplication(application) : claimsOfPerson(person)),
        },
      }),
    verify: async (token, { origin, tenantId, now }) => {
      if (token.split('.').length !== 3) return { kind: 'malformed' };
      try {
        const claims = claimsSchema.parse(await readPayload(token, now));
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

/** A client shows the same token with every request, and its signature is most of what answering one costs; only its time is looked at again. */
function rememberSignatures(signer: TokenSigner): (token: string, now: Date) => Promise<JWTPayload> {
  const known = new Map<string, JWTPayload>();
  return async (token, now) => {
    const seconds = Math.floor(now.getTime() / 1000);
    const remembered = known.get(token);
    if (remembered !== undefined && isWithin(remembered, seconds)) return remembered;
    const { payload } = await jwtVerify(token, signer.publicKey, { algorithms: ['RS256'], currentDate: now });
    if (known.size >= mostRemembered) known.clear();
    known.set(token, payload);
    return payload;
  };
}

const mostRemembered = 100;

/** Whatever is not clearly in time is judged by the library. */
const isWithin = ({ nbf = Number.POSITIVE_INFINITY, exp = 0 }: JWTPayload, seconds: number): boolean =>
  nbf <= seconds && seconds < exp;

const claimsOfApplication = ({ servicePrincipalId, roles }: Application): Readonly<Record<string, unknown>> => ({
  appidacr: '2',
  idtyp: 'app',
  oid: servicePrincipalId,
  ...(roles.length > 0 ? { roles } : {}),
});

/** Every member of a tenant holds this one, besides whatever was assigned. */
const memberRoleTemplateId = 'b79fbf4d-3ef9-4689-8143-76b194e85509';

const claimsOfPerson = ({
  record,
  scopes,
  roleTemplateIds,
  isPublicClient,
}: PersonInToken): Readonly<Record<string, unknown>> => ({
  acct: 0,
  acr: '1',
  amr: ['pwd'],
  appidacr: isPublicClient ? '0' : '2',
  idtyp: 'user',
  name: record.displayName,
  oid: record.id,
  scp: scopes.join(' '),
  unique_name: record.userPrincipalName,
  upn: record.userPrincipalName,
  wids: [...roleTemplateIds, memberRoleTemplateId],
});

const claimsSchema = z.object({
  aud: z.string(),
  tid: z.string(),
  appid: z.string(),
  roles: z.array(z.string()).default([]),
  scp: z.string().optional(),
  oid: z.string().optional(),
});
