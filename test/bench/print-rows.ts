/** The results of a part, for a person to read. */
import type { Row } from './part.ts';

export function printRows(part: string, rows: readonly Row[]): void {
  const width = (cell: (row: Row) => string) => Math.max(...rows.map((row) => cell(row).length));
  const widths = { what: width(({ what }) => what), measured: width(({ measured }) => measured) };
  process.stdout.write(`\n${part}\n`);
  for (const { what, measured, allowed, isGood } of rows) {
    const cells = [isGood ? 'good' : 'BAD ', what.padEnd(widths.what), measured.padStart(widths.measured), allowed];
    process.stdout.write(`  ${cells.join('  ')}\n`);
  }
}
