/** A token of the tenant's administrator, as if signed in. */
import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { seed } from '../seed.ts';
import type { TenantForTests } from './tenant-for-tests.ts';

/** @returns the header that carries it */
export async function signInPerson(lab: TenantForTests, scp: string): Promise<{ readonly authorization: string }> {
  const claims = {
    aud: 'https://graph.microsoft.com',
    tid: seed.tenantId,
    appid: seed.application.appId,
    oid: seed.administrator.id,
    scp,
    exp: Math.floor(Date.now() / 1000) + 3600,
  };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256' })
    .sign(createPrivateKey(lab.tenant.state.signingKeyPem));
  return { authorization: `Bearer ${token}` };
}
