/** A part of a wizard page that is a question and its answers as cards. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { type Choice, ChoiceCards } from '../../components/choice-cards.tsx';
import { SheetHeading } from './sheet-heading.tsx';

interface ChoiceSectionProps<Value extends string> {
  readonly id: string;
  readonly heading: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
  /** What stands below the answers. */
  readonly children?: ReactNode;
}

export function ChoiceSection<Value extends string>(props: ChoiceSectionProps<Value>) {
  const styles = useStyles();
  const { id, heading, choices, chosen, onChoose, children } = props;
  return (
    <section className={styles.section} aria-label={heading}>
      <SheetHeading text={heading} />
      <ChoiceCards id={id} label={heading} chosen={chosen} onChoose={onChoose} choices={choices} />
      {children}
    </section>
  );
}

const useStyles = makeStyles({
  section: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
});
