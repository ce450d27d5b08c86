/** What stands below a list that is read page by page: that it is being read, why it is not, that nothing is in it, or the way to more. */
import { Button } from '@fluentui/react-components';
import { commonTexts } from '../texts/common-texts.ts';
import type { Pages } from '../use-pages.ts';
import { EmptyState } from './empty-state.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { Reading } from './reading.tsx';

interface ListEndProps {
  readonly pages: Pages<unknown>;
  readonly words: { readonly reading: string; readonly unread: string };
  readonly empty: { readonly title: string; readonly explanation: string };
}

export function ListEnd({ pages: { stage, items, next, readOn }, words, empty }: ListEndProps) {
  if (stage.kind === 'reading') return <Reading words={words.reading} />;
  if (stage.kind === 'stuck') {
    const again = <Button onClick={() => readOn(next)}>{commonTexts.actions.tryAgain}</Button>;
    return <ProblemNotice problem={stage.problem} lead={words.unread} tone="attention" action={again} />;
  }
  if (next !== null)
    return (
      <div>
        <Button onClick={() => readOn(next)}>{commonTexts.actions.showMore}</Button>
      </div>
    );
  return items.length === 0 ? <EmptyState title={empty.title} explanation={empty.explanation} /> : null;
}
