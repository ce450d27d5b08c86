/** `$search`: quoted clauses such as `"displayName:ann"`, joined by AND and OR. */
import type { ObjectRecord } from '../../state/snapshot.ts';
import { accept, type Checked, graphRefusals, refuse } from '../graph-refusal.ts';

interface SearchClause {
  readonly property: string;
  readonly text: string;
}

/** One of the groups must pass, which it does when all its clauses do. */
export interface Search {
  readonly groups: readonly (readonly SearchClause[])[];
}

export function readSearch(text: string, searchable: ReadonlySet<string>): Checked<Search> {
  const pattern = /\s*(?:"([A-Za-z]+):((?:[^"\\]|\\.)*)"|(AND|OR)\b|(\S))/gy;
  const groups: SearchClause[][] = [[]];
  let wantsClause = true;
  for (const [, property, value, joint] of text.trimEnd().matchAll(pattern)) {
    const isClause = property !== undefined && value !== undefined;
    if (isClause !== wantsClause || (!isClause && joint === undefined))
      return refuse(graphRefusals.searchMalformed(text));
    if (isClause && !searchable.has(property)) return refuse(graphRefusals.searchUnsupported(property));
    if (isClause) groups.at(-1)?.push({ property, text: value.replace(/\\(.)/g, '$1').toLowerCase() });
    else if (joint === 'OR') groups.push([]);
    wantsClause = !wantsClause;
  }
  return wantsClause ? refuse(graphRefusals.searchMalformed(text)) : accept({ groups });
}

export const matchesSearch = (search: Search, record: ObjectRecord): boolean =>
  search.groups.some((clauses) => clauses.every((clause) => matchesClause(clause, record)));

/** Names and descriptions are found by the beginnings of their words, everything else by its own beginning. */
function matchesClause({ property, text }: SearchClause, record: ObjectRecord): boolean {
  const value = record[property];
  const values = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  if (property !== 'displayName' && property !== 'description') {
    return values.some((one) => one.toLowerCase().startsWith(text));
  }
  const words = wordsOf(values.join(' '));
  return wordsOf(text).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
