/** The first page: what this is, what it takes, the licence, and the network before anything is contacted. */
import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { licenceText } from '../../texts/licence-text.ts';
import { welcomeTexts } from '../../texts/wizard/welcome-texts.ts';
import { PageSheet } from '../frame/page-sheet.tsx';
import { SentenceSection } from '../frame/sentence-section.tsx';
import { SheetHeading } from '../frame/sheet-heading.tsx';
import { NetworkSection } from '../network/network-section.tsx';
import type { NetworkEvent, NetworkState } from '../network/network-state.ts';
import type { WelcomeEvent, WelcomeState } from './welcome-state.ts';

interface WelcomePageProps {
  readonly bridge: Bridge;
  readonly state: WelcomeState;
  readonly network: NetworkState;
  readonly send: (event: WelcomeEvent) => void;
  readonly sendNetwork: (event: NetworkEvent) => void;
}

export function WelcomePage({ bridge, state, network, send, sendNetwork }: WelcomePageProps) {
  const styles = useStyles();
  return (
    <PageSheet title={welcomeTexts.title} why={welcomeTexts.why}>
      <SentenceSection heading={welcomeTexts.needs} sentences={welcomeTexts.needsList} />
      <section className={styles.terms}>
        <SheetHeading text={welcomeTexts.licence} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the text could not be scrolled by keyboard */}
        <section className={styles.licence} tabIndex={0} aria-label={welcomeTexts.licence}>
          {licenceText}
        </section>
        <Checkbox
          id="welcome-licence"
          className={styles.tick}
          label={welcomeTexts.accept}
          checked={state.isLicenceAccepted}
          onChange={(_event, data) => send({ kind: 'licenceTicked', isAccepted: data.checked === true })}
        />
      </section>
      <NetworkSection bridge={bridge} state={network} send={sendNetwork} />
    </PageSheet>
  );
}

const useStyles = makeStyles({
  terms: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalXS },
  // As it comes it looks as if it could not be ticked.
  tick: { color: tokens.colorNeutralForeground1 },
  licence: {
    height: '128px',
    overflowY: 'auto',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});
