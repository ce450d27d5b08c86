/** What one change does, attribute by attribute, before and after, and what stood in its way. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { AttributeChange } from '../../../electron/contract/bridge.ts';
import { markChangedPart } from '../../components/changed-part.ts';
import { MarkedValue } from '../../components/marked-value.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { type EntryLine, valueText } from './entry-line.ts';

interface EntryDetailsProps {
  readonly line: Pick<EntryLine, 'problem' | 'tone' | 'attributes' | 'isNew' | 'objectGuid'>;
}

export function EntryDetails({ line }: EntryDetailsProps) {
  const styles = useStyles();
  return (
    <div className={styles.details}>
      {line.problem === null ? null : (
        <ProblemNotice problem={line.problem} tone={line.tone === 'bad' ? 'bad' : 'attention'} />
      )}
      {line.attributes.length === 0 ? null : <AttributeTable attributes={line.attributes} isNew={line.isNew} />}
      <div className={styles.identity}>
        {overviewTexts.entries.objectGuid} <span className={styles.guid}>{line.objectGuid}</span>
      </div>
    </div>
  );
}

function AttributeTable({ attributes, isNew }: Pick<EntryLine, 'attributes' | 'isNew'>) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.heading}>
            {overviewTexts.entries.attribute}
          </th>
          {(isNew ? [overviewTexts.entries.value] : [overviewTexts.entries.before, overviewTexts.entries.after]).map(
            (word) => (
              <th key={word} scope="col" className={styles.heading}>
                {word}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {attributes.map((attribute) => (
          <AttributeRow key={attribute.name} attribute={attribute} isNew={isNew} />
        ))}
      </tbody>
    </table>
  );
}

function AttributeRow({ attribute, isNew }: { readonly attribute: AttributeChange; readonly isNew: boolean }) {
  const styles = useStyles();
  const before = valueText(attribute.before);
  const after = valueText(attribute.after);
  const marked = markChangedPart(before ?? '', after ?? '');
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {attribute.name}
      </th>
      {isNew ? null : (
        <td className={styles.cell}>
          {before === null ? <Empty /> : <MarkedValue side="before" text={marked.before} />}
        </td>
      )}
      <td className={styles.cell}>
        {after === null ? <Empty /> : isNew ? after : <MarkedValue side="after" text={marked.after} />}
      </td>
    </tr>
  );
}

function Empty() {
  return <span className={useStyles().empty}>{overviewTexts.entries.empty}</span>;
}

const line = `1px solid ${tokens.colorNeutralStroke3}`;
const padding = `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} 0`;

const useStyles = makeStyles({
  details: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  heading: {
    padding,
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    borderBottom: line,
    ':nth-child(1)': { width: '28%' },
  },
  name: {
    padding,
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
  },
  cell: { padding, verticalAlign: 'top', overflowWrap: 'anywhere', userSelect: 'text' },
  empty: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  identity: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  guid: { fontFamily: tokens.fontFamilyMonospace, userSelect: 'text' },
});
