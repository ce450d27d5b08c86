/** Signing in: two ways to begin, what to do meanwhile, and what went wrong. */
import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { Bridge, DeviceCode } from '../../../electron/contract/bridge.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { tenantTexts } from '../../texts/wizard/tenant-texts.ts';
import type { Person } from './tenant-state.ts';
import type { TenantActions } from './use-tenant.ts';

interface SignInPanelProps {
  readonly bridge: Bridge;
  readonly person: Exclude<Person, { kind: 'signedIn' }>;
  readonly actions: TenantActions;
}

export function SignInPanel({ bridge, person, actions }: SignInPanelProps) {
  const styles = useStyles();
  if (person.kind === 'signingIn') {
    return (
      <div className={styles.panel} role="status">
        {person.code === null ? (
          <Spinner className={styles.waiting} size="tiny" label={tenantTexts.signingIn[person.way]} />
        ) : (
          <Code bridge={bridge} code={person.code} />
        )}
        <div>
          <Button id="tenant-give-up" onClick={actions.giveUp}>
            {tenantTexts.giveUp}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={styles.panel}>
      {person.problem === null ? null : <ProblemNotice problem={person.problem} />}
      <div className={styles.ways}>
        <Button id="tenant-sign-in" onClick={() => actions.signIn('browser')}>
          {tenantTexts.signIn}
        </Button>
        <Button onClick={() => actions.signIn('code')}>{tenantTexts.signInWithCode}</Button>
      </div>
      <div className={styles.hint}>{tenantTexts.codeHint}</div>
    </div>
  );
}

function Code({ bridge, code }: { readonly bridge: Bridge; readonly code: DeviceCode }) {
  const styles = useStyles();
  return (
    <div className={styles.panel}>
      <div>
        {tenantTexts.code} {tenantTexts.codeAt}
      </div>
      <div className={styles.address}>{code.address}</div>
      <div className={styles.ways}>
        <span className={styles.code}>{code.userCode}</span>
        <CopyButton bridge={bridge} text={code.userCode} label={tenantTexts.copyCode} />
      </div>
    </div>
  );
}

const useStyles = makeStyles({
  panel: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
  waiting: { justifyContent: 'flex-start' },
  ways: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  hint: { color: tokens.colorNeutralForeground2 },
  address: { fontWeight: tokens.fontWeightSemibold, userSelect: 'all', overflowWrap: 'anywhere' },
  code: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    userSelect: 'all',
  },
});
