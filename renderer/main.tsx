/** Starts the page: style renderer with the nonce of this load, theme of the system, and the wizard or the console. */
import { createDOMRenderer, FluentProvider, makeStaticStyles, RendererProvider } from '@fluentui/react-components';
import { StrictMode, useCallback, useReducer } from 'react';
import { createRoot } from 'react-dom/client';
import type { AgentConnection } from '../electron/contract/bridge.ts';
import { bridge } from './bridge.ts';
import { chooseView, firstViewState, type WayOut } from './choose-view.ts';
import { ConsoleWindow } from './console/console-window.tsx';
import { useSystemTheme } from './theme.ts';
import { useConnection } from './use-connection.ts';
import { WizardAgain } from './wizard/wizard-again.tsx';
import { WizardWindow } from './wizard/wizard-window.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="bridgehead-nonce"]')?.content ?? '';
const styleRenderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

function Page() {
  usePageStyles();
  const [{ view, connection, beginsWith, isAgain }, send] = useReducer(chooseView, firstViewState);
  const follow = useCallback((next: AgentConnection) => send({ kind: 'connectionChanged', connection: next }), []);
  const begin = useCallback(() => send({ kind: 'wizardBegun' }), []);
  const leave = useCallback((to: WayOut) => send({ kind: 'wizardLeft', to }), []);
  useConnection(bridge, follow);
  const Wizard = isAgain ? WizardAgain : WizardWindow;
  return (
    <FluentProvider theme={useSystemTheme()}>
      {view === 'wizard' ? (
        <Wizard bridge={bridge} connection={connection} onBegun={begin} onLeft={leave} />
      ) : (
        <ConsoleWindow bridge={bridge} beginsWith={beginsWith} onSetUp={() => send({ kind: 'wizardAsked' })} />
      )}
    </FluentProvider>
  );
}

const usePageStyles = makeStaticStyles({
  // Not by a class of the provider: tooltips would take it over and cover the page.
  'html, body, #page, #page > div': { height: '100%' },
  body: { margin: 0 },
});

const root = document.getElementById('page');
if (root === null) throw new Error('The page has no element to draw into.');
createRoot(root).render(
  <StrictMode>
    <RendererProvider renderer={styleRenderer}>
      <Page />
    </RendererProvider>
  </StrictMode>,
);
