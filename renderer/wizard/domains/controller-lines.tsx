/** The controllers of one domain that the agent shall use, one line each. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { TextField } from '../../components/text-field.tsx';
import { domainsTexts } from '../../texts/wizard/domains-texts.ts';
import { type ControllerLine, type DomainEntry, usualPortOf } from './domain-entry.ts';
import { type EntryEvent, mostControllers } from './domains-state.ts';

interface ControllerLinesProps {
  readonly entry: DomainEntry;
  readonly send: (event: EntryEvent) => void;
}

export function ControllerLines({ entry: { name, controllers, security }, send }: ControllerLinesProps) {
  const styles = useStyles();
  return (
    <fieldset className={styles.lines} aria-label={domainsTexts.controllersLegend}>
      {controllers.map((line, index) => {
        const type = (change: Partial<ControllerLine>) =>
          send({ kind: 'controllerTyped', index, line: { ...line, ...change } });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity while it is typed
          <div key={index} className={styles.line}>
            <div className={styles.host}>
              <TextField
                id={index === 0 ? `domain-${name}-controllers` : `domain-${name}-controller-${index}`}
                label={domainsTexts.host}
                value={line.host}
                onChange={(host) => type({ host })}
              />
            </div>
            <div className={styles.address}>
              <TextField
                id={`domain-${name}-address-${index}`}
                label={domainsTexts.address}
                hint={domainsTexts.addressHint}
                value={line.address}
                onChange={(address) => type({ address })}
              />
            </div>
            <div className={styles.port}>
              <TextField
                id={`domain-${name}-port-${index}`}
                label={domainsTexts.port}
                placeholder={String(usualPortOf(security))}
                value={line.port}
                onChange={(port) => type({ port })}
              />
            </div>
            {controllers.length === 1 ? null : (
              <Button
                size="small"
                aria-label={domainsTexts.removeController(line.host)}
                onClick={() => send({ kind: 'controllerRemoved', index })}
              >
                {domainsTexts.remove}
              </Button>
            )}
          </div>
        );
      })}
      {controllers.length >= mostControllers ? null : (
        <div>
          <Button size="small" onClick={() => send({ kind: 'controllerAdded' })}>
            {domainsTexts.addController}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

const useStyles = makeStyles({
  lines: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalS,
    minWidth: 0,
    margin: 0,
    padding: 0,
    border: 'none',
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: tokens.spacingHorizontalS },
  host: { flex: '2 1 200px', minWidth: 0 },
  address: { flex: '2 1 160px', minWidth: 0 },
  port: { flex: '0 1 88px', minWidth: 0 },
});
