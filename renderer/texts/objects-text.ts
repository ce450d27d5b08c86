/** How numbers of objects read: by what they are, so that users and groups are never one number without saying so. */
import type { RunReport } from '../../electron/contract/bridge.ts';
import { formatNumberOf } from '../format.ts';

type Counts = RunReport['counts'];
type ByType = NonNullable<Counts['byType']>;
export type CountKey = Exclude<keyof ByType['user'], 'planned' | 'read'>;

const types = ['user', 'group', 'contact'] as const satisfies readonly (keyof ByType)[];

/** "5 users, 3 groups"; "8 objects" where it is not known what they are. */
export function objectsText({ byType, ...all }: Counts, keys: readonly CountKey[]): string {
  const sumIn = (numbers: Readonly<Record<CountKey, number>>) => keys.reduce((sum, key) => sum + numbers[key], 0);
  if (byType === null) return formatNumberOf(sumIn(all), 'object', 'objects');
  return types
    .map((type) => ({ type, count: sumIn(byType[type]) }))
    .filter(({ count }) => count > 0)
    .map(({ type, count }) => formatNumberOf(count, type, `${type}s`))
    .join(', ');
}
