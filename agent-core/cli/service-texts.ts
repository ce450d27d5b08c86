/** How the service reads on a terminal. */
import { assertNever } from '../contract/assert-never.ts';
import type { ServiceHost, ServiceState } from '../service-host/service-host.ts';
import type { ServiceHealth } from './service-health.ts';
import { problemText } from './texts.ts';

export function serviceText(host: ServiceHost, state: ServiceState, health: ServiceHealth): string {
  const hosting = state.kind === 'notInstalled' ? 'It would be hosted' : 'Hosted';
  const first = `${stateSentence(state)} ${healthSentence(state, health)}`.trimEnd();
  return `${first}\n${hosting} by ${hostWords[host.kind]}: ${host.name}\n${approversText(state, host.approvers())}${
    health.kind === 'protected' || (health.kind === 'silent' && state.kind === 'running')
      ? `\n${problemText(health.problem)}`
      : ''
  }`;
}

const approversText = ({ kind }: ServiceState, approvers: string | null) =>
  kind === 'notInstalled' || approvers === null
    ? ''
    : `The members of ${approvers} may approve what the guard holds.\n`;

export const hostWords: Readonly<Record<ServiceHost['kind'], string>> = {
  systemd: 'systemd',
  supervisor: 'a supervisor of its own',
  windows: 'the service manager of Windows',
};

function stateSentence(state: ServiceState): string {
  switch (state.kind) {
    case 'notInstalled':
      return 'The service is not installed.';
    case 'stopped':
      return 'The service is installed and stopped.';
    case 'waiting':
      return `The agent ended by itself and is started again after a pause${restartWords(state.restarts)}.`;
    case 'running':
      return `The service is running as process ${state.pid}${state.since === null ? '' : ` since ${state.since}`}${restartWords(state.restarts)}.`;
    default:
      return assertNever(state);
  }
}

function restartWords(restarts: number): string {
  if (restarts === 0) return '';
  return restarts === 1 ? ', restarted once' : `, restarted ${restarts} times`;
}

function healthSentence({ kind }: ServiceState, health: ServiceHealth): string {
  if (health.kind === 'silent') return kind === 'running' ? 'The agent does not answer.' : '';
  if (kind === 'notInstalled' || kind === 'stopped') return 'An agent that was started by hand answers.';
  return health.kind === 'healthy' ? 'The agent answers.' : 'The agent answers and writes nothing.';
}
