/** A choice of one from a list that is too plain or too long for cards. */
import { Field, makeStyles, Select } from '@fluentui/react-components';

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
}

export function SelectField<Value extends string>({ label, value, options, onChoose }: SelectFieldProps<Value>) {
  const styles = useStyles();
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option !== undefined) onChoose(option.value);
  };
  return (
    <Field label={label} className={styles.field}>
      <Select value={value} onChange={(_event, data) => choose(data.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

const useStyles = makeStyles({
  // A list is as wide as its longest entry unless it is told not to be.
  field: { gridTemplateColumns: 'minmax(0, 1fr)' },
});
