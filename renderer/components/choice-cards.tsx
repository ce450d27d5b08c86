/** A choice of one: each a card with a title, one line of consequence, and whether it is the recommended one. */
import { Badge, makeStyles, mergeClasses, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { commonTexts } from '../texts/common-texts.ts';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly consequence: string;
  readonly isRecommended?: boolean;
}

interface ChoiceCardsProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
}

export function ChoiceCards<Value extends string>({ id, label, choices, chosen, onChoose }: ChoiceCardsProps<Value>) {
  const styles = useStyles();
  const choose = (value: string) => {
    const choice = choices.find((candidate) => candidate.value === value);
    if (choice !== undefined) onChoose(choice.value);
  };
  return (
    <RadioGroup
      id={id}
      tabIndex={-1}
      aria-label={label}
      value={chosen ?? ''}
      onChange={(_event, data) => choose(data.value)}
      className={styles.cards}
    >
      {choices.map((choice) => (
        <Radio
          key={choice.value}
          value={choice.value}
          className={mergeClasses(styles.card, choice.value === chosen && styles.chosen)}
          label={{ className: styles.label, children: <ChoiceWords choice={choice} /> }}
        />
      ))}
    </RadioGroup>
  );
}

function ChoiceWords({ choice }: { readonly choice: Choice<string> }) {
  const styles = useStyles();
  return (
    <span className={styles.words}>
      <span className={styles.title}>
        {choice.title}{' '}
        {choice.isRecommended ? (
          <Badge appearance="tint" color="brand">
            {commonTexts.recommended}
          </Badge>
        ) : null}
      </span>
      <span className={styles.consequence}>{choice.consequence}</span>
    </span>
  );
}

const useStyles = makeStyles({
  cards: { display: 'grid', gap: tokens.spacingVerticalS, ':focus-visible': { outlineStyle: 'none' } },
  card: {
    boxSizing: 'border-box',
    padding: tokens.spacingVerticalXS,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  chosen: { border: `1px solid ${tokens.colorCompoundBrandStroke}` },
  label: { flex: 1, minWidth: 0 },
  words: { display: 'grid', gap: tokens.spacingVerticalXXS, minWidth: 0, overflowWrap: 'anywhere' },
  title: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  consequence: { color: tokens.colorNeutralForeground2 },
});
