/** The headings of a table of lines. */
import { mergeClasses } from '@fluentui/react-components';
import { useTableStyles } from './table-styles.ts';

interface TableHeadProps {
  readonly words: readonly string[];
  /** Widths of the columns, and whatever else a table has of its own. */
  readonly className: string;
}

export function TableHead({ words, className }: TableHeadProps) {
  const { heading } = useTableStyles();
  return (
    <thead>
      <tr>
        {words.map((word) => (
          <th key={word} scope="col" className={mergeClasses(heading, className)}>
            {word}
          </th>
        ))}
      </tr>
    </thead>
  );
}
