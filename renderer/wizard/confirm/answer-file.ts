/** The same set-up as an answer file for the command line. Passwords are asked for there; files are named by where they were chosen. */
import type { DomainEntry } from '../domains/domain-entry.ts';
import type { NetworkState } from '../network/network-state.ts';
import type { SetupSettings } from '../set-up-settings.ts';

interface ChosenFiles {
  readonly network: NetworkState;
  readonly entries: readonly DomainEntry[];
}

export function answerFileOf(settings: SetupSettings, { network, entries }: ChosenFiles): string {
  const { certificateAuthorities: _, ...tenant } = settings.tenant;
  const domains = settings.domains.map(({ certificateAuthorities: _, ...domain }) => ({
    ...domain,
    certificateAuthorityFile: entries.find(({ name }) => name === domain.name)?.certificateAuthority?.path ?? null,
    password: 'prompt',
  }));
  const answers = {
    tenant: { ...tenant, certificateAuthorityFile: network.certificateAuthority?.path ?? null },
    domains,
    scope: settings.scope,
    newUsers: settings.newUsers,
    schedule: settings.schedule,
    ...('guard' in settings ? { guard: settings.guard } : {}),
  };
  return `${JSON.stringify(answers, null, 2)}\n`;
}
