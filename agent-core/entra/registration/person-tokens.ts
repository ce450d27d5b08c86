/** The access token that a person lends for one request: handed to Graph as it is, and never renewed (rule R33). */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { Secret } from '../../contract/secret.ts';
import type { AccessTokens } from '../access-token.ts';

export function createPersonTokens(accessToken: Secret): AccessTokens {
  return {
    get: async (_signal, isRefusedBefore) =>
      isRefusedBefore
        ? fail(problem('registration.sign-in-expired', 'the tenant no longer accepts the access token'))
        : succeed(accessToken),
  };
}
