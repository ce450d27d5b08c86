/** Adds a domain: by its name, or one of the forest with a click. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { TextField } from '../../components/text-field.tsx';
import { domainsTexts } from '../../texts/wizard/domains-texts.ts';
import type { DomainsEvent, DomainsState } from './domains-state.ts';

interface AddDomainProps {
  readonly state: DomainsState;
  readonly send: (event: DomainsEvent) => void;
}

export function AddDomain({ state, send }: AddDomainProps) {
  const styles = useStyles();
  const others = othersOfForest(state);
  const add = (name: string) => send({ kind: 'domainAdded', name });
  return (
    <div className={styles.add}>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          add(state.newName);
        }}
      >
        <div className={styles.field}>
          <TextField
            id="domains-add"
            label={domainsTexts.add}
            hint={domainsTexts.addHint}
            placeholder={domainsTexts.addPlaceholder}
            value={state.newName}
            onChange={(text) => send({ kind: 'nameTyped', text })}
          />
        </div>
        <Button type="submit" className={styles.button}>
          {domainsTexts.addButton}
        </Button>
      </form>
      {others.length === 0 ? null : (
        <div className={styles.others}>
          <span>{domainsTexts.others}</span>
          {others.map((name) => (
            <Button key={name} size="small" onClick={() => add(name)}>
              {domainsTexts.addKnown(name)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Domains that a verified one knows of and that are not in the list yet. */
function othersOfForest({ entries }: DomainsState): readonly string[] {
  const known = entries.flatMap(({ check }) =>
    check.kind === 'verified' ? check.verification.domains.map(({ name }) => name.toLowerCase()) : [],
  );
  return [...new Set(known)].filter((name) => entries.every((entry) => entry.name !== name));
}

const useStyles = makeStyles({
  add: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: tokens.spacingHorizontalS },
  field: { flex: '1 1 240px', minWidth: 0 },
  // In line with the field below its label.
  button: { marginTop: '26px' },
  others: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});
