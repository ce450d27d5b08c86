/** What keeps the agent running on this machine: how it is, and starting it when the agent does not answer. */
import { type Result, succeed } from '../../agent-core/contract/result.ts';
import type { ServiceHost, ServiceState } from '../../agent-core/service-host/service-host.ts';
import type { BridgeResponders, ServiceView } from '../contract/bridge.ts';
import type { Elevate } from './elevate.ts';

export interface ServiceParts {
  readonly chooseHost: () => Result<ServiceHost>;
  readonly isRoot: boolean;
  /** Null where the system has nothing that asks for a password. */
  readonly elevate: Elevate | null;
  /** Of bridgehead-host.exe, on Windows. */
  readonly hostPath: string;
}

type ServiceResponders = Pick<BridgeResponders, 'service.read' | 'service.start'>;

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
