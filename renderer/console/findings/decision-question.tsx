/** Asks before held changes are let go or rejected: the act, both numbers, what it means. The safe answer has the focus. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { findingsTexts } from '../../texts/console/findings-texts.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { subjectOf } from '../overview/entry-line.ts';
import { changesOf, type Question } from './findings-state.ts';
import type { FindingsActions } from './use-findings.ts';

interface DecisionQuestionProps {
  /** Null while nothing is asked. */
  readonly question: Question | null;
  readonly isDeciding: boolean;
  readonly actions: FindingsActions;
}

/** Stays on the page while it is closed: only so the rest of the page is given back to the keyboard and to screen readers. */
export function DecisionQuestion({ question, isDeciding, actions }: DecisionQuestionProps) {
  return (
    <Dialog
      open={question !== null}
      surfaceMotion={null}
      modalType="alert"
      onOpenChange={(_event, data) => (data.open ? undefined : actions.leaveQuestion())}
    >
      <DialogSurface>
        {question === null ? null : <Asked question={question} isDeciding={isDeciding} actions={actions} />}
      </DialogSurface>
    </Dialog>
  );
}

function Asked({ question, isDeciding, actions }: DecisionQuestionProps & { readonly question: Question }) {
  const { verdict, finding, change } = question;
  const words = findingsTexts.question;
  const count = changesOf(question);
  const act = verdict === 'approve' ? findingsTexts.approveAll(count) : findingsTexts.rejectAll(count);
  return (
    <DialogBody>
      <DialogTitle>{words.title(verdict, count)}</DialogTitle>
      <DialogContent>
        <p>
          {finding.problem.title} {words.numbers(finding.found, finding.allowed)}
        </p>
        {change === null ? null : <p>{words.of(overviewTexts.kinds[change.kind], subjectOf(change))}</p>}
        <p>{words.means[verdict]}</p>
      </DialogContent>
      {/* The first button gets the focus. */}
      <DialogActions fluid>
        <Button appearance="primary" onClick={actions.leaveQuestion}>
          {words.leave}
        </Button>
        <Button disabledFocusable={isDeciding} onClick={() => actions.decide(question)}>
          {isDeciding ? words.deciding : act}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
