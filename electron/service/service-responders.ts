/** What keeps the agent running on this machine: how it is, and starting it when the agent does not answer. */
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import type { ServiceHost, ServiceState } from '../../agent-core/service-host/service-host.ts';
import type { BridgeResponders, ServiceView } from '../contract/bridge.ts';
import type { serviceCalls } from '../contract/service-calls.ts';
import type { Elevate } from './elevate.ts';

export interface ServiceParts {
  readonly chooseHost: () => Result<ServiceHost>;
  readonly isRoot: boolean;
  /** Null where the system has nothing that asks for a password. */
  readonly elevate: Elevate | null;
  /** Of bridgehead-host.exe, on Windows. */
  readonly hostPath: string;
  /** What the command line is called with: program and first words. */
  readonly commandLine: readonly string[];
  readonly dataDir: string;
}

type ServiceResponders = Pick<BridgeResponders, keyof typeof serviceCalls>;

export function serviceResponders(parts: ServiceParts): ServiceResponders {
  return {
    'service.read': async () => {
      const host = parts.chooseHost();
      if (!host.ok) return host;
      const state = await host.value.read();
      if (!state.ok) return state;
      const { kind, name } = host.value;
      return succeed({ host: kind, name, state: viewOf(state.value), start: wayToStart(parts, kind, state.value) });
    },
    'service.start': async () => {
      const host = parts.chooseHost();
      if (!host.ok) return host;
      const { kind, name } = host.value;
      const state = await host.value.read();
      if (!state.ok) return state;
      const way = wayToStart(parts, kind, state.value);
      const started =
        way === 'elevated' ? await parts.elevate?.(startWords(kind, name, parts.hostPath)) : await host.value.start();
      return started === undefined || started.ok ? succeed({}) : started;
    },
    'service.runAs': async ({ account }) => {
      const host = parts.chooseHost();
      if (!host.ok) return host;
      if (host.value.account === null || parts.elevate === null)
        return fail(problem('service.account-fixed', host.value.name));
      const state = await host.value.read();
      if (!state.ok) return state;
      if (state.value.kind === 'notInstalled') return fail(problem('service.not-installed', host.value.name));
      // The command puts the account before back when the agent does not come up as this one.
      const words = ['service', 'account', '--account', account, '--managed', '--restart', '--data-dir', parts.dataDir];
      const changed = await parts.elevate([...parts.commandLine, ...words]);
      return changed.ok ? succeed({}) : changed;
    },
  };
}

const startWords = (kind: ServiceHost['kind'], name: string, hostPath: string) =>
  kind === 'windows' ? [hostPath, 'start', '--name', name] : ['systemctl', 'start', name];

/** The supervisor belongs to whoever installed it; a unit of systemd to root; a service of Windows to administrators. */
function wayToStart(
  { isRoot, elevate }: ServiceParts,
  kind: ServiceHost['kind'],
  state: ServiceState,
): ServiceView['start'] {
  if (state.kind !== 'stopped') return null;
  if (kind === 'supervisor' || isRoot) return 'directly';
  return elevate === null ? null : 'elevated';
}

function viewOf(state: ServiceState): ServiceView['state'] {
  if (state.kind !== 'running') return state;
  const { kind, since, restarts } = state;
  return { kind, since, restarts };
}
