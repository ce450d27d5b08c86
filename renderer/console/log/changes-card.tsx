/** The provisioning log: what was done to whom, asked for by object, kind and outcome, and pulled page by page. */
import { Button, makeStyles, Switch, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { ArgumentInputOf, Bridge, ProvisioningRecord } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { ListEnd } from '../../components/list-end.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import { TextField } from '../../components/text-field.tsx';
import { useNow } from '../../components/use-now.ts';
import { changesTexts } from '../../texts/console/changes-texts.ts';
import { recordLineOf } from './record-line.ts';
import { RecordRow } from './record-row.tsx';
import { useRecords } from './use-records.ts';

type Query = ArgumentInputOf<'provisioning.read'>;
interface Filter {
  readonly object: string | null;
  readonly action: NonNullable<Query['action']> | 'all';
  readonly status: NonNullable<Query['status']> | 'all';
  readonly withRepeats: boolean;
}

const everything: Filter = { object: null, action: 'all', status: 'all', withRepeats: false };
const isEverything = ({ object, action, status }: Filter) => object === null && action === 'all' && status === 'all';
const wanted = <Value extends string>(value: Value | 'all'): Value | null => (value === 'all' ? null : value);

const ofNothing = { title: changesTexts.none, explanation: changesTexts.noneExplanation };
const ofNoMatch = { title: changesTexts.noMatch, explanation: changesTexts.noMatchExplanation };

export function ChangesCard({ bridge }: { readonly bridge: Bridge }) {
  const [filter, setFilter] = useState(everything);
  const query = useMemo(() => {
    const { action, status, ...others } = filter;
    return { ...others, action: wanted(action), status: wanted(status) };
  }, [filter]);
  const [pages, meant] = useRecords(bridge, query);
  const { items, readOn } = pages;
  const aside = meant === null ? '' : changesTexts.meant(filter.object ?? '', meant);
  return (
    <Card heading={changesTexts.heading} beside={changesTexts.beside}>
      <Filters filter={filter} onFilter={setFilter} onAsk={() => readOn(null)} />
      {aside === '' ? null : <div role="status">{aside}</div>}
      {items.length === 0 ? null : <RecordTable records={items} />}
      <ListEnd pages={pages} words={changesTexts} empty={isEverything(filter) ? ofNothing : ofNoMatch} />
    </Card>
  );
}

interface FiltersProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  /** The same once more: a run may have added something. */
  readonly onAsk: () => void;
}

const optionsOf = <Value extends string>(labels: Readonly<Record<Value, string>>) => [
  { value: 'all' as const, label: changesTexts.everything },
  ...(Object.keys(labels) as Value[]).map((value) => ({ value, label: labels[value] })),
];

function Filters({ filter, onFilter, onAsk }: FiltersProps) {
  const styles = useStyles();
  const [object, setObject] = useState('');
  const { object: label, objectHint, action, status, repeats, ask, actions, statuses } = changesTexts;
  return (
    <form
      className={styles.filters}
      onSubmit={(event) => {
        event.preventDefault();
        const asked = object.trim() === '' ? null : object.trim();
        if (asked === filter.object) onAsk();
        else onFilter({ ...filter, object: asked });
      }}
    >
      <div className={styles.object}>
        <TextField id="changes-object" label={label} placeholder={objectHint} value={object} onChange={setObject} />
      </div>
      <div className={styles.choice}>
        <SelectField
          label={action}
          value={filter.action}
          options={optionsOf(actions)}
          onChoose={(chosen) => onFilter({ ...filter, action: chosen })}
        />
      </div>
      <div className={styles.choice}>
        <SelectField
          label={status}
          value={filter.status}
          options={optionsOf(statuses)}
          onChoose={(chosen) => onFilter({ ...filter, status: chosen })}
        />
      </div>
      <Button type="submit">{ask}</Button>
      <Switch
        label={repeats}
        checked={filter.withRepeats}
        onChange={() => onFilter({ ...filter, withRepeats: !filter.withRepeats })}
      />
    </form>
  );
}

function RecordTable({ records }: { readonly records: readonly ProvisioningRecord[] }) {
  const styles = useStyles();
  const { table } = useTableStyles();
  const now = useNow();
  const { at, who, what, outcome } = changesTexts.table;
  return (
    <table className={table} aria-label={changesTexts.heading}>
      <TableHead words={[at, who, what, outcome]} className={styles.heading} />
      <tbody>
        {records.map((record) => (
          <RecordRow key={record.id} line={recordLineOf(record)} now={now} />
        ))}
      </tbody>
    </table>
  );
}

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalM },
  object: { flex: '2 1 280px', minWidth: 0 },
  choice: { flex: '1 1 140px', minWidth: 0 },
  heading: {
    ':nth-child(1)': { width: '136px' },
    ':nth-child(2)': { width: '34%' },
    ':nth-child(4)': { width: '24%' },
  },
});
