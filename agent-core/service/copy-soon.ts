/**
 * Has the record copied soon after a person did something. A run that attempts nothing leaves a copy once an hour, which is enough for what
 * the next run tells again; what a person decided nobody tells again.
 */
import type { Result } from '../contract/result.ts';
import type { Clock } from '../sync/clock.ts';
import type { AgentLog } from './agent-log.ts';

export interface CopyParts {
  /** Of the record as it is when the copy begins, which is after whoever asks for it has ended. */
  readonly backUp: (at: string) => Promise<Result<void>>;
  readonly clock: Clock;
  readonly log: AgentLog;
}

/** However many ask while a copy is made, there is one more after it. */
export function copySoon({ backUp, clock, log }: CopyParts): () => void {
  let isCopying = false;
  let isWanted = false;
  const copyWanted = async (): Promise<void> => {
    isCopying = true;
    while (isWanted) {
      isWanted = false;
      const copied = await backUp(clock.now());
      if (!copied.ok) log.warn('the record could not be backed up', { detail: copied.problem.detail });
    }
  };
  const end = () => {
    isCopying = false;
  };
  return () => {
    isWanted = true;
    if (!isCopying)
      copyWanted().then(end, (defect: unknown) => {
        end();
        log.unexpected(defect);
      });
  };
}
