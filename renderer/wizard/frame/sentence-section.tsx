/** A part of a wizard page that is a heading and a list of sentences. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { SheetHeading } from './sheet-heading.tsx';

interface SentenceSectionProps {
  readonly heading: string;
  readonly sentences: readonly string[];
}

export function SentenceSection({ heading, sentences }: SentenceSectionProps) {
  const styles = useStyles();
  return (
    <section>
      <SheetHeading text={heading} />
      <ul className={styles.list}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    margin: `${tokens.spacingVerticalXS} 0 0`,
    paddingLeft: tokens.spacingHorizontalXL,
  },
});
