/** The page that decides who is synchronised. */
import type { Scope } from '../../../electron/contract/bridge.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { scopeTexts } from '../../texts/wizard/scope-texts.ts';
import { keptSentence } from '../confirm/confirmation.ts';
import { PageSheet } from '../frame/page-sheet.tsx';
import { GroupPicker } from './group-picker.tsx';
import type { ScopeKind } from './scope-state.ts';
import { countUsers } from './unit-marks.ts';
import { UnitTree } from './unit-tree.tsx';
import { type ScopeParts, useScope } from './use-scope.ts';

const kinds = ['all', 'groups', 'units'] as const satisfies readonly ScopeKind[];
const kindsAgain = ['kept', ...kinds] as const;

interface ScopePageProps extends ScopeParts {
  /** Users in all domains together; null when one was not counted. */
  readonly users: number | null;
}

export function ScopePage({ users, ...parts }: ScopePageProps) {
  useScope(parts);
  const { state, send } = parts;
  const order = state.kept === null ? kinds : kindsAgain;
  const names = parts.domains.map(({ name }) => name);
  return (
    <PageSheet title={scopeTexts.title} why={scopeTexts.why}>
      <ChoiceCards
        id="scope-kind"
        label={scopeTexts.title}
        chosen={state.kind}
        onChoose={(scope) => send({ kind: 'kindChosen', scope })}
        choices={order.map((value) => ({
          value,
          ...wordsOf(value, state.kept),
          isRecommended: value === order[0],
        }))}
      />
      {state.kind === 'all' && users !== null ? <div>{scopeTexts.everybody(users, names.length)}</div> : null}
      {state.kind === 'groups' ? <GroupPicker domains={names} state={state} send={send} /> : null}
      {state.kind === 'units' ? (
        <div>
          <UnitTree domains={names} state={state} send={send} />
          <Summary {...parts} />
        </div>
      ) : null}
    </PageSheet>
  );
}

const wordsOf = (kind: ScopeKind, kept: Scope | null) =>
  kind === 'kept' && kept !== null
    ? { ...scopeTexts.choices.kept, consequence: keptSentence(kept) }
    : scopeTexts.choices[kind];

function Summary({ state: { marks } }: ScopeParts) {
  const included = marks.filter(({ verdict }) => verdict === 'in').length;
  if (included === 0) return null;
  return <p role="status">{scopeTexts.summary(included, marks.length - included, countUsers(marks))}</p>;
}
