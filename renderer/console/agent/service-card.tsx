/** What keeps the agent running on this machine, how that is, and what to do where nothing does. */
import type { ServiceView } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { CommandLine } from '../../components/command-line.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatExactTime } from '../../format.ts';
import { agentTexts } from '../../texts/console/agent-texts.ts';
import type { ServiceLook } from './use-service.ts';

const words = agentTexts.service;

/** What to do while the agent does not answer, the banner above says. */
export function ServiceCard({ look: { service }, isConnected }: ServiceCardProps) {
  return (
    <Card heading={words.heading}>
      {service.kind === 'refused' ? (
        <ProblemNotice problem={service.problem} lead={words.unread} tone="attention" />
      ) : null}
      {service.kind === 'given' ? <ServiceFacts view={service.value} isConnected={isConnected} /> : null}
    </Card>
  );
}

interface ServiceCardProps {
  readonly look: ServiceLook;
  readonly isConnected: boolean;
}

function ServiceFacts({ view, isConnected }: { readonly view: ServiceView; readonly isConnected: boolean }) {
  const { host, name, state } = view;
  const isInstalled = state.kind !== 'notInstalled';
  return (
    <>
      <FactList
        facts={[
          { name: words.state, value: words.states[state.kind], note: stateNote(state) },
          ...(isInstalled ? [{ name: words.host, value: words.hosts[host], note: name }] : []),
        ]}
      />
      {isConnected && state.kind !== 'running' ? (
        <Notice
          tone="attention"
          title={words.foreground}
          explanation={isInstalled ? '' : words.install}
          action={isInstalled ? undefined : <CommandLine command={words.installCommand} />}
        />
      ) : null}
    </>
  );
}

function stateNote(state: ServiceView['state']): string {
  switch (state.kind) {
    case 'running': {
      const since = state.since === null ? [] : [`${words.since} ${formatExactTime(state.since)}`];
      return [...since, ...(state.restarts === 0 ? [] : [words.restarts(state.restarts)])].join(', ');
    }
    case 'waiting':
      return words.restarts(state.restarts);
    case 'notInstalled':
    case 'stopped':
      return '';
  }
}
