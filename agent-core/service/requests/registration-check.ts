/** registration.check: signs in as the agent to an application that somebody registered, and compares its grants. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { Responder } from '../responder.ts';
import type { RegistrationParts } from './registration-apply.ts';

export const checkRegistration =
  ({
    registrar,
    credentials,
    registrations,
    audit,
  }: Pick<
    RegistrationParts,
    'registrar' | 'credentials' | 'registrations' | 'audit'
  >): Responder<'registration.check'> =>
  async ({ tenant, objectId }, signal, caller) => {
    const credential = credentials.read();
    if (!credential.ok) return credential;
    if (credential.value === null) return fail(problem('setup.certificate-missing', 'no certificate was made yet'));
    const checked = await registrar.check(tenant, credential.value, signal);
    if (!checked.ok) return checked;
    if (objectId !== null) {
      const { clientId, ownershipExtension } = tenant;
      const remembered = registrations.rememberApplication({ clientId, objectId, ownershipExtension });
      if (!remembered.ok) return remembered;
      audit.note('registered', caller, `application ${clientId}, which somebody registered elsewhere`);
    }
    return succeed(checked.value ?? { grantsMissing: [], grantsUnexpected: [] });
  };
