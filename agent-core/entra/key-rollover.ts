/**
 * An application changes its own keys, with no permission but the proof that it holds one
 * (learn.microsoft.com/graph/api/application-addkey, application-removekey).
 */
import { createHash, randomUUID, sign, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type Result, succeed } from '../contract/result.ts';
import type { TenantAddress } from '../contract/settings.ts';
import { createAccessTokens } from './access-token.ts';
import type { Credential } from './credential.ts';
import { createGraph, type Graph } from './graph.ts';
import type { RetryOptions } from './graph-retry.ts';
import type { Network } from './network.ts';
import { keyCredentialOf, keyIdOf } from './registration/ensure-certificate.ts';

export interface RolloverOptions extends RetryOptions {
  readonly createNetwork: (tenant: TenantAddress) => Network;
  /** The wall clock, milliseconds since 1970: the tenant judges a proof by its own. */
  readonly nowMs: () => number;
}

export function createKeyRollover(options: RolloverOptions) {
  const open = (tenant: TenantAddress, credential: Credential): Graph => {
    const network = options.createNetwork(tenant);
    const tokens = createAccessTokens(tenant, credential, network);
    return createGraph({ ...options, origin: tenant.graph, network, tokens, pace: null });
  };
  return {
    /** @returns the id by which the new key can be removed one day */
    addKey: async (
      tenant: TenantAddress,
      objectId: string,
      current: Credential,
      next: Credential,
      signal: AbortSignal,
    ): Promise<Result<string>> => {
      const body = () => ({
        keyCredential: keyCredentialOf(next.certificatePem),
        passwordCredential: null,
        proof: makeProof(objectId, current, options.nowMs()),
      });
      const path = `/applications/${objectId}/addKey`;
      const added = await open(tenant, current).post(path, body, z.object({ keyId: z.string() }), signal);
      return added.ok ? succeed(added.value.keyId) : added;
    },
    /** @param credential any that signs in now, but not the one that goes */
    removeKey: (
      tenant: TenantAddress,
      objectId: string,
      credential: Credential,
      keyId: string,
      signal: AbortSignal,
    ): Promise<Result<void>> =>
      open(tenant, credential).act(
        `/applications/${objectId}/removeKey`,
        () => ({ keyId, proof: makeProof(objectId, credential, options.nowMs()) }),
        signal,
      ),
    keyIdOf,
  };
}

/** Directory service of old, under whose name proofs are still made. */
const proofAudience = '00000002-0000-0000-c000-000000000000';
const proofLifetimeSeconds = 600;

function makeProof(objectId: string, { certificatePem, privateKeyPem }: Credential, nowMs: number): string {
  const thumbprint = createHash('sha1').update(new X509Certificate(certificatePem).raw).digest('base64url');
  const nbf = Math.floor(nowMs / 1000);
  const claims = { aud: proofAudience, iss: objectId, nbf, exp: nbf + proofLifetimeSeconds, jti: randomUUID() };
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', x5t: thumbprint })}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKeyPem.reveal()).toString('base64url')}`;
}
