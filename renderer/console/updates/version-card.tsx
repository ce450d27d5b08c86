/** What is installed, what is offered and what becomes of it; to look anew, and to install without waiting. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { UpdateState } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatExactTime } from '../../format.ts';
import { updatesTexts } from '../../texts/console/updates-texts.ts';
import type { UpdatesLook } from './use-updates.ts';

const words = updatesTexts.version;

interface VersionCardProps {
  readonly state: UpdateState & { readonly kind: 'available' };
  readonly look: UpdatesLook;
  readonly mayChange: boolean;
}

export function VersionCard({ state, look, mayChange }: VersionCardProps) {
  const { asking, refused, onCheck } = look;
  const { version, updater, decision } = state;
  const { offer, failedVersions } = updater;
  const takenBack = (offer?.releases ?? [])
    .map((release) => release.version)
    .filter((one) => failedVersions.includes(one));
  const isBusy = decision.kind === 'inProgress' || asking !== null;
  const newest = offer?.releases[0];
  const check = (
    <Button disabledFocusable={isBusy} onClick={isBusy ? undefined : onCheck}>
      {asking === 'check' ? words.checking : words.check}
    </Button>
  );
  return (
    <Card heading={words.heading} action={mayChange ? check : undefined}>
      <FactList
        facts={[
          { name: words.installed, value: version },
          newest === undefined
            ? { name: words.offered, value: words.none }
            : {
                name: words.offered,
                value: newest.version,
                note: words.published(newest.publishedAt, newest.sizeBytes),
              },
          ...(takenBack.length === 0 ? [] : [{ name: words.takenBack, value: takenBack.join(', ') }]),
          { name: words.checked, value: offer === null ? words.never : formatExactTime(offer.checkedAt) },
        ]}
      />
      {decision.kind === 'install' || decision.kind === 'wait' ? (
        <Notice
          tone={decision.kind === 'install' || decision.until !== null ? 'quiet' : 'attention'}
          {...updatesTexts.decision(decision)}
          action={mayChange ? <Install version={decision.version} isBusy={isBusy} look={look} /> : undefined}
        />
      ) : null}
      {offer?.problem == null || refused?.what === 'check' ? null : (
        <ProblemNotice problem={offer.problem} lead={words.unchecked} tone="attention" />
      )}
      {refused === null || refused.what === 'save' ? null : (
        <ProblemNotice problem={refused.problem} lead={refused.what === 'check' ? words.unchecked : words.refused} />
      )}
    </Card>
  );
}

interface InstallProps {
  readonly version: string;
  readonly isBusy: boolean;
  readonly look: UpdatesLook;
}

function Install({ version, isBusy, look }: InstallProps) {
  const styles = useStyles();
  return (
    <div className={styles.install}>
      <Button disabledFocusable={isBusy} onClick={isBusy ? undefined : () => look.onInstall(version)}>
        {words.install(version)}
      </Button>
      <span className={styles.hint}>{words.installHint}</span>
    </div>
  );
}

const useStyles = makeStyles({
  install: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    paddingTop: tokens.spacingVerticalXS,
  },
  hint: { color: tokens.colorNeutralForeground2 },
});
