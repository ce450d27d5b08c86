/**
 * Has the service run as another account at once. If the agent does not answer as that one, the account before is put back: whoever sets up
 * is not left without an agent (rule R36).
 */
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { ServiceAccount, ServiceHost } from '../service-host/service-host.ts';
import { awaitHealth } from './service-health.ts';

export interface SwitchParts {
  readonly dataDir: string;
  /** How long the agent may take to answer. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Problems: service.account-fixed, service.account-put-back and those of the service host. */
export async function switchAccount(
  host: ServiceHost,
  account: ServiceAccount,
  parts: SwitchParts,
): Promise<Result<void>> {
  if (host.account === null) return fail(problem('service.account-fixed', host.name));
  const before = await host.account.read();
  if (!before.ok) return before;
  const changed = await host.account.change(account);
  if (!changed.ok) return changed;
  const trouble = await restart(host, parts);
  if (trouble === null) return succeed(undefined);
  const earlier = withoutPassword(before.value);
  if (!changed.value || earlier === null) return fail(trouble);
  const restored = await host.account.change(earlier);
  if (!restored.ok) return restored;
  const again = await restart(host, parts);
  return fail(again ?? problem('service.account-put-back', `${trouble.code}: ${trouble.detail}`));
}

/** @returns what kept the agent from answering; null when it answers */
async function restart(host: ServiceHost, { dataDir, timeoutMs, signal }: SwitchParts): Promise<Problem | null> {
  const restarted = await host.restart();
  if (!restarted.ok) return restarted.problem;
  const health = await awaitHealth(dataDir, timeoutMs, signal);
  if (health.kind !== 'silent') return null;
  return problem('service.not-healthy', [health.problem.code, ...(await host.lastLines())].join('\n    '));
}

/** Nobody has the password of a named account any more. @returns null for such a one */
function withoutPassword(name: string | null): ServiceAccount | null {
  if (name === null || /^NT SERVICE\\/i.test(name)) return { name: null, isManaged: false, password: null };
  if (name.endsWith('$')) return { name, isManaged: true, password: null };
  return hasNoPassword(name) ? { name, isManaged: false, password: null } : null;
}

/** The accounts of Windows itself. */
export const hasNoPassword = (name: string): boolean =>
  name === 'LocalSystem' || /^NT (AUTHORITY|SERVICE)\\/i.test(name);
