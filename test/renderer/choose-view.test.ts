import { describe, expect, test } from 'vitest';
import type { AgentConnection } from '../../electron/contract/bridge.ts';
import { chooseView, firstViewState, type ViewEvent, type ViewState } from '../../renderer/choose-view.ts';
import { activities, stateOf } from '../desktop/sample-data.ts';

const connected = (
  activity: 'unconfigured' | 'idle',
  permissions: Extract<AgentConnection, { kind: 'connected' }>['permissions'] = ['read', 'change'],
): ViewEvent => ({
  kind: 'connectionChanged',
  connection: { kind: 'connected', state: stateOf(activities[activity]), permissions },
});

const stateAfter = (...events: readonly ViewEvent[]): ViewState['view'] =>
  events.reduce(chooseView, firstViewState).view;

describe('the wizard', () => {
  test('opens by itself for an agent that is not set up', () => {
    expect(stateAfter(connected('unconfigured'))).toBe('wizard');
  });

  test('stays away from who may only look', () => {
    expect(stateAfter(connected('unconfigured', ['read']))).toBe('console');
    expect(stateAfter(connected('unconfigured', ['read']), { kind: 'wizardAsked' })).toBe('console');
  });

  test('does not come back by itself once it was left, and comes when asked for', () => {
    const left: ViewEvent[] = [
      connected('unconfigured'),
      { kind: 'wizardLeft', to: 'overview' },
      connected('unconfigured'),
    ];
    expect(stateAfter(...left)).toBe('console');
    expect(stateAfter(...left, { kind: 'wizardAsked' })).toBe('wizard');
  });

  test('gives way when somebody else sets the agent up', () => {
    expect(stateAfter(connected('unconfigured'), connected('idle'))).toBe('console');
  });

  test('stays to its last page when it is the one that sets the agent up', () => {
    const begun: ViewEvent[] = [connected('unconfigured'), { kind: 'wizardBegun' }, connected('idle')];
    expect(stateAfter(...begun)).toBe('wizard');
    expect(stateAfter(...begun, { kind: 'wizardLeft', to: 'overview' })).toBe('console');
  });

  test('that ends with a paused schedule leads to the plan, every other end to the overview', () => {
    const begun: ViewEvent[] = [connected('unconfigured'), { kind: 'wizardBegun' }, connected('idle')];
    const leftFor = (to: 'overview' | 'plan') =>
      [...begun, { kind: 'wizardLeft', to } as const].reduce(chooseView, firstViewState);
    expect([leftFor('plan').beginsWith, leftFor('overview').beginsWith]).toEqual(['plan', 'overview']);
  });

  test('opens again for an agent that is set up when asked for, and stays until it is left', () => {
    const asked: ViewEvent[] = [connected('idle'), { kind: 'wizardAsked' }, connected('idle')];
    expect(asked.reduce(chooseView, firstViewState)).toMatchObject({ view: 'wizard', isAgain: true });
    expect(stateAfter(...asked, { kind: 'wizardLeft', to: 'overview' }, connected('idle'))).toBe('console');
    expect(stateAfter(connected('idle', ['read']), { kind: 'wizardAsked' })).toBe('console');
  });

  test('stays while the agent is away', () => {
    const away: ViewEvent = { kind: 'connectionChanged', connection: { kind: 'connecting' } };
    expect(stateAfter(connected('unconfigured'), away)).toBe('wizard');
  });
});
