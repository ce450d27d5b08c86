/** The page of the current step. */
import { type Dispatch, useCallback, useMemo } from 'react';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { AccountPage } from './account/account-page.tsx';
import { sharedAccountOf } from './account/account-page-state.ts';
import { answerFileOf } from './confirm/answer-file.ts';
import { ConfirmPage } from './confirm/confirm-page.tsx';
import { confirmationOf } from './confirm/confirmation.ts';
import { deedsOf } from './deeds.ts';
import { DomainsPage } from './domains/domains-page.tsx';
import { domainDraftsOf, usersOf } from './domains/domains-state.ts';
import { DonePage } from './done/done-page.tsx';
import { ProgressPage } from './progress/progress-page.tsx';
import { RightsPage } from './rights/rights-page.tsx';
import { ScopePage } from './scope/scope-page.tsx';
import { knownClientIdOf, settingsOf } from './set-up-settings.ts';
import { TenantPage } from './tenant/tenant-page.tsx';
import { WelcomePage } from './welcome/welcome-page.tsx';
import type { PageEvent, WizardEvent, WizardState } from './wizard-state.ts';

interface WizardContentProps {
  readonly bridge: Bridge;
  readonly state: WizardState;
  readonly send: Dispatch<WizardEvent>;
}

export function WizardContent({ bridge, state: { step, pages }, send }: WizardContentProps) {
  const { network, welcome, tenant, account, domains, scope, confirm, progress } = pages;
  const sendTo = usePageSenders(send);
  /** Null at the first set-up, which begins with the usual interval. */
  const intervalSeconds = pages.kept?.schedule.intervalSeconds ?? null;
  const shared = useMemo(() => sharedAccountOf(account), [account]);
  const drafts = useMemo(() => domainDraftsOf(domains, shared), [domains, shared]);
  switch (step) {
    case 'welcome':
      return (
        <WelcomePage
          bridge={bridge}
          state={welcome}
          network={network}
          send={sendTo.welcome}
          sendNetwork={sendTo.network}
        />
      );
    case 'tenant':
      return (
        <TenantPage
          bridge={bridge}
          network={network}
          isAgain={pages.kept !== null}
          state={tenant}
          send={sendTo.tenant}
        />
      );
    case 'account':
      return (
        <AccountPage
          bridge={bridge}
          isAgain={pages.kept !== null}
          state={account}
          discovery={domains.discovery}
          send={sendTo.account}
          sendDomains={sendTo.domains}
        />
      );
    case 'domains':
      return <DomainsPage bridge={bridge} state={domains} shared={shared} send={sendTo.domains} />;
    case 'scope':
      return <ScopePage bridge={bridge} domains={drafts} users={usersOf(domains)} state={scope} send={sendTo.scope} />;
    case 'rights':
      return (
        <RightsPage
          bridge={bridge}
          shared={shared}
          domains={domains}
          sendDomains={sendTo.domains}
          scope={scope}
          administrator={account.managed.administrator}
          sendAdministrator={(event) =>
            sendTo.account({ kind: 'managed', event: { kind: 'administratorChanged', event } })
          }
          state={pages.rights}
          send={sendTo.rights}
        />
      );
    case 'confirm': {
      const settings = settingsOf(pages, knownClientIdOf(pages));
      const deeds = deedsOf(pages);
      return (
        <ConfirmPage
          bridge={bridge}
          groups={confirmationOf({ tenant, domains: drafts, scope, confirm, intervalSeconds, deeds })}
          hasDeeds={deeds.length > 0}
          intervalSeconds={intervalSeconds}
          kept={pages.kept}
          state={confirm}
          send={sendTo.confirm}
          settings={settings}
          answerFile={answerFileOf(settings, { network, entries: domains.entries })}
          onGoTo={(chosen) => send({ kind: 'stepChosen', step: chosen })}
        />
      );
    }
    case 'progress':
      return <ProgressPage bridge={bridge} pages={pages} send={sendTo.progress} />;
    case 'done': {
      const pairing = progress.stage.kind === 'finished' ? progress.stage.pairing : null;
      return (
        <DonePage
          pairing={pairing}
          clientId={knownClientIdOf(pages)}
          peopleSignIn={tenant.peopleSignIn}
          start={confirm.start}
          isAgain={pages.kept !== null}
        />
      );
    }
  }
}

/** One sender per page, the same from drawing to drawing, so that effects that use it do not run again. */
function usePageSenders(send: Dispatch<WizardEvent>) {
  return {
    network: useSender(send, 'network'),
    welcome: useSender(send, 'welcome'),
    tenant: useSender(send, 'tenant'),
    account: useSender(send, 'account'),
    domains: useSender(send, 'domains'),
    scope: useSender(send, 'scope'),
    rights: useSender(send, 'rights'),
    confirm: useSender(send, 'confirm'),
    progress: useSender(send, 'progress'),
  };
}

type EventOf<Page extends PageEvent['kind']> = Extract<PageEvent, { kind: Page }>;

function useSender<Page extends PageEvent['kind']>(
  send: Dispatch<WizardEvent>,
  page: Page,
): (event: EventOf<Page>['event']) => void {
  return useCallback((event: EventOf<Page>['event']) => send(pageEvent(page, event)), [send, page]);
}

/** The event belongs to the page of the same name; the compiler cannot follow that through the generic. */
const pageEvent = <Page extends PageEvent['kind']>(kind: Page, event: EventOf<Page>['event']) =>
  ({ kind, event }) as EventOf<Page>;
