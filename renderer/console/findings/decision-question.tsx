/** Asks before held changes are let go or rejected: the act, both numbers, what it means. */
import { Button } from '@fluentui/react-components';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { findingsTexts } from '../../texts/console/findings-texts.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { subjectOf } from '../overview/entry-line.ts';
import { changesOf, exemptDays, leavesRejected, type Question, takenOver } from './findings-state.ts';
import type { FindingsActions } from './use-findings.ts';

const words = findingsTexts.question;

interface DecisionQuestionProps {
  /** Null while nothing is asked. */
  readonly question: Question | null;
  readonly isDeciding: boolean;
  readonly actions: FindingsActions;
}

export function DecisionQuestion({ question, isDeciding, actions }: DecisionQuestionProps) {
  return (
    <QuestionDialog
      isOpen={question !== null}
      title={question === null ? '' : words.title(question.verdict, changesOf(question), takenOver(question))}
      stay={words.later}
      onStay={actions.leaveQuestion}
      answers={
        question === null ? null : (
          <Button disabledFocusable={isDeciding} onClick={() => actions.decide(question)}>
            {isDeciding
              ? words.deciding
              : findingsTexts.all[question.verdict](changesOf(question), takenOver(question))}
          </Button>
        )
      }
    >
      {question === null ? null : <Meaning question={question} actions={actions} />}
    </QuestionDialog>
  );
}

interface MeaningProps {
  readonly question: Question;
  readonly actions: FindingsActions;
}

function Meaning({ question, actions }: MeaningProps) {
  const { verdict, finding, change, rejected, days } = question;
  const decided = takenOver(question);
  return (
    <>
      <p>
        {finding.problem.title} {words.numbers(finding.found, finding.allowed)}
      </p>
      {change === null ? null : <p>{words.of(overviewTexts.kinds[change.kind], subjectOf(change))}</p>}
      <p>{words.means[verdict](changesOf(question))}</p>
      {decided === 0 || verdict === 'exempt' ? null : <p>{words.decidedAlready(decided)}</p>}
      {rejected === 0 || !leavesRejected(verdict) ? null : <p>{words.rejected(rejected)}</p>}
      {verdict === 'exempt' ? (
        <SelectField
          label={words.term}
          value={String(days)}
          options={exemptDays.map((each) => ({ value: String(each), label: words.days(each) }))}
          onChoose={(chosen) => actions.chooseDays(Number(chosen))}
        />
      ) : null}
    </>
  );
}
