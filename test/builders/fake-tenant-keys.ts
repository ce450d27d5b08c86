/** The keys of an application in memory: registered, removed, and good for signing in as soon as the test says so. */
import { type Problem, problem } from '../../agent-core/contract/problem.ts';
import type { GrantCheck } from '../../agent-core/contract/registration-requests.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import type { TenantCredential } from '../../agent-core/service/sides.ts';
import type { TenantKeys } from '../../agent-core/service/tenant-keys.ts';

type Call = 'addKey' | 'removeKey' | 'signIn';

export function fakeTenantKeys(...registered: readonly string[]) {
  const keys = new Set<string>(registered);
  const calls: string[] = [];
  const refusals = new Map<Call, Problem>();
  let isSlow = false;
  let grants: GrantCheck | null = { grantsMissing: [], grantsUnexpected: [] };
  const lost = { addKey: false };
  const called = (call: Call, { certificatePem }: TenantCredential): Result<void> => {
    calls.push(`${call} ${certificatePem}`);
    const refusal = refusals.get(call);
    return refusal === undefined ? succeed(undefined) : fail(refusal);
  };
  const tenantKeys: TenantKeys = {
    addKey: async (_tenant, _objectId, current, next) => {
      const allowed = called('addKey', next);
      if (!allowed.ok) return allowed;
      if (!keys.has(current.certificatePem)) return fail(problem('tenant.unauthorized', 'the proof is not valid'));
      keys.add(next.certificatePem);
      return lost.addKey ? fail(problem('tenant.no-answer', 'graph')) : succeed(`id of ${next.certificatePem}`);
    },
    removeKey: async (_tenant, _objectId, credential, keyId) => {
      const allowed = called('removeKey', credential);
      if (!allowed.ok) return allowed;
      const certificatePem = keyId.replace('id of ', '');
      return keys.delete(certificatePem) ? succeed(undefined) : fail(problem('tenant.refused-value', keyId));
    },
    keyIdOf: (certificatePem) => `id of ${certificatePem}`,
    signIn: async (_tenant, credential) => {
      const allowed = called('signIn', credential);
      if (!allowed.ok) return allowed;
      const isKnown = keys.has(credential.certificatePem) && !(isSlow && credential.certificatePem !== registered[0]);
      return isKnown ? succeed(grants) : fail(problem('tenant.certificate-refused', 'AADSTS700027'));
    },
  };
  return {
    tenantKeys,
    keys,
    calls,
    lost,
    refuse: (call: Call, found: Problem) => void refusals.set(call, found),
    relent: () => refusals.clear(),
    beSlow: (slow: boolean) => {
      isSlow = slow;
    },
    grant: (next: GrantCheck | null) => {
      grants = next;
    },
  };
}
