/** Who did something, in a table: the name, the program below it, and all that is known where the mouse rests. */
import { useTableStyles } from './table-styles.ts';
import { whoOf } from './who-of.ts';

export function Who({ words }: { readonly words: string }) {
  const { note } = useTableStyles();
  const { name, program } = whoOf(words);
  return (
    <div title={words}>
      <div>{name}</div>
      {program === null ? null : <div className={note}>{program}</div>}
    </div>
  );
}
