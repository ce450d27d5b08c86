/** What a $filter says, as a tree, and how its text is read into one. */
import { accept, type Checked, type GraphRefusal, graphRefusals, refuse } from '../graph-refusal.ts';
import { type FilterToken, readFilterTokens } from './filter-tokens.ts';

export type FilterLiteral = string | number | boolean | null;
export type ComparisonOperator = 'eq' | 'ne' | 'ge' | 'le' | 'gt' | 'lt';
export type TextFunction = 'startsWith' | 'endsWith';

export type Filter =
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly property: string;
      readonly value: FilterLiteral;
    }
  | { readonly kind: 'in'; readonly property: string; readonly values: readonly FilterLiteral[] }
  | { readonly kind: TextFunction; readonly property: string; readonly value: string }
  /** One of the values of a collection passes the test, in which it is named by `elementName`. */
  | { readonly kind: 'any'; readonly property: string; readonly test: Filter }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter };

/** Stands for the value itself inside the test of an `any`. */
export const elementName = '$it';

/**
 * filter := conjunction { "or" conjunction }; conjunction := condition { "and" condition };
 * condition := "not" condition | "(" filter ")" | property operator literal | property "in" "(" literals ")"
 *            | function "(" property "," text ")" | property "/any(" name ":" filter ")"
 */
export function readFilter(text: string): Checked<Filter> {
  const tokens = readFilterTokens(text);
  const reading = { tokens, next: 0 };
  try {
    const filter = readAlternatives(reading, undefined);
    if (reading.next < tokens.length) throw new UnexpectedToken();
    return accept(filter);
  } catch (error) {
    if (!(error instanceof UnexpectedToken)) throw error;
    return refuse(malformed(text, tokens[reading.next]));
  }
}

class UnexpectedToken extends Error {}

interface Reading {
  readonly tokens: readonly FilterToken[];
  next: number;
}

const malformed = (text: string, at: FilterToken | undefined): GraphRefusal =>
  graphRefusals.filterMalformed(text, at?.position ?? text.length);

function readAlternatives(reading: Reading, element: string | undefined): Filter {
  const parts = [readConjunction(reading, element)];
  while (takeWord(reading, 'or')) parts.push(readConjunction(reading, element));
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind: 'or', parts };
}

function readConjunction(reading: Reading, element: string | undefined): Filter {
  const parts = [readCondition(reading, element)];
  while (takeWord(reading, 'and')) parts.push(readCondition(reading, element));
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind: 'and', parts };
}

function readCondition(reading: Reading, element: string | undefined): Filter {
  if (takeWord(reading, 'not')) return { kind: 'not', part: readCondition(reading, element) };
  if (takeMark(reading, '(')) {
    const inner = readAlternatives(reading, element);
    expectMark(reading, ')');
    return inner;
  }
  const name = readName(reading);
  if (/^(starts|ends)with$/i.test(name)) return readTextFunction(reading, name, element);
  if (name.endsWith('/any')) return readAny(reading, name.slice(0, -'/any'.length));
  return readComparison(reading, name === element ? elementName : name);
}

function readTextFunction(reading: Reading, name: string, element: string | undefined): Filter {
  expectMark(reading, '(');
  const property = readName(reading);
  expectMark(reading, ',');
  const value = readLiteral(reading);
  if (typeof value !== 'string') throw new UnexpectedToken();
  expectMark(reading, ')');
  const kind = /^starts/i.test(name) ? 'startsWith' : 'endsWith';
  return { kind, property: property === element ? elementName : property, value };
}

function readAny(reading: Reading, property: string): Filter {
  expectMark(reading, '(');
  const element = readName(reading);
  expectMark(reading, ':');
  const test = readAlternatives(reading, element);
  expectMark(reading, ')');
  return { kind: 'any', property, test };
}

function readComparison(reading: Reading, property: string): Filter {
  const operator = readName(reading);
  if (operator === 'in') return { kind: 'in', property, values: readList(reading) };
  if (!isComparison(operator)) {
    reading.next -= 1;
    throw new UnexpectedToken();
  }
  return { kind: 'compare', operator, property, value: readLiteral(reading) };
}

function readList(reading: Reading): readonly FilterLiteral[] {
  expectMark(reading, '(');
  const values = [readLiteral(reading)];
  while (takeMark(reading, ',')) values.push(readLiteral(reading));
  expectMark(reading, ')');
  return values;
}

function readLiteral(reading: Reading): FilterLiteral {
  const token = reading.tokens[reading.next];
  if (token?.kind === 'text') {
    reading.next += 1;
    return token.text;
  }
  const word = readName(reading);
  if (word === 'null') return null;
  if (word === 'true' || word === 'false') return word === 'true';
  if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word);
  if (/^\d{4}-\d{2}-\d{2}T|^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(word)) return word;
  reading.next -= 1;
  throw new UnexpectedToken();
}

const comparisons: readonly string[] = ['eq', 'ne', 'ge', 'le', 'gt', 'lt'] satisfies readonly ComparisonOperator[];
const isComparison = (word: string): word is ComparisonOperator => comparisons.includes(word);

function readName(reading: Reading): string {
  const token = reading.tokens[reading.next];
  if (token?.kind !== 'word') throw new UnexpectedToken();
  reading.next += 1;
  return token.text;
}

const takeWord = (reading: Reading, word: string): boolean => take(reading, 'word', word);
const takeMark = (reading: Reading, mark: string): boolean => take(reading, 'mark', mark);

function take(reading: Reading, kind: FilterToken['kind'], text: string): boolean {
  const token = reading.tokens[reading.next];
  if (token?.kind !== kind || token.text !== text) return false;
  reading.next += 1;
  return true;
}

function expectMark(reading: Reading, mark: string): void {
  if (!takeMark(reading, mark)) throw new UnexpectedToken();
}
