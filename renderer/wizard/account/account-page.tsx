/** The page that asks for the account the directory is read with. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { accountTexts } from '../../texts/wizard/account-texts.ts';
import { PageSheet } from '../frame/page-sheet.tsx';
import { AccountFields } from './account-fields.tsx';
import type { AccountEvent, AccountState } from './account-state.ts';

interface AccountPageProps {
  readonly bridge: Bridge;
  readonly state: AccountState;
  readonly send: (event: AccountEvent) => void;
}

export function AccountPage({ bridge, state, send }: AccountPageProps) {
  const styles = useStyles();
  return (
    <PageSheet title={accountTexts.title} why={accountTexts.why}>
      <AccountFields bridge={bridge} prefix="service" state={state} send={send} />
      <section>
        <h2 className={styles.heading}>{accountTexts.advice.title}</h2>
        <ul className={styles.list}>
          {accountTexts.advice.list.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
    </PageSheet>
  );
}

const useStyles = makeStyles({
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    margin: `${tokens.spacingVerticalXS} 0 0`,
    paddingLeft: tokens.spacingHorizontalXL,
  },
});
