/** How long until something happens, second by second. */
import { formatUntil } from '../format.ts';
import { Moment } from './moment.tsx';
import { useNow } from './use-now.ts';

const everySecondMs = 1_000;

export function Countdown({ instant }: { readonly instant: string }) {
  return <Moment instant={instant} words={formatUntil(instant, useNow(everySecondMs))} />;
}
