/** What was found in the tenant: its name, the person and their roles, what stands in the way, what will be made and granted. */
import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import type { TenantInspection } from '../../../electron/contract/bridge.ts';
import { FactList } from '../../components/fact-list.tsx';
import { Notice } from '../../components/notice.tsx';
import { tenantTexts } from '../../texts/wizard/tenant-texts.ts';
import { GrantTable } from './grant-table.tsx';
import type { TenantEvent, TenantState } from './tenant-state.ts';

interface SignedInPersonProps {
  readonly state: TenantState;
  readonly inspection: TenantInspection;
  readonly send: (event: TenantEvent) => void;
}

export function SignedInPerson({ state, inspection, send }: SignedInPersonProps) {
  const styles = useStyles();
  const { displayName, initialDomain, verifiedDomains, person, existingRegistration } = inspection;
  return (
    <div className={styles.found}>
      <FactList
        facts={[
          { name: tenantTexts.tenant, value: displayName, note: initialDomain },
          { name: tenantTexts.domains, value: tenantTexts.verifiedDomains(verifiedDomains) },
          { name: tenantTexts.person, value: person.displayName, note: person.userPrincipalName },
          { name: tenantTexts.roles, value: person.roles.join(', ') || tenantTexts.noRoles },
        ]}
      />
      <div>
        <Button id="tenant-other-person" size="small" onClick={() => send({ kind: 'signedOut' })}>
          {tenantTexts.otherPerson}
        </Button>
      </div>
      <Obstacles state={state} inspection={inspection} send={send} />
      {inspection.otherSynchronisation || !inspection.mayRegister ? null : (
        <>
          {existingRegistration === null ? null : <div>{tenantTexts.existing(existingRegistration.displayName)}</div>}
          <GrantTable grants={inspection.grants} />
        </>
      )}
    </div>
  );
}

function Obstacles({ state, inspection, send }: SignedInPersonProps) {
  const styles = useStyles();
  const { otherSynchronisation, mayRegister, mayGrant, exchangeOnPremises } = inspection;
  if (otherSynchronisation) return <Notice tone="bad" {...tenantTexts.otherSynchronisation} />;
  if (!mayRegister) {
    const prepare = (
      <Button onClick={() => send({ kind: 'registersChosen', registers: 'elsewhere' })}>
        {tenantTexts.mayNotRegister.action}
      </Button>
    );
    return <Notice tone="attention" {...tenantTexts.mayNotRegister} action={prepare} />;
  }
  return (
    <>
      {mayGrant ? null : <Notice tone="attention" {...tenantTexts.mayNotGrant} />}
      {exchangeOnPremises === true ? (
        <Notice
          tone="attention"
          {...tenantTexts.exchange}
          action={
            <Checkbox
              id="tenant-exchange"
              className={styles.tick}
              label={tenantTexts.exchange.accept}
              checked={state.isExchangeUnderstood}
              onChange={(_event, data) => send({ kind: 'exchangeTicked', isUnderstood: data.checked === true })}
            />
          }
        />
      ) : null}
      {exchangeOnPremises === null ? <div>{tenantTexts.exchange.unknown}</div> : null}
    </>
  );
}

const useStyles = makeStyles({
  // As it comes it looks as if it could not be ticked.
  tick: { color: tokens.colorNeutralForeground1 },
  found: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
});
