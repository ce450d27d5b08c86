/** How it came out that something was taken back. */
import { makeStyles } from '@fluentui/react-components';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import type { TakingBack } from './use-decisions.ts';

interface TakenBackProps<Done> {
  readonly takingBack: TakingBack<Done>;
  readonly words: { readonly takenBack: (done: Done) => string; readonly refused: string };
}

export function TakenBack<Done>({ takingBack, words }: TakenBackProps<Done>) {
  const styles = useStyles();
  return (
    <>
      <div role="status" className={styles.status}>
        {takingBack.kind === 'done' ? (
          <Notice tone="good" title={words.takenBack(takingBack.done)} explanation="" />
        ) : null}
      </div>
      {takingBack.kind === 'refused' ? <ProblemNotice problem={takingBack.problem} lead={words.refused} /> : null}
    </>
  );
}

const useStyles = makeStyles({
  // It is there from the beginning, so that what it will say is read out; empty it takes no room.
  status: { ':empty': { position: 'absolute' } },
});
