/** The last cells of a row about what is in force: by whom, until when, and the way to end it now. */
import { Button } from '@fluentui/react-components';
import { useTableStyles } from '../../components/table-styles.ts';
import { Until } from '../../components/until.tsx';
import { Who } from '../../components/who.tsx';

interface EndingCellsProps {
  readonly by: string;
  /** ISO 8601. */
  readonly expiresAt: string | null;
  /** What is in force, by the name that its row begins with. */
  readonly name: string;
  readonly words: {
    readonly withoutEnd: string;
    readonly takeBack: string;
    readonly takeBackOf: (name: string) => string;
  };
  /** Null for whoever may only look. */
  readonly onTakeBack: (() => void) | null;
}

export function EndingCells({ by, expiresAt, name, words, onTakeBack }: EndingCellsProps) {
  const { cell } = useTableStyles();
  return (
    <>
      <td className={cell}>
        <Who words={by} />
      </td>
      <td className={cell}>
        <Until expiresAt={expiresAt} withoutEnd={words.withoutEnd} />
      </td>
      {onTakeBack === null ? null : (
        <td className={cell}>
          <Button size="small" aria-label={words.takeBackOf(name)} onClick={onTakeBack}>
            {words.takeBack}
          </Button>
        </td>
      )}
    </>
  );
}
