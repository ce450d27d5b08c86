/** A managed account: which one, who may use it, in whose name the directory is changed, and letting the agent run as it. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { Notice } from '../../components/notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { accountTexts } from '../../texts/wizard/account-texts.ts';
import { managedTexts } from '../../texts/wizard/managed-texts.ts';
import { ConnectionFields } from '../domains/connection-fields.tsx';
import { ChoiceSection } from '../frame/choice-section.tsx';
import { SheetHeading } from '../frame/sheet-heading.tsx';
import { AccountFields } from './account-fields.tsx';
import { type AccountPageEvent, type AccountPageState, hereOf } from './account-page-state.ts';
import { ManagedProgress } from './managed-progress.tsx';
import { accountOf, isManagedName, isRunningAs, type ManagedEvent, type Retriever } from './managed-state.ts';
import { useManaged } from './use-account.ts';

export interface ManagedSectionProps {
  readonly bridge: Bridge;
  readonly way: 'newManaged' | 'existingManaged';
  readonly state: AccountPageState;
  readonly send: (event: AccountPageEvent) => void;
}

const retrieverOrder = ['computer', 'group'] as const satisfies readonly Retriever[];

export function ManagedSection({ bridge, way, state, send: sendPage }: ManagedSectionProps) {
  const styles = useStyles();
  const actions = useManaged(bridge, state, sendPage);
  const send = (event: ManagedEvent) => sendPage({ kind: 'managed', event });
  const { managed } = state;
  const { place, name, retriever, group, administrator } = managed;
  const here = hereOf(state);
  const computer = here?.computer ?? '';
  return (
    <div className={styles.section}>
      <div className={styles.pair}>
        <TextField
          id="managed-name"
          label={managedTexts.name}
          hint={managedTexts.nameHint}
          value={name}
          isRequired
          fault={name === '' || isManagedName(name) ? null : managedTexts.nameFault}
          onChange={(text) => send({ kind: 'nameTyped', text })}
        />
        <TextField
          id="managed-domain"
          label={managedTexts.domain}
          hint={managedTexts.domainHint}
          placeholder={managedTexts.domainPlaceholder}
          value={place.name}
          isRequired
          onChange={(text) => send({ kind: 'domainTyped', text })}
        />
      </div>
      {isRunningAs(managed, here?.runsAs ?? null) ? (
        <Notice tone="good" title={managedTexts.runs(accountOf(managed))} explanation="" />
      ) : (
        <>
          <ChoiceSection
            id="managed-retriever"
            heading={managedTexts.retrieverLegend}
            chosen={retriever}
            onChoose={(chosen) => send({ kind: 'retrieverChosen', retriever: chosen })}
            choices={retrieverOrder.map((value) => ({
              value,
              title: managedTexts.retriever[value].title,
              consequence: managedTexts.retriever[value].consequence(computer),
              isRecommended: value === 'computer',
            }))}
          >
            {retriever === 'group' ? (
              <TextField
                id="managed-group"
                label={managedTexts.group}
                hint={managedTexts.groupHint}
                value={group}
                isRequired
                onChange={(text) => send({ kind: 'groupTyped', text })}
              />
            ) : null}
          </ChoiceSection>
          <section className={styles.administrator} aria-label={managedTexts.administrator}>
            <SheetHeading text={managedTexts.administrator} />
            <AccountFields
              bridge={bridge}
              prefix="managed-administrator"
              state={administrator}
              send={(event) => send({ kind: 'administratorChanged', event })}
              words={accountTexts.administrator}
            />
          </section>
          <div>
            <Button
              id="managed-connection"
              size="small"
              aria-expanded={place.isOpen}
              onClick={() => send({ kind: 'placeChanged', change: { kind: 'detailsToggled' } })}
            >
              {place.isOpen ? managedTexts.closeConnection : managedTexts.connection}
            </Button>
          </div>
          {place.isOpen ? (
            <ConnectionFields bridge={bridge} entry={place} send={(change) => send({ kind: 'placeChanged', change })} />
          ) : null}
          <ManagedProgress way={way} managed={managed} here={here} actions={actions} />
        </>
      )}
    </div>
  );
}

const useStyles = makeStyles({
  section: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalL },
  administrator: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
});
