/** Tells an application who signed in. learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
import { createHash } from 'node:crypto';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TokenSigner } from './token-signer.ts';

export interface IdTokenGrant {
  readonly person: ObjectRecord;
  readonly appId: string;
  /** openid, profile, email: each lets more be told. */
  readonly scopes: ReadonlySet<string>;
  readonly issuer: string;
  readonly tenantId: string;
  readonly nonce: string | undefined;
  readonly now: Date;
}

export const issueIdToken = (signer: TokenSigner, grant: IdTokenGrant): Promise<string> => {
  const { person, appId, scopes, issuer, tenantId, nonce, now } = grant;
  const profile = { name: person.displayName, oid: person.id, preferred_username: person.userPrincipalName };
  const hasEmail = scopes.has('email') && typeof person.mail === 'string';
  return signer.sign({
    issuer,
    audience: appId,
    subject: pairwiseSubject(appId, String(person.id)),
    now,
    claims: {
      tid: tenantId,
      ver: '2.0',
      ...(scopes.has('profile') ? profile : {}),
      ...(hasEmail ? { email: person.mail } : {}),
      ...(nonce === undefined ? {} : { nonce }),
    },
  });
};

/** The same person has another subject in every application, so that applications cannot compare notes. */
export const pairwiseSubject = (audience: string, personId: string): string =>
  createHash('sha256').update(`${audience}/${personId}`).digest('base64url');

/** What Microsoft's libraries know an account by: its object id and its home tenant. */
export const clientInfo = (personId: string, tenantId: string): string =>
  Buffer.from(JSON.stringify({ uid: personId, utid: tenantId })).toString('base64url');
