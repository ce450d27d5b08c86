/** The live tree of organisational units: opened branch by branch, ticked with what is below, with counts. */
import {
  Button,
  FlatTree,
  FlatTreeItem,
  makeStyles,
  Spinner,
  TreeItemLayout,
  type TreeItemValue,
  tokens,
} from '@fluentui/react-components';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { scopeTexts } from '../../texts/wizard/scope-texts.ts';
import type { ScopeEvent, ScopeState } from './scope-state.ts';
import { type TreeRow, treeRowsOf } from './tree-rows.ts';

interface UnitTreeProps {
  readonly domains: readonly string[];
  readonly state: ScopeState;
  readonly send: (event: ScopeEvent) => void;
}

export function UnitTree({ domains, state, send }: UnitTreeProps) {
  const styles = useStyles();
  const { levels, open, marks } = state;
  const rows = treeRowsOf({ domains, levels, open, marks });
  const rowOf = (value: TreeItemValue) => rows.find((row) => row.value === value);
  return (
    <section className={styles.section} aria-label={scopeTexts.tree}>
      <div className={styles.hint}>{scopeTexts.treeHint}</div>
      <div id="scope-tree" className={styles.frame} tabIndex={-1}>
        <FlatTree
          aria-label={scopeTexts.tree}
          size="small"
          selectionMode="multiselect"
          openItems={open}
          checkedItems={rows.flatMap((row) => (row.kind === 'unit' ? [[row.value, checkedOf(row)] as const] : []))}
          onOpenChange={(_event, data) => {
            const row = rowOf(data.value);
            if (row !== undefined) openOrClose(row, data.open, send);
          }}
          onCheckedChange={(_event, data) => {
            const row = rowOf(data.value);
            if (row?.kind === 'unit') send({ kind: 'unitToggled', unit: row.unit });
          }}
        >
          {rows.map((row) => (
            <Row key={row.value} row={row} send={send} />
          ))}
        </FlatTree>
      </div>
    </section>
  );
}

const checkedOf = ({ verdict }: Extract<TreeRow, { kind: 'unit' }>) =>
  verdict === 'mixed' ? 'mixed' : verdict === 'in';

function openOrClose(row: TreeRow, isOpen: boolean, send: UnitTreeProps['send']): void {
  if (row.kind !== 'domain' && row.kind !== 'unit') return;
  const place =
    row.kind === 'domain'
      ? { domain: row.domain, parent: null, above: [] }
      : { domain: row.unit.domain, parent: row.unit.objectGuid, above: [...row.unit.above, row.unit.objectGuid] };
  send(isOpen ? { kind: 'branchOpened', place } : { kind: 'branchClosed', place });
}

function Row({ row, send }: { readonly row: TreeRow; readonly send: UnitTreeProps['send'] }) {
  const isBranch = row.kind === 'domain' || (row.kind === 'unit' && row.unit.hasChildren);
  return (
    <FlatTreeItem
      value={row.value}
      {...(row.parentValue === null ? {} : { parentValue: row.parentValue })}
      itemType={isBranch ? 'branch' : 'leaf'}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.size}
    >
      <RowWords row={row} send={send} />
    </FlatTreeItem>
  );
}

function RowWords({ row, send }: { readonly row: TreeRow; readonly send: UnitTreeProps['send'] }) {
  const styles = useStyles();
  switch (row.kind) {
    case 'domain':
      return (
        <TreeItemLayout selector={null} iconBefore={<OrganizationRegular aria-hidden />}>
          {row.domain}
        </TreeItemLayout>
      );
    case 'unit':
      return (
        <TreeItemLayout className={styles.unit}>
          <span className={styles.name} title={row.unit.distinguishedName}>
            {row.unit.name}
          </span>{' '}
          <span className={styles.counts}>({scopeTexts.unitCounts(row.unit.users, row.unit.groups)})</span>
        </TreeItemLayout>
      );
    case 'reading':
      return (
        <TreeItemLayout selector={null}>
          <Spinner size="extra-tiny" label={scopeTexts.reading} />
        </TreeItemLayout>
      );
    case 'empty':
      return <TreeItemLayout selector={null}>{scopeTexts.empty}</TreeItemLayout>;
    case 'more':
      return (
        <TreeItemLayout selector={null}>
          <Button size="small" onClick={() => send({ kind: 'moreAsked', key: row.key })}>
            {scopeTexts.more}
          </Button>
        </TreeItemLayout>
      );
    case 'stuck':
      return (
        <TreeItemLayout selector={null}>
          <ProblemNotice
            problem={row.problem}
            lead={scopeTexts.unread}
            action={
              <Button size="small" onClick={() => send({ kind: 'moreAsked', key: row.key })}>
                {scopeTexts.again}
              </Button>
            }
          />
        </TreeItemLayout>
      );
  }
}

const useStyles = makeStyles({
  section: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
  hint: { color: tokens.colorNeutralForeground2 },
  frame: {
    maxHeight: '320px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  unit: { overflowWrap: 'anywhere' },
  name: { color: tokens.colorNeutralForeground1 },
  counts: { color: tokens.colorNeutralForeground2 },
});
