/** What an answer about objects rests on, and what it therefore cannot know. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReadingBasis } from '../../../electron/contract/bridge.ts';
import { objectsTexts } from '../../texts/console/objects-texts.ts';

export function Basis({ basis: { run, lastWhole = null, domains } }: { readonly basis: ReadingBasis }) {
  const { readAt, unremembered, noRun, run: began, notWhole, brokeOff, lastWhole: whole } = objectsTexts.basis;
  const sentences = [
    ...domains.map((domain) =>
      domain.readAt === null ? unremembered(domain.name) : readAt(domain.name, domain.readAt),
    ),
    ...(run === null
      ? [noRun]
      : [
          began(run.startedAt),
          ...(run.isWhole ? [] : [run.brokeOff === undefined ? notWhole : brokeOff[run.brokeOff]]),
        ]),
    ...(lastWhole === null ? [] : [whole(lastWhole.startedAt, run?.brokeOff !== undefined)]),
  ];
  return <p className={useStyles().basis}>{sentences.join(' ')}</p>;
}

const useStyles = makeStyles({
  basis: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});
