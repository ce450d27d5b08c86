/** An entry as text, for somebody who compares it with what Windows shows: the SDDL of it ([MS-DTYP] 2.5.1). */
import type { AccessEntry } from './access-entry.ts';

const flagNames = { 1: 'OI', 2: 'CI', 4: 'NP', 8: 'IO', 16: 'ID' } as const;
const rightNames = {
  ...{ 1: 'CC', 2: 'DC', 4: 'LC', 8: 'SW', 16: 'RP', 32: 'WP', 64: 'DT', 128: 'LO', 256: 'CR' },
  ...{ 65536: 'SD', 131072: 'RC', 262144: 'WD', 524288: 'WO' },
} as const;

export function describeEntry({ kind, flags, mask, objectType, inheritedType, sid }: AccessEntry): string {
  const isAboutObject = objectType !== null || inheritedType !== null;
  const type = `${isAboutObject ? 'O' : ''}${kind === 'allow' ? 'A' : 'D'}`;
  const parts = [type, namesOf(flags, flagNames) ?? '', namesOf(mask, rightNames) ?? `0x${mask.toString(16)}`];
  return `(${[...parts, objectType ?? '', inheritedType ?? '', sid].join(';')})`;
}

/** @returns null when a bit has no name */
function namesOf(bits: number, names: Readonly<Record<number, string>>): string | null {
  const known = Object.entries(names).map(([bit, name]) => ({ bit: Number(bit), name }));
  const left = known.reduce((rest, { bit }) => rest & ~bit, bits);
  if (left !== 0) return null;
  return known
    .filter(({ bit }) => (bits & bit) !== 0)
    .map(({ name }) => name)
    .join('');
}
