/** One line to type in, with its label, a hint, and in place what is wrong with it or that it is right. */
import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

interface TextFieldProps {
  /** The wizard moves the focus to it. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onLeave?: () => void;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly fault?: string | null;
  readonly isSecret?: boolean;
  readonly isRequired?: boolean;
  /** A button that belongs to what is typed, in one line with it. */
  readonly button?: ReactNode;
}

export function TextField(props: TextFieldProps) {
  const styles = useStyles();
  const { id, label, value, onChange, onLeave, hint, placeholder, fault, isSecret = false, isRequired = false } = props;
  const { button } = props;
  const input = (
    <Input
      id={id}
      className={styles.input}
      input={{ className: styles.typed }}
      type={isSecret ? 'password' : 'text'}
      autoComplete={isSecret ? 'new-password' : 'off'}
      spellCheck={false}
      value={value}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={(_event, data) => onChange(data.value)}
      {...(onLeave === undefined ? {} : { onBlur: onLeave })}
    />
  );
  return (
    <Field
      className={styles.field}
      // By hand: the field names the input it would have named itself, and the wizard names this one.
      label={{ children: label, htmlFor: id }}
      required={isRequired}
      {...(hint === undefined ? {} : { hint })}
      {...(fault ? { validationMessage: fault, validationState: 'error' as const } : {})}
    >
      {button === undefined ? (
        input
      ) : (
        <div className={styles.line}>
          {input}
          {button}
        </div>
      )}
    </Field>
  );
}

const useStyles = makeStyles({
  // As narrow as its place: an input is as wide as twenty letters unless it is told not to be.
  field: { gridTemplateColumns: 'minmax(0, 1fr)' },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  input: { flexGrow: 1, minWidth: 0 },
  typed: { minWidth: 0, width: '100%' },
});
