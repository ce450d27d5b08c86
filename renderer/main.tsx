/** Starts the page: style renderer with the nonce of this load, theme of the system, and the overview. */
import { createDOMRenderer, FluentProvider, makeStaticStyles, RendererProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bridge } from './bridge.ts';
import { OverviewPage } from './console/overview/overview-page.tsx';
import { useSystemTheme } from './theme.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="bridgehead-nonce"]')?.content ?? '';
const styleRenderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

function Page() {
  usePageStyles();
  return (
    <FluentProvider theme={useSystemTheme()}>
      <OverviewPage bridge={bridge} />
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
