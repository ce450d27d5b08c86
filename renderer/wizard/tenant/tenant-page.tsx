/** The page of the tenant: who registers the agent, what was found, what will be made there, and how people will sign in. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { tenantTexts } from '../../texts/wizard/tenant-texts.ts';
import { PageSheet } from '../frame/page-sheet.tsx';
import { PreparedElsewhere } from './prepared-elsewhere.tsx';
import { SignInPanel } from './sign-in-panel.tsx';
import { SignedInPerson } from './signed-in-person.tsx';
import type { PeopleSignIn, TenantState } from './tenant-state.ts';
import { type TenantParts, useTenant } from './use-tenant.ts';

const registersOrder = ['here', 'elsewhere'] as const satisfies readonly TenantState['registers'][];
const peopleOrder = ['selfService', 'federation'] as const satisfies readonly PeopleSignIn[];

export function TenantPage(parts: TenantParts) {
  const styles = useStyles();
  const actions = useTenant(parts);
  const { bridge, network, state, send } = parts;
  const { registers, person } = state;
  return (
    <PageSheet title={tenantTexts.title} why={tenantTexts.why}>
      <section className={styles.section} aria-label={tenantTexts.registersLabel}>
        <h2 className={styles.heading}>{tenantTexts.registersLabel}</h2>
        <ChoiceCards
          id="tenant-registers"
          label={tenantTexts.registersLabel}
          chosen={registers}
          onChoose={(chosen) => send({ kind: 'registersChosen', registers: chosen })}
          choices={registersOrder.map((value) => ({
            value,
            ...tenantTexts.registers[value],
            isRecommended: value === 'here',
          }))}
        />
      </section>
      {registers === 'elsewhere' ? (
        <PreparedElsewhere
          bridge={bridge}
          network={network}
          state={state}
          send={send}
          onMake={actions.makeCertificate}
        />
      ) : person.kind === 'signedIn' ? (
        <SignedInPerson state={state} inspection={person.inspection} send={send} />
      ) : (
        <SignInPanel bridge={bridge} person={person} actions={actions} />
      )}
      <section className={styles.section} aria-label={tenantTexts.peopleLegend}>
        <h2 className={styles.heading}>{tenantTexts.peopleLegend}</h2>
        <ChoiceCards
          id="tenant-people"
          label={tenantTexts.peopleLegend}
          chosen={state.peopleSignIn}
          onChoose={(peopleSignIn) => send({ kind: 'peopleSignInChosen', peopleSignIn })}
          choices={peopleOrder.map((value) => ({
            value,
            ...tenantTexts.people[value],
            isRecommended: value === 'selfService',
          }))}
        />
      </section>
    </PageSheet>
  );
}

const useStyles = makeStyles({
  section: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
});
