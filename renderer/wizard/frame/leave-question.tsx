/** Asks before work is lost. The safe answer has the focus; what was made in the tenant may be taken back. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Problem } from '../../../electron/contract/bridge.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { frameTexts } from '../../texts/wizard/frame-texts.ts';

interface LeaveQuestionProps {
  readonly isOpen: boolean;
  readonly hasTouchedTenant: boolean;
  /** Whether something was done in the directory or on this server already. */
  readonly hasDeeds: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
  /** @returns what stood in the way, or null */
  readonly onUndo: () => Promise<Problem | null>;
}

const words = frameTexts.leave;

export function LeaveQuestion(props: LeaveQuestionProps) {
  const { isOpen, hasTouchedTenant, hasDeeds, onStay, onLeave, onUndo } = props;
  const [isRemoving, setIsRemoving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const undo = async () => {
    setIsRemoving(true);
    const stood = await onUndo();
    setIsRemoving(false);
    if (stood === null) onLeave();
    else setProblem(stood);
  };
  const answers = (
    <>
      {hasTouchedTenant ? (
        <Button disabledFocusable={isRemoving} onClick={() => void undo()}>
          {isRemoving ? words.removing : words.removeAndLeave}
        </Button>
      ) : null}
      <Button onClick={onLeave}>{hasTouchedTenant ? words.keepAndLeave : words.leave}</Button>
    </>
  );
  return (
    <QuestionDialog isOpen={isOpen} title={words.title} stay={words.stay} onStay={onStay} answers={answers}>
      {hasTouchedTenant ? <p>{words.madeInTenant}</p> : null}
      {hasDeeds ? <p>{words.madeHere}</p> : null}
      {hasTouchedTenant || hasDeeds ? null : <p>{words.nothingMade}</p>}
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </QuestionDialog>
  );
}
