/** Lines of the log: when, how much it weighs, what happened and its facts. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo } from 'react';
import type { LogLevel, LogLine } from '../../../electron/contract/bridge.ts';
import { TableHead } from '../../components/table-head.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import type { Tone } from '../../components/tone.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatClock, formatExactTime } from '../../format.ts';
import { logTexts } from '../../texts/console/log-texts.ts';
import { fieldsText } from './log-state.ts';

const tones = { error: 'bad', warn: 'attention', info: 'quiet', debug: 'quiet' } as const satisfies Record<
  LogLevel,
  Tone
>;

/** Drawn anew only for other lines: the page looks for new ones every few seconds. */
export const LogTable = memo(function LogTable({ lines }: { readonly lines: readonly LogLine[] }) {
  const styles = useStyles();
  const table = useTableStyles();
  const cell = mergeClasses(table.cell, styles.cell);
  const now = useNow();
  return (
    <table className={table.table} aria-label={logTexts.table}>
      <TableHead words={[logTexts.time, logTexts.mark, logTexts.message]} className={styles.heading} />
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same to the last letter
          <tr key={`${line.at} ${lines.length - index}`}>
            <td className={cell}>
              <time dateTime={line.at} title={formatExactTime(line.at)}>
                {formatClock(line.at, now)}
              </time>
            </td>
            <td className={cell}>
              <span className={styles.mark}>
                <ToneIcon tone={tones[line.level]} /> {logTexts.marks[line.level]}
              </span>
            </td>
            <td className={cell}>
              <div>{line.message}</div>
              <div className={styles.fields}>{fieldsText(line)}</div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});

const useStyles = makeStyles({
  heading: { ':nth-child(1)': { width: '128px' }, ':nth-child(2)': { width: '104px' } },
  cell: {
    paddingTop: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalXS,
    userSelect: 'text',
    fontVariantNumeric: 'tabular-nums',
  },
  mark: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  fields: {
    color: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'pre-wrap',
  },
});
