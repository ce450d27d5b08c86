/** Signs in as the agent and reads from the token what it was granted: the one place where the agent may see that. */
import { z } from 'zod';
import { compareGrants } from '../../contract/grant-table.ts';
import type { GrantCheck } from '../../contract/registration-requests.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { AccessTokens } from '../access-token.ts';

const claimsSchema = z.object({ roles: z.array(z.string()).default([]) });

/**
 * Reading the grants from Graph would take a permission that the agent does not need otherwise. The token is read to tell a
 * person, and nothing is decided by it.
 * @param isFresh asks for a new token: grants appear in tokens that are issued after them
 * @returns null when the token cannot be read, which Microsoft keeps the right to make it
 */
export async function checkGrants(
  tokens: AccessTokens,
  isFresh: boolean,
  signal: AbortSignal,
): Promise<Result<GrantCheck | null>> {
  const token = await tokens.get(signal, isFresh);
  if (!token.ok) return token;
  const claims = readClaims(token.value.reveal());
  return succeed(claims === null ? null : compareGrants(claims.roles));
}

function readClaims(token: string) {
  try {
    return claimsSchema.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
