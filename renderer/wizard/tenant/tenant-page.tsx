/** The page of the tenant: who registers the agent, what was found, what will be made there, and how people will sign in. */
import type { PeopleSignIn } from '../../../electron/contract/bridge.ts';
import { FactList } from '../../components/fact-list.tsx';
import { tenantTexts } from '../../texts/wizard/tenant-texts.ts';
import { ChoiceSection } from '../frame/choice-section.tsx';
import { PageSheet } from '../frame/page-sheet.tsx';
import { PreparedElsewhere } from './prepared-elsewhere.tsx';
import { SignInPanel } from './sign-in-panel.tsx';
import { SignedInPerson } from './signed-in-person.tsx';
import type { TenantState } from './tenant-state.ts';
import { type TenantParts, useTenant } from './use-tenant.ts';

const registersOrder = ['here', 'elsewhere'] as const satisfies readonly TenantState['registers'][];
const registersAgainOrder = ['kept', ...registersOrder] as const;
const peopleOrder = ['selfService', 'federation'] as const satisfies readonly PeopleSignIn[];

interface TenantPageProps extends TenantParts {
  /** Whether the agent is set up and registered already. */
  readonly isAgain: boolean;
}

export function TenantPage(parts: TenantPageProps) {
  const actions = useTenant(parts);
  const { bridge, network, isAgain, state, send } = parts;
  const { registers, person } = state;
  const order = isAgain ? registersAgainOrder : registersOrder;
  return (
    <PageSheet title={tenantTexts.title} why={isAgain ? tenantTexts.whyAgain : tenantTexts.why}>
      <ChoiceSection
        id="tenant-registers"
        heading={tenantTexts.registersLabel}
        chosen={registers}
        onChoose={(chosen) => send({ kind: 'registersChosen', registers: chosen })}
        choices={order.map((value) => ({
          value,
          ...tenantTexts.registers[value],
          isRecommended: value === order[0],
        }))}
      />
      {registers === 'kept' ? (
        <FactList
          facts={[
            { name: tenantTexts.elsewhere.tenantId, value: state.tenantId },
            { name: tenantTexts.elsewhere.clientId, value: state.clientId },
          ]}
        />
      ) : registers === 'elsewhere' ? (
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
      <ChoiceSection
        id="tenant-people"
        heading={tenantTexts.peopleLegend}
        chosen={state.peopleSignIn}
        onChoose={(peopleSignIn) => send({ kind: 'peopleSignInChosen', peopleSignIn })}
        choices={peopleOrder.map((value) => ({
          value,
          ...tenantTexts.people[value],
          isRecommended: value === 'selfService',
        }))}
      />
    </PageSheet>
  );
}
