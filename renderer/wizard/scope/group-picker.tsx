/** Finds groups by a part of their name and keeps the chosen ones in a list. */
import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { scopeTexts } from '../../texts/wizard/scope-texts.ts';
import { SheetHeading } from '../frame/sheet-heading.tsx';
import { GroupLine } from './group-line.tsx';
import type { GroupSearch, PickedGroup, ScopeEvent, ScopeState } from './scope-state.ts';

interface GroupPickerProps {
  readonly domains: readonly string[];
  readonly state: ScopeState;
  readonly send: (event: ScopeEvent) => void;
}

export function GroupPicker({ domains, state, send }: GroupPickerProps) {
  const styles = useStyles();
  const pick = (group: PickedGroup) => send({ kind: 'groupPicked', group });
  return (
    <div className={styles.picker}>
      <div className={styles.line}>
        {domains.length < 2 ? null : (
          <div className={styles.domain}>
            <SelectField
              label={scopeTexts.domain}
              value={state.searchDomain || (domains[0] ?? '')}
              options={domains.map((domain) => ({ value: domain, label: domain }))}
              onChoose={(domain) => send({ kind: 'searchDomainChosen', domain })}
            />
          </div>
        )}
        <div className={styles.search}>
          <TextField
            id="scope-search"
            label={scopeTexts.search}
            hint={scopeTexts.searchHint}
            value={state.searchText}
            onChange={(text) => send({ kind: 'searchTyped', text })}
          />
        </div>
      </div>
      <div role="status">
        <Found search={state.search} picked={state.groups} onPick={pick} />
      </div>
      <section className={styles.list} aria-label={scopeTexts.picked}>
        <SheetHeading text={scopeTexts.picked} />
        {state.groups.length === 0 ? (
          <EmptyState title={scopeTexts.nonePicked} explanation={scopeTexts.nonePickedExplanation} />
        ) : null}
        {state.groups.map((group) => (
          <GroupLine key={group.objectGuid} group={group}>
            <Button
              size="small"
              aria-label={scopeTexts.dropOf(group.name)}
              onClick={() => send({ kind: 'groupDropped', objectGuid: group.objectGuid })}
            >
              {scopeTexts.drop}
            </Button>
          </GroupLine>
        ))}
      </section>
    </div>
  );
}

interface FoundProps {
  readonly search: GroupSearch;
  readonly picked: readonly PickedGroup[];
  readonly onPick: (group: PickedGroup) => void;
}

function Found({ search, picked, onPick }: FoundProps) {
  const styles = useStyles();
  switch (search.kind) {
    case 'idle':
      return null;
    case 'searching':
      return <Spinner className={styles.searching} size="extra-tiny" label={scopeTexts.searching} />;
    case 'failed':
      return <ProblemNotice problem={search.problem} lead={scopeTexts.searchFailed} />;
    case 'found':
      if (search.groups.length === 0) return <div>{scopeTexts.noneFound}</div>;
      return (
        <section className={styles.found} aria-label={scopeTexts.found}>
          {search.groups.map((group) => (
            <GroupLine key={group.objectGuid} group={group}>
              {picked.some(({ objectGuid }) => objectGuid === group.objectGuid) ? (
                <span>{scopeTexts.already}</span>
              ) : (
                <Button size="small" aria-label={scopeTexts.pickOf(group.name)} onClick={() => onPick(group)}>
                  {scopeTexts.pick}
                </Button>
              )}
            </GroupLine>
          ))}
        </section>
      );
  }
}

const useStyles = makeStyles({
  picker: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: tokens.spacingHorizontalM },
  domain: { flex: '1 1 180px', minWidth: 0 },
  search: { flex: '2 1 240px', minWidth: 0 },
  searching: { justifyContent: 'flex-start' },
  found: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    maxHeight: '220px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalXS },
});
