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
  readonly onStay: () => void;
  readonly onLeave: () => void;
  /** @returns what stood in the way, or null */
  readonly onUndo: () => Promise<Problem | null>;
}

const words = frameTexts.leave;

export function LeaveQuestion({ isOpen, hasTouchedTenant, onStay, onLeave, onUndo }: LeaveQuestionProps) {
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
      <p>{hasTouchedTenant ? words.madeInTenant : words.nothingMade}</p>
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </QuestionDialog>
  );
}
