/** Who would leave the scope by answers that take the place of the settings there are, looked at before anything is done. */
import type { ControlClient } from '../client/control-client.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { Settings, SetupSettings } from '../contract/settings.ts';
import type { CommandContext } from './command.ts';
import { type Effect, showEffect } from './show-effect.ts';

interface SetUpChange {
  readonly before: Settings | null;
  readonly given: SetupSettings;
}

const nobodyToLose: Result<Effect> = succeed({ kind: 'harmless', text: '' });

/**
 * Tried on the two sides there are: new ones are proven by the set-up alone. Without a set-up or a run before, and with another tenant or
 * record, nobody is kept who could leave; a domain that is left out is what setup.apply asks about. Problems: those of showEffect.
 */
export async function showSetUpEffect(
  client: ControlClient,
  { before, given }: SetUpChange,
  { options, signal }: Pick<CommandContext, 'options' | 'signal'>,
): Promise<Result<Effect>> {
  if (before === null || !isSamePairing(before, given)) return nobodyToLose;
  const state = await client.request('state.read', {}, signal);
  if (!state.ok) return state;
  if (state.value.lastRun === null) return nobodyToLose;
  const { configurationId, tenant, domains } = before;
  const after = { ...given, configurationId, tenant, domains };
  const everything = 'bridgehead plan KEY=VALUE... --all, with what the answers change';
  return await showEffect(client, { before, after }, { options, signal, everything });
}

function isSamePairing(before: Settings, { configurationId, tenant }: SetupSettings): boolean {
  const isSameRecord = configurationId === null || configurationId === before.configurationId;
  return isSameRecord && tenant.tenantId.toLowerCase() === before.tenant.tenantId.toLowerCase();
}
