/** Settings that only the set-up may change: it proves them, and asks for the passwords again. */

import { describeDifference } from '../contract/describe-difference.ts';
import type { Settings } from '../contract/settings.ts';

/** @returns what differs of them, in words; empty when nothing does */
export const unprovenChanges = (before: Settings, after: Settings): string =>
  describeDifference(credentialFacts(before), credentialFacts(after)).join('; ');

/** Whom a stored credential belongs to and where it is sent, and whose the marks are. */
function credentialFacts({ configurationId, tenant, domains }: Settings) {
  return {
    configurationId,
    tenant,
    domains: domains.map(({ name, account, identity, controllers, security, certificateAuthorities }) => ({
      name,
      account,
      identity,
      controllers,
      security,
      certificateAuthorities,
    })),
  };
}
