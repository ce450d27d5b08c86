/** A person that is odd in one way and plain in all others. */
import { berlin } from './offices.ts';
import { plainUser } from './plain-user.ts';
import { type SeedUser, type SeedUserAttributes, topUnit } from './seed-user.ts';

export const oddUnit: readonly string[] = [topUnit, 'Odd'];

type Oddity = Partial<Omit<SeedUser, 'sAMAccountName' | 'attributes'>> & {
  readonly attributes?: SeedUserAttributes;
  /** Attributes that this person has not got. */
  readonly without?: readonly (keyof SeedUserAttributes)[];
};

export function oddUser(sAMAccountName: string, { attributes, without = [], ...oddity }: Oddity): SeedUser {
  const [givenName = '', sn = givenName] = sAMAccountName.split('.').map(capitalised);
  const user = plainUser(berlin, {
    sAMAccountName,
    givenName,
    sn,
    title: 'Odd One',
    department: 'Facilities',
    number: 700,
  });
  const all: SeedUserAttributes = { ...user.attributes, ...attributes };
  const kept = Object.fromEntries(Object.entries(all).filter(([name]) => !without.some((left) => left === name)));
  return { ...user, organizationalUnit: oddUnit, ...oddity, attributes: kept };
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
