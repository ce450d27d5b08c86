/** Which of its limits decided, in words and by its name in the settings: whoever raises another one changes nothing. */
import type { Limit } from '../../contract/guard-settings.ts';
import type { GuardKind, Whole } from './guard-kind.ts';
import { allowedBy, limitOfDay } from './tally.ts';

/** @param isDay the limit is that of 24 hours @returns such as `5 % of 400 users in scope; guard.creates.percent` */
export function tellLimit(
  { name, fewest }: Pick<GuardKind, 'name' | 'fewest'>,
  limit: Limit,
  whole: Whole,
  isDay: boolean,
): string {
  const { count, percent } = isDay ? limitOfDay(limit) : limit;
  const isOwn = { count: isDay && limit.dayCount !== null, percent: isDay && limit.dayPercent !== null };
  const share = `${percent.toLocaleString('en')} % of ${whole.count.toLocaleString('en')} ${whole.of}`;
  const byPercent = `guard.${name}.${isOwn.percent ? 'dayPercent' : 'percent'}`;
  const allowed = allowedBy({ count, percent }, whole.count, fewest);
  if (percent > 0 && allowed === count) return `guard.${name}.${isOwn.count ? 'dayCount' : 'count'}`;
  const isLeast = percent > 0 && Math.floor((percent * whole.count) / 100) < fewest;
  return `${share}${isLeast ? `, but never less than ${fewest}` : ''}; ${byPercent}`;
}
