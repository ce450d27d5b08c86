/** Reads the part of OData's query options that the tenant understands, and refuses the rest. */
import type { TenantRequest } from '../http/exchange.ts';
import { accept, type Checked, graphRefusals, refuse } from './graph-refusal.ts';
import { checkFilter } from './odata/check-filter.ts';
import { type Filter, readFilter } from './odata/filter.ts';
import type { Cursor, Ordering } from './odata/find-objects.ts';
import { readSearch, type Search } from './odata/search.ts';
import { findProperty, type PropertyTable } from './property.ts';

export type QueryOption = '$select' | '$top' | '$filter' | '$skiptoken' | '$count' | '$search' | '$orderby' | '$expand';

export interface QueryOptions {
  /** Property names as the client listed them; undefined means the default set. */
  readonly select: readonly string[] | undefined;
  readonly top: number | undefined;
  readonly filter: Filter | undefined;
  readonly search: Search | undefined;
  readonly orderBy: Ordering | undefined;
  readonly expand: readonly Expansion[];
  readonly isCounted: boolean;
  /** Where the page begins; undefined without $skiptoken. */
  readonly after: Cursor | undefined;
}

export interface Expansion {
  readonly relation: string;
  readonly select: readonly string[] | undefined;
}

export interface QuerySupport {
  readonly table: PropertyTable;
  readonly resource: string;
  readonly options: ReadonlySet<QueryOption>;
  readonly searchable?: ReadonlySet<string>;
  readonly sortable?: ReadonlySet<string>;
  /** Relations for $expand. */
  readonly relations?: ReadonlySet<string>;
  /** Relations that $select may name besides properties. */
  readonly selectable?: ReadonlySet<string>;
}

export function readQueryOptions(request: TenantRequest, support: QuerySupport): Checked<QueryOptions> {
  const { query } = request;
  const supported: ReadonlySet<string> = support.options;
  const unsupported = [...query.keys()].find((key) => key.startsWith('$') && !supported.has(key));
  if (unsupported !== undefined) return refuse(graphRefusals.optionUnsupported(unsupported));

  const isEventual = /^eventual$/i.test(String(request.headers.consistencylevel ?? ''));
  const isCounted = isEventual && query.get('$count') === 'true';
  const select = readSelect(query.get('$select'), support);
  if (!select.ok) return select;
  const top = readTop(query.get('$top'));
  if (!top.ok) return top;
  const filter = readCheckedFilter(query.get('$filter'), support, isCounted);
  if (!filter.ok) return filter;
  const search = readCheckedSearch(query.get('$search'), support, isEventual);
  if (!search.ok) return search;
  const orderBy = readOrdering(query.get('$orderby'), support);
  if (!orderBy.ok) return orderBy;
  const isRestricted = filter.value !== undefined || search.value !== undefined;
  if (orderBy.value !== undefined && isRestricted && !isCounted) return refuse(graphRefusals.sortingUnsupported());
  const expand = readExpansions(query.get('$expand'), support);
  if (!expand.ok) return expand;
  const after = readPageToken(query.get('$skiptoken'));
  if (!after.ok) return after;
  return accept({
    select: select.value,
    top: top.value,
    filter: filter.value,
    search: search.value,
    orderBy: orderBy.value,
    expand: expand.value,
    isCounted,
    after: after.value,
  });
}

/** The token says where to go on; clients are told to treat it as opaque, and it looks the part. */
export const pageToken = (cursor: Cursor): string =>
  Buffer.from(`${pageTokenMark}${cursor.serial}:${cursor.key ?? ''}`, 'utf8').toString('base64url');

const pageTokenMark = 'lab-page:';

export function readSelect(text: string | null, support: QuerySupport): Checked<readonly string[] | undefined> {
  if (text === null) return accept(undefined);
  const names = text.split(',').map((name) => name.trim());
  const isKnown = (name: string): boolean =>
    findProperty(support.table, name) !== undefined || (support.selectable?.has(name) ?? false);
  const unknown = names.find((name) => !isKnown(name));
  if (unknown !== undefined) return refuse(graphRefusals.selectUnknown(unknown));
  return accept([...new Set(names)]);
}

function readTop(text: string | null): Checked<number | undefined> {
  if (text === null) return accept(undefined);
  const top = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return top >= 1 && top <= 999 ? accept(top) : refuse(graphRefusals.pageSizeInvalid(text));
}

function readCheckedFilter(
  text: string | null,
  { table, resource }: QuerySupport,
  isAdvanced: boolean,
): Checked<Filter | undefined> {
  if (text === null) return accept(undefined);
  const filter = readFilter(text);
  return filter.ok ? checkFilter(filter.value, { table, resource, isAdvanced }) : filter;
}

function readCheckedSearch(
  text: string | null,
  support: QuerySupport,
  isEventual: boolean,
): Checked<Search | undefined> {
  if (text === null) return accept(undefined);
  if (!isEventual) return refuse(graphRefusals.searchNeedsConsistency());
  return readSearch(text, support.searchable ?? new Set());
}

function readOrdering(text: string | null, { table, sortable }: QuerySupport): Checked<Ordering | undefined> {
  if (text === null) return accept(undefined);
  const [, property, direction = 'asc'] = /^\s*([A-Za-z]\w*)(?:\s+(asc|desc))?\s*$/.exec(text) ?? [];
  if (property === undefined) return refuse(graphRefusals.sortingUnsupported());
  if (findProperty(table, property) === undefined) return refuse(graphRefusals.selectUnknown(property));
  if (!sortable?.has(property)) return refuse(graphRefusals.sortingUnsupported());
  return accept({ property, isDescending: direction === 'desc' });
}

/** `manager($select=id,displayName)`: a relation, and which properties of the related objects are wanted. */
function readExpansions(text: string | null, { relations }: QuerySupport): Checked<readonly Expansion[]> {
  if (text === null) return accept([]);
  const expansions: Expansion[] = [];
  for (const part of text.split(/,(?![^(]*\))/)) {
    const [, relation, select] = /^\s*([A-Za-z]+)(?:\(\$select=([^()]*)\))?\s*$/.exec(part) ?? [];
    if (relation === undefined) return refuse(graphRefusals.expandMalformed(part.trim()));
    if (!relations?.has(relation)) return refuse(graphRefusals.expandUnknown(relation));
    expansions.push({ relation, select: select?.split(',').map((name) => name.trim()) });
  }
  return accept(expansions);
}

function readPageToken(token: string | null): Checked<Cursor | undefined> {
  if (token === null) return accept(undefined);
  const decoded = Buffer.from(token, 'base64url').toString('utf8');
  const [, serial, key] = /^lab-page:(\d{1,15}):(.*)$/s.exec(decoded) ?? [];
  if (serial === undefined || key === undefined) return refuse(graphRefusals.pageTokenInvalid());
  return accept({ serial: Number(serial), key });
}
