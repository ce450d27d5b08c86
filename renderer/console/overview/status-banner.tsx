/** The state in one sentence, why, and the one thing that can be done about it. */
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CommandLine } from '../../components/command-line.tsx';
import { ProblemFacts } from '../../components/problem-notice.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { overviewTexts } from '../../texts/overview-texts.ts';
import type { Banner } from './banner-of.ts';

interface StatusBannerProps {
  readonly banner: Banner;
  readonly isStarting: boolean;
  readonly isAgentStarting: boolean;
  readonly onRun: () => void;
  readonly onSetUp: () => void;
  readonly onStart: () => void;
}

export function StatusBanner(props: StatusBannerProps) {
  const { banner, isStarting, isAgentStarting, onRun, onSetUp, onStart } = props;
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.banner, styles[banner.tone])}>
      <div className={styles.shape}>
        <ToneIcon tone={banner.tone} size={32} />
      </div>
      <div className={styles.words}>
        <div role="status">
          <h1 className={styles.title}>{banner.title}</h1>
        </div>
        {banner.explanation.map((sentence) => (
          <p key={sentence} className={styles.sentence}>
            {sentence}
          </p>
        ))}
        {banner.command === null ? null : <CommandLine command={banner.command} />}
        {banner.problem === null ? null : <ProblemFacts problem={banner.problem} />}
      </div>
      {banner.offersRun ? (
        <Button appearance="primary" disabledFocusable={isStarting} onClick={onRun}>
          {isStarting ? overviewTexts.actions.starting : overviewTexts.actions.run}
        </Button>
      ) : null}
      {banner.offersStart ? (
        <Button appearance="primary" disabledFocusable={isAgentStarting} onClick={onStart}>
          {isAgentStarting ? overviewTexts.actions.starting : overviewTexts.actions.start}
        </Button>
      ) : null}
      {banner.offersSetUp ? (
        <Button appearance="primary" onClick={onSetUp}>
          {overviewTexts.actions.setUp}
        </Button>
      ) : null}
    </div>
  );
}

const sheet = (background: string, edge: string) => ({ backgroundColor: background, border: `1px solid ${edge}` });

const useStyles = makeStyles({
  banner: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL}`,
    borderRadius: tokens.borderRadiusXLarge,
  },
  good: sheet(tokens.colorStatusSuccessBackground1, tokens.colorStatusSuccessBorder1),
  working: sheet(tokens.colorBrandBackground2, tokens.colorBrandStroke2),
  attention: sheet(tokens.colorStatusWarningBackground1, tokens.colorStatusWarningBorder1),
  bad: sheet(tokens.colorStatusDangerBackground1, tokens.colorStatusDangerBorder1),
  quiet: sheet(tokens.colorNeutralBackground1, tokens.colorNeutralStroke2),
  shape: { alignSelf: 'flex-start' },
  words: {
    flex: '1 1 280px',
    minWidth: 0,
    display: 'grid',
    justifyItems: 'start',
    gap: tokens.spacingVerticalXS,
    overflowWrap: 'anywhere',
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  sentence: { margin: 0, maxWidth: '68ch', color: tokens.colorNeutralForeground2 },
});
