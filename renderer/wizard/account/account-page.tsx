/** The page that asks as whom the directory is read: the ways that this server has, and what the chosen one takes. */
import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { accountTexts } from '../../texts/wizard/account-texts.ts';
import type { Discovery, DomainsEvent } from '../domains/domains-state.ts';
import { useSearch } from '../domains/use-search.ts';
import { ChoiceSection } from '../frame/choice-section.tsx';
import { PageSheet } from '../frame/page-sheet.tsx';
import { SentenceSection } from '../frame/sentence-section.tsx';
import { AccountFields } from './account-fields.tsx';
import { type AccountPageEvent, type AccountPageState, hereOf, wayOf, waysOn } from './account-page-state.ts';
import { ManagedSection } from './managed-section.tsx';
import { useSurroundings } from './use-account.ts';

export interface AccountPageProps {
  readonly bridge: Bridge;
  /** Whether the agent is set up already. */
  readonly isAgain: boolean;
  readonly state: AccountPageState;
  readonly discovery: Discovery;
  readonly send: (event: AccountPageEvent) => void;
  readonly sendDomains: (event: DomainsEvent) => void;
}

export function AccountPage(props: AccountPageProps) {
  const { bridge, state, discovery, send, sendDomains } = props;
  useSurroundings(bridge, send);
  const here = hereOf(state);
  useSearch(bridge, here?.canUseManagedAccount === true, discovery, sendDomains);
  const { kind } = state.surroundings;
  const words = accountTexts.ways(here ?? { platform: 'other', runsAs: null });
  return (
    <PageSheet title={accountTexts.title} why={accountTexts.why}>
      {kind === 'unread' || kind === 'reading' ? <Looking /> : null}
      {kind === 'failed' ? (
        <ProblemNotice tone="attention" lead={accountTexts.unread} problem={state.surroundings.problem} />
      ) : null}
      {kind === 'read' || kind === 'failed' ? (
        <>
          <ChoiceSection
            id="account-ways"
            heading={accountTexts.legend}
            chosen={wayOf(state)}
            onChoose={(way) => send({ kind: 'wayChosen', way })}
            choices={waysOn(here).map((value, index) => ({ value, ...words[value], isRecommended: index === 0 }))}
          />
          <ChosenWay {...props} />
        </>
      ) : null}
    </PageSheet>
  );
}

function Looking() {
  return <Spinner className={useStyles().looking} size="tiny" label={accountTexts.looking} />;
}

function ChosenWay({ bridge, isAgain, state, send }: AccountPageProps) {
  const way = wayOf(state);
  const here = hereOf(state);
  switch (way) {
    case 'password':
      return (
        <>
          {isAgain ? <div>{accountTexts.passwordAgain}</div> : null}
          <AccountFields bridge={bridge} prefix="service" state={state.credentials} send={send} />
          <SentenceSection
            heading={accountTexts.advice.title}
            sentences={
              here?.canUseManagedAccount === true
                ? accountTexts.advice.list
                : [...accountTexts.advice.list, accountTexts.onlyWindows]
            }
          />
        </>
      );
    case 'own':
      return <OwnAccount state={state} send={send} />;
    case 'newManaged':
    case 'existingManaged':
      return <ManagedSection bridge={bridge} way={way} state={state} send={send} />;
  }
}

function OwnAccount({ state, send }: Pick<AccountPageProps, 'state' | 'send'>) {
  const here = hereOf(state);
  const { name, nameHint, placeholder, keytab, noKeytab } = accountTexts.own;
  const isWindows = here?.platform === 'windows';
  return (
    <>
      <TextField
        id="own-account"
        label={name}
        hint={isWindows ? nameHint.windows(here.computer) : nameHint.other}
        placeholder={placeholder}
        value={state.ownAccount}
        isRequired
        onChange={(text) => send({ kind: 'ownAccountTyped', text })}
      />
      {isWindows ? null : <div>{here?.clientKeytab == null ? noKeytab : keytab(here.clientKeytab)}</div>}
    </>
  );
}

const useStyles = makeStyles({ looking: { justifyContent: 'flex-start', minHeight: tokens.lineHeightBase300 } });
