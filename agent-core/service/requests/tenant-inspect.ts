/** tenant.inspect: who signed in, to which tenant, and what stands in the way of a set-up there. */
import { Secret } from '../../contract/secret.ts';
import type { Registrar } from '../register-agent.ts';
import type { Responder } from '../responder.ts';

export const inspectTenant =
  (registrar: Registrar): Responder<'tenant.inspect'> =>
  ({ tenant, accessToken }, signal) =>
    registrar.inspect(tenant, new Secret(accessToken), signal);
