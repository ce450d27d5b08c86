/** The last page: what was connected and what happens next. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Pairing } from '../../../electron/contract/bridge.ts';
import { FactList } from '../../components/fact-list.tsx';
import { doneTexts } from '../../texts/wizard/done-texts.ts';
import { PageSheet } from '../frame/page-sheet.tsx';
import type { PeopleSignIn } from '../tenant/tenant-state.ts';

interface DonePageProps {
  readonly pairing: Pairing | null;
  readonly clientId: string;
  readonly peopleSignIn: PeopleSignIn | null;
}

export function DonePage({ pairing, clientId, peopleSignIn }: DonePageProps) {
  const styles = useStyles();
  return (
    <PageSheet title={doneTexts.title} why={doneTexts.why}>
      {pairing === null ? null : (
        <FactList
          facts={[
            ...pairing.domains.map(({ name, controller }) => ({
              name: doneTexts.directory,
              value: name,
              note: doneTexts.through(controller),
            })),
            { name: doneTexts.tenant, value: pairing.tenant.displayName, note: pairing.tenant.tenantId },
            { name: doneTexts.application, value: clientId },
          ]}
        />
      )}
      <section>
        <h2 className={styles.heading}>{doneTexts.next}</h2>
        <ul className={styles.list}>
          {peopleSignIn === null ? null : <li>{doneTexts.people[peopleSignIn]}</li>}
          {doneTexts.nextList.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      <div>{doneTexts.again}</div>
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
