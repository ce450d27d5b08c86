/** How far the managed account came: what was found, what would be changed, the button that does it, and the account's first use. */
import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { AccountSurroundings, ManagedAccountReport, Problem } from '../../../electron/contract/bridge.ts';
import { CommandLine } from '../../components/command-line.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { managedTexts } from '../../texts/wizard/managed-texts.ts';
import type { ManagedSectionProps } from './managed-section.tsx';
import { accountOf, canSwitch, type ManagedState, missingToLook } from './managed-state.ts';
import type { ManagedActions } from './use-account.ts';

interface ManagedProgressProps {
  readonly way: ManagedSectionProps['way'];
  readonly managed: ManagedState;
  readonly here: AccountSurroundings | null;
  readonly actions: ManagedActions;
}

export function ManagedProgress(props: ManagedProgressProps) {
  const styles = useStyles();
  const { managed, actions } = props;
  const { work } = managed;
  const isAtWork = work.kind === 'looking' || work.kind === 'making' || work.kind === 'switching';
  const look = () => {
    const missing = missingToLook(managed);
    if (missing === null) actions.look();
    else document.getElementById(missing.field)?.focus();
  };
  return (
    <>
      <div className={styles.line}>
        <Button id="managed-look" disabledFocusable={isAtWork} onClick={look}>
          {work.kind === 'unasked' ? managedTexts.look : managedTexts.lookAgain}
        </Button>
        <span role="status">{isAtWork ? <Spinner size="extra-tiny" label={workWords[work.kind]} /> : null}</span>
      </div>
      {work.kind === 'refused' ? <ProblemNotice problem={work.problem} /> : null}
      {'report' in work ? <Found {...props} report={work.report} /> : null}
    </>
  );
}

const workWords = {
  looking: managedTexts.looking,
  making: managedTexts.making,
  switching: managedTexts.switching,
} as const;

/** There is one command that mends it. */
const noRootKey = 'account.no-root-key';
/** The button beside it says the same, and mends it. */
const isMendedHere = ({ code }: Problem) => code === 'account.not-retrievable';

function Found(props: ManagedProgressProps & { readonly report: ManagedAccountReport }) {
  const styles = useStyles();
  const { way, managed, here, actions, report } = props;
  const { account, retrieves, computer } = report;
  const { work } = managed;
  const problems = report.problems.filter((problem) => !isMendedHere(problem));
  const needsRestart = work.kind === 'seen' && work.needsRestart;
  const canMake = account === null ? way === 'newManaged' && problems.length === 0 : retrieves === null;
  return (
    <>
      <ul className={styles.facts}>
        {sentencesOf(props, report).map(({ tone, text }) => (
          <li key={text} className={styles.fact}>
            <ToneIcon tone={tone} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {problems.map((problem) => (
        <ProblemNotice
          key={problem.code}
          problem={problem}
          tone="attention"
          command={problem.code === noRootKey ? <CommandLine command={managedTexts.rootKeyCommand} /> : null}
        />
      ))}
      {canMake ? (
        <div className={styles.make}>
          {account === null ? <div>{managedTexts.createWhy(retrieverOf(managed, report))}</div> : null}
          <div>
            <Button id="managed-make" onClick={() => actions.make(account === null)}>
              {account === null ? managedTexts.create : managedTexts.permit}
            </Button>
          </div>
        </div>
      ) : null}
      {needsRestart ? <Notice tone="attention" title={managedTexts.restart} explanation="" /> : null}
      {work.kind === 'notSwitched' ? <ProblemNotice problem={work.problem} lead={managedTexts.notSwitched} /> : null}
      {canSwitch(work) ? (
        <Notice
          tone="quiet"
          title={managedTexts.switchTitle(accountOf(managed))}
          explanation={managedTexts.switchWhy(here?.runsAs ?? null)}
          action={
            <Button id="managed-switch" onClick={actions.switchAccount}>
              {managedTexts.switch(account?.sAMAccountName ?? computer.name)}
            </Button>
          }
        />
      ) : null}
    </>
  );
}

const retrieverOf = ({ retriever, group }: ManagedState, { computer }: ManagedAccountReport) =>
  retriever === 'group' ? group.trim() : computer.name;

function sentencesOf({ way, managed }: ManagedProgressProps, { account, retrieves, computer }: ManagedAccountReport) {
  if (account === null) return [{ tone: 'quiet', text: managedTexts.none[way](accountOf(managed)) }] as const;
  const isGood = retrieves !== null;
  return [
    { tone: 'good', text: managedTexts.found(account) },
    { tone: isGood ? 'good' : 'attention', text: managedTexts.retrieves[retrieves ?? 'not'](computer.name) },
  ] as const;
}

const useStyles = makeStyles({
  make: { display: 'grid', gap: tokens.spacingVerticalS },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  facts: { display: 'grid', gap: tokens.spacingVerticalXS, margin: 0, padding: 0, listStyleType: 'none' },
  fact: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    overflowWrap: 'anywhere',
    // In line with the first line of the words.
    '& > svg': { marginTop: '2px' },
  },
});
