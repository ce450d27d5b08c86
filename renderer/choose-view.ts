/**
 * Decides between the wizard and the console.
 *
 *   console --agent is not set up, person may--> wizard --left--> console         left: it opens again only when asked for
 *                                                   +--set up by somebody else--> console
 *                                                   +--begun: stays until the person is done with it
 *
 * Asked for when the agent is set up, it opens again with what is configured.
 * Left for the plan, the console begins with what the first run would do.
 */
import type { AgentConnection } from '../electron/contract/bridge.ts';
import { mayChangeNow } from './may-change-now.ts';

/** What the wizard leads to. */
export type WayOut = 'overview' | 'plan';

export interface ViewState {
  readonly connection: AgentConnection;
  readonly view: 'console' | 'wizard';
  /** The person left the wizard on purpose. */
  readonly wasLeft: boolean;
  /** The wizard is setting the agent up, or has done so. */
  readonly hasBegun: boolean;
  /** The agent is set up, and the person wants to change how. */
  readonly isAgain: boolean;
  /** Of the console, when it opens. */
  readonly beginsWith: WayOut;
}

export type ViewEvent =
  | { readonly kind: 'connectionChanged'; readonly connection: AgentConnection }
  | { readonly kind: 'wizardAsked' | 'wizardBegun' }
  | { readonly kind: 'wizardLeft'; readonly to: WayOut };

export const firstViewState: ViewState = {
  connection: { kind: 'connecting' },
  view: 'console',
  wasLeft: false,
  hasBegun: false,
  isAgain: false,
  beginsWith: 'overview',
};

export function chooseView(state: ViewState, event: ViewEvent): ViewState {
  switch (event.kind) {
    case 'connectionChanged':
      return follow({ ...state, connection: event.connection });
    case 'wizardAsked':
      return askWizard(state);
    case 'wizardBegun':
      return { ...state, hasBegun: true };
    case 'wizardLeft':
      return { ...state, view: 'console', wasLeft: true, hasBegun: false, isAgain: false, beginsWith: event.to };
  }
}

function askWizard(state: ViewState): ViewState {
  const { connection } = state;
  if (maySetUp(connection)) return { ...state, view: 'wizard', hasBegun: false, isAgain: false };
  return mayChangeNow(connection) ? { ...state, view: 'wizard', hasBegun: false, isAgain: true } : state;
}

function follow(state: ViewState): ViewState {
  const { connection, view, wasLeft, hasBegun, isAgain } = state;
  if (connection.kind !== 'connected') return state;
  if (view === 'console')
    return maySetUp(connection) && !wasLeft ? { ...state, view: 'wizard', hasBegun: false } : state;
  return hasBegun || isAgain || maySetUp(connection) ? state : { ...state, view: 'console', beginsWith: 'overview' };
}

const maySetUp = (connection: AgentConnection): boolean =>
  connection.kind === 'connected' &&
  connection.state.activity.kind === 'unconfigured' &&
  connection.permissions.includes('change');
