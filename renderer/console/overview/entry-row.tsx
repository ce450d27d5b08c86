/** One line of the table and, when opened, its details below. */
import { EntryDetails } from './entry-details.tsx';
import type { EntryLine } from './entry-line.ts';
import { OpeningRow } from './opening-row.tsx';

export function EntryRow({ line }: { readonly line: EntryLine }) {
  return (
    <OpeningRow line={line} opensAnywhere={true}>
      <EntryDetails line={line} />
    </OpeningRow>
  );
}
