/** Which tenant, which agent, and when it runs. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { AgentState } from '../../../electron/contract/bridge.ts';
import { Since } from '../../components/since.tsx';
import { commonTexts } from '../../texts/common-texts.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';

interface AgentFactsProps {
  readonly state: AgentState;
  /** When the next run starts; drawn for an agent that is set up. */
  readonly schedule: ReactNode;
}

export function AgentFacts({ state, schedule }: AgentFactsProps) {
  const styles = useStyles();
  const { activity } = state;
  const pairing = 'tenant' in activity ? activity : null;
  return (
    <dl className={styles.facts}>
      {pairing === null ? null : (
        <>
          <Fact name={commonTexts.tenant} value={pairing.tenant.displayName}>
            {pairing.tenant.tenantId}
          </Fact>
          {schedule}
        </>
      )}
      <Fact name={overviewTexts.facts.version} value={overviewTexts.facts.versionNumber(state.version)}>
        {overviewTexts.facts.started} <Since instant={state.startedAt} />
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly children: ReactNode;
}

/** One of the facts, with its smaller line. */
export function Fact({ name, value, children }: FactProps) {
  const styles = useStyles();
  return (
    <div className={styles.fact}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.note}>{children}</dd>
    </div>
  );
}

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalXL}`,
  },
  fact: { minWidth: 0, overflowWrap: 'anywhere' },
  name: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  note: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    userSelect: 'text',
  },
});
