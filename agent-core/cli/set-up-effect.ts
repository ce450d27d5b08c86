/** Who would leave the scope by answers that take the place of the settings there are, looked at before anything is done. */
import type { ControlClient } from '../client/control-client.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { DomainSettings, Settings, SetupSettings } from '../contract/settings.ts';
import type { CommandContext } from './command.ts';
import { type Effect, showEffect } from './show-effect.ts';

interface SetUpChange {
  readonly before: Settings | null;
  readonly given: SetupSettings;
  /** Of the answers, by the name of the domain. */
  readonly domainPasswords: ReadonlyMap<string, Secret>;
  /** The application in the tenant is made only after this. */
  readonly isRegisteredLater: boolean;
}

const nobodyToLose: Result<Effect> = succeed({ kind: 'harmless', text: '' });

/**
 * Tried as the answers say, for the domains there are: with their account and password, which may have changed. New domains are proven by
 * the set-up alone. Without a set-up or a run before, and with another tenant or record, nobody is kept who could leave; a domain that is
 * left out is what setup.apply asks about. Problems: those of showEffect.
 */
export async function showSetUpEffect(
  client: ControlClient,
  { before, given, domainPasswords, isRegisteredLater }: SetUpChange,
  { options, signal }: Pick<CommandContext, 'options' | 'signal'>,
): Promise<Result<Effect>> {
  if (before === null || !isSamePairing(before, given)) return nobodyToLose;
  const state = await client.request('state.read', {}, signal);
  if (!state.ok) return state;
  if (state.value.lastRun === null) return nobodyToLose;
  const [first, ...others] = before.domains;
  const asAnswered = (kept: DomainSettings): DomainSettings => answeredDomain(kept, given);
  const domains: Settings['domains'] = [asAnswered(first), ...others.map(asAnswered)];
  const tenant = isRegisteredLater
    ? before.tenant
    : { ...given.tenant, ownershipExtension: extensionOf(before, given) };
  const after = { ...given, configurationId: before.configurationId, tenant, domains };
  const used = domains.flatMap(({ name }) => {
    const password = domainPasswords.get(name);
    return password === undefined ? [] : [[name, password.reveal()] as const];
  });
  const everything = 'bridgehead plan KEY=VALUE... --all, with what the answers change';
  const change = { before, after, domainPasswords: Object.fromEntries(used) };
  return await showEffect(client, change, { options, signal, everything });
}

/** An account that the agent is to run as from now on cannot be tried yet. */
function answeredDomain(kept: DomainSettings, { domains }: SetupSettings): DomainSettings {
  const answered = domains.find(({ name }) => name === kept.name);
  return answered === undefined || answered.identity === 'service' ? kept : answered;
}

const extensionOf = ({ tenant }: Settings, given: SetupSettings) =>
  given.tenant.ownershipExtension ?? tenant.ownershipExtension;

function isSamePairing(before: Settings, { configurationId, tenant }: SetupSettings): boolean {
  const isSameRecord = configurationId === null || configurationId === before.configurationId;
  return isSameRecord && tenant.tenantId.toLowerCase() === before.tenant.tenantId.toLowerCase();
}
