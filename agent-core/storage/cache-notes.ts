/** Writes verdicts down, many with few statements, and opens whatever refers to an object whose counterpart is another one now. */
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { Verdict } from '../sync/both-sides.ts';
import type { Joined } from '../sync/memory.ts';
import { notedColumns, rowsFor, type VerdictStatements } from './cache-verdict-statements.ts';

type Row = Readonly<Record<string, SQLOutputValue>>;

/** @param readings those of the domains that are judged */
export function noteVerdicts(
  statements: VerdictStatements,
  readings: readonly number[],
  pass: number,
  verdicts: readonly Verdict[],
): void {
  const guids = verdicts.map(({ objectGuid }) => objectGuid);
  const before = new Map(rowsFor(statements.before, guids).map((row) => [String(row.object_guid), row]));
  /** Of whom nothing else is to be written than that, and whether they are open. */
  const again: { readonly quiet: string[]; readonly open: string[] } = { quiet: [], open: [] };
  const written: (readonly SQLInputValue[])[] = [];
  const seen: (readonly [string, string, string])[] = [];
  const moved: string[] = [];
  for (const verdict of verdicts) {
    const { objectGuid, domain, objectType, isQuiet } = verdict;
    const row = before.get(objectGuid);
    // Read in two domains, it is judged twice: the second verdict is written whatever stood there.
    before.delete(objectGuid);
    const values = valuesOf(verdict);
    const isAsBefore = row !== undefined && isSameIn(row, values);
    // Most of those who are judged although nobody opened them are as they were.
    const isSame = isAsBefore && row.is_open === 0 && isQuiet;
    if (!isAsBefore) written.push([...values, isQuiet ? 0 : 1, pass, objectGuid]);
    else if (!isSame) again[isQuiet ? 'quiet' : 'open'].push(objectGuid);
    if (!isSame) seen.push([objectGuid, domain, objectType]);
    if ((row?.tenant_id ?? null) !== verdict.tenantObjectId || verdict.isComing) moved.push(objectGuid);
  }
  if (again.quiet.length > 0) statements.noteAgain.run(0, pass, JSON.stringify(again.quiet));
  if (again.open.length > 0) statements.noteAgain.run(1, pass, JSON.stringify(again.open));
  for (const values of written) statements.note.run(...values);
  if (seen.length > 0) statements.seen.run(JSON.stringify(seen));
  for (const objectGuid of moved) reopenWhoRefersTo(statements, readings, pass, objectGuid);
}

function reopenWhoRefersTo(
  { groupsWith, reports, reopen }: VerdictStatements,
  readings: readonly number[],
  pass: number,
  objectGuid: string,
): void {
  for (const reading of readings) {
    for (const { group_guid } of groupsWith.all(reading, objectGuid)) reopen.run(group_guid ?? null, pass);
    for (const { object_guid } of reports.all(reading, objectGuid)) reopen.run(object_guid ?? null, pass);
  }
}

/** In the order of `notedColumns`. */
function valuesOf(verdict: Verdict): readonly SQLInputValue[] {
  const { domain, unrecorded, isInScope, tenantObjectId, claims, sid, managerGuid, managerId, expiresAt } = verdict;
  return [
    ...[domain, typeOf(verdict), unrecordedIn(unrecorded), isInScope ? 1 : 0, tenantObjectId],
    ...[claims.anchor, claims.signInName, claims.mail, sid, managerGuid, managerId, expiresAt],
  ];
}

/** Machines are counted apart. */
const typeOf = ({ objectType, isMachine }: Verdict) => (isMachine ? 'machine' : objectType);

/** What is so of it, in words with blanks between. */
function unrecordedIn(unrecorded: Joined | null): string | null {
  if (unrecorded === null) return null;
  const { isSignInAllowed, hasName, hasMail } = unrecorded;
  return [isSignInAllowed ? 'allowed' : 'blocked', hasName ? 'name' : '', hasMail ? 'mail' : ''].join(' ');
}

const isSameIn = (row: Row, values: readonly SQLInputValue[]): boolean =>
  notedColumns.every((column, index) => row[column] === values[index]);
