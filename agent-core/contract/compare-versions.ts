/** Which of two versions is newer, by the rules of Semantic Versioning 2.0.0, section 11. */
import { z } from 'zod';

/** Numbers have no leading zeros: two ways to write one version would be two versions. What is built of the same is not told apart. */
export const versionSchema = z
  .string()
  .max(64)
  .regex(/^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(-[0-9a-z]+(\.[0-9a-z]+)*)?$/, 'must be a version');

/** @returns below zero when `left` is older, above zero when it is newer */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [partsOf(left), partsOf(right)];
  const byNumbers = firstDifference(a.numbers, b.numbers);
  if (byNumbers !== 0) return byNumbers;
  // What leads up to a version is older than the version.
  if (a.early.length === 0 || b.early.length === 0) return b.early.length - a.early.length;
  return firstDifference(a.early, b.early);
}

export const isNewer = (version: string, than: string): boolean => compareVersions(version, than) > 0;

function partsOf(version: string): { readonly numbers: readonly string[]; readonly early: readonly string[] } {
  const [numbers = '', ...early] = version.split('-');
  return { numbers: numbers.split('.'), early: early.join('-').split('.').filter(Boolean) };
}

function firstDifference(left: readonly string[], right: readonly string[]): number {
  for (const [index, part] of left.entries()) {
    const difference = comparePart(part, right[index]);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function comparePart(left: string, right: string | undefined): number {
  if (right === undefined) return 1;
  const areNumbers = [left, right].map((part) => /^\d+$/.test(part));
  if (areNumbers.every(Boolean)) return Number(left) - Number(right);
  if (areNumbers.some(Boolean)) return areNumbers[0] === true ? -1 : 1;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
