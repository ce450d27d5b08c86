/** Who would leave the scope by answers that take the place of the settings there are, looked at before anything is done. */
import type { ControlClient } from '../client/control-client.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { DomainSettings, Settings, SetupSettings } from '../contract/settings.ts';
import { namesOtherMarks } from '../contract/who-leaves.ts';
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
 * Tried as the answers say, for the domains there are: with their account and password, which may have changed, and with the configuration
 * that they name. New domains are proven by the set-up alone. Before the first set-up, and with another tenant, nobody is kept who could
 * leave, unless the answers name a configuration that managed somebody before: that cannot be tried, so it has to begin paused. A domain
 * that is left out is what setup.apply asks about. Problems: those of showEffect, setup.record-unseen.
 */
export async function showSetUpEffect(
  client: ControlClient,
  { before, given, domainPasswords, isRegisteredLater }: SetUpChange,
  { options, signal }: Pick<CommandContext, 'options' | 'signal'>,
): Promise<Result<Effect>> {
  if (before === null || !isSameTenant(before, given)) {
    const isUnseen = namesRecord(before, given) && !given.schedule.isPaused && options.yes !== true;
    return isUnseen ? fail(problem('setup.record-unseen', String(given.configurationId))) : nobodyToLose;
  }
  const [first, ...others] = before.domains;
  const asAnswered = (kept: DomainSettings): DomainSettings => answeredDomain(kept, given);
  const domains: Settings['domains'] = [asAnswered(first), ...others.map(asAnswered)];
  const tenant = isRegisteredLater
    ? before.tenant
    : { ...given.tenant, ownershipExtension: extensionOf(before, given) };
  const configurationId = given.configurationId ?? before.configurationId;
  const after = { ...given, configurationId, tenant, domains };
  const used = domains.flatMap(({ name }) => {
    const password = domainPasswords.get(name);
    return password === undefined ? [] : [[name, password.reveal()] as const];
  });
  // Which record it is, only a set-up may change: no other plan can be made with it.
  const everything = namesOtherMarks(before, after)
    ? null
    : 'bridgehead plan KEY=VALUE... --all, with what the answers change';
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

const isSameTenant = (before: Settings, { tenant }: SetupSettings) =>
  tenant.tenantId.toLowerCase() === before.tenant.tenantId.toLowerCase();

const namesRecord = (before: Settings | null, { configurationId }: SetupSettings) =>
  configurationId !== null && configurationId !== before?.configurationId;
