/** How long ago something was. */
import { formatSince } from '../format.ts';
import { Moment } from './moment.tsx';
import { useNow } from './use-now.ts';

export function Since({ instant }: { readonly instant: string }) {
  return <Moment instant={instant} words={formatSince(instant, useNow())} />;
}
