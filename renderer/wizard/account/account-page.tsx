/** The page that asks for the account the directory is read with. */
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { accountTexts } from '../../texts/wizard/account-texts.ts';
import { PageSheet } from '../frame/page-sheet.tsx';
import { SentenceSection } from '../frame/sentence-section.tsx';
import { AccountFields } from './account-fields.tsx';
import type { AccountEvent, AccountState } from './account-state.ts';

interface AccountPageProps {
  readonly bridge: Bridge;
  /** Whether the agent is set up already. */
  readonly isAgain: boolean;
  readonly state: AccountState;
  readonly send: (event: AccountEvent) => void;
}

export function AccountPage({ bridge, isAgain, state, send }: AccountPageProps) {
  return (
    <PageSheet title={accountTexts.title} why={accountTexts.why}>
      {isAgain ? <div>{accountTexts.passwordAgain}</div> : null}
      <AccountFields bridge={bridge} prefix="service" state={state} send={send} />
      <SentenceSection heading={accountTexts.advice.title} sentences={accountTexts.advice.list} />
    </PageSheet>
  );
}
