/**
 * Reads a search page by page. ldapts offers paging of its own, but it ends at the first page without entries although the
 * server gave a cookie for the next one, which Active Directory does when a filter matches rarely: a truncated read that looks
 * complete. Here only an empty cookie ends the search. The entries come as they were on the wire, so that binary values stay bytes.
 */
import { type Client, type Control, type Filter, FilterParser, PagedResultsControl, SearchRequest } from 'ldapts';
import { BerCursor, berTag } from './connection/ber-cursor.ts';
import { internalsOf } from './connection/client-internals.ts';
import { exchangeSearch, type SearchAnswers } from './connection/exchange-search.ts';
import type { ReceivedEntry } from './connection/received-entry.ts';

export interface Search {
  readonly baseDn: string;
  readonly filter: string | Filter;
  /** Everything below the base unless only what is directly below it is asked for. */
  readonly scope?: 'base' | 'one' | 'sub';
  readonly attributes: readonly string[];
}

export interface PagedSearch extends Search {
  readonly pageSize: number;
  /** Besides the one that pages. */
  readonly controls?: readonly Control[];
}

/**
 * Yields one page at a time, while the controller prepares the next: nothing else may be asked on the connection until the last.
 * Throws what ldapts throws; what was yielded before is good.
 */
export async function* searchPages(client: Client, search: PagedSearch): AsyncGenerator<readonly ReceivedEntry[]> {
  yield* searchDecodedPages(client, search, (entry) => entry);
}

/** The same, each entry decoded as it arrives. */
export async function* searchDecodedPages<Item>(
  client: Client,
  search: PagedSearch,
  decode: (entry: ReceivedEntry) => Item,
): AsyncGenerator<readonly Item[]> {
  const readPage = async (asked: Buffer | null): Promise<Page<Item>> => {
    const value = { size: search.pageSize, ...(asked !== null && { cookie: asked }) };
    const paging = new PagedResultsControl({ critical: true, value });
    const controls = [paging, ...(search.controls ?? [])];
    const answers = await exchangeSearch(client, requestOf(client, search, controls), decode);
    const answer = answers.controls.get(PagedResultsControl.type);
    const cookie = answer === undefined ? noCookie : readPagingCookie(answer);
    return { entries: answers.entries, asked, next: cookie.length === 0 ? null : cookie };
  };
  let coming: Promise<Page<Item>> | null = readPage(null);
  try {
    while (coming !== null) {
      const { entries, asked, next }: Page<Item> = await coming;
      // A page without entries is progress only if the place it leads to is another one.
      if (entries.length === 0 && next !== null && asked?.equals(next)) throw new Error('paging stands still');
      coming = next === null ? null : ahead(readPage(next));
      yield entries;
    }
  } finally {
    await coming?.catch(() => undefined);
  }
}

/** Whatever goes wrong with it is told to whoever asks for it, and until then to nobody. */
function ahead<Item>(page: Promise<Page<Item>>): Promise<Page<Item>> {
  page.catch(() => undefined);
  return page;
}

interface Page<Item> {
  readonly entries: readonly Item[];
  readonly asked: Buffer | null;
  /** Null after the last page. */
  readonly next: Buffer | null;
}

const noCookie = Buffer.alloc(0);

/** RFC 2696, 2. Copied, since it outlives what it was received with. */
function readPagingCookie(value: Buffer): Buffer {
  const cursor = new BerCursor(value);
  cursor.enter(berTag.sequence);
  cursor.integer(berTag.integer);
  return Buffer.from(cursor.bytes(berTag.octetString));
}

/** One request and all that comes of it. Throws what ldapts throws. */
export async function sendSearch(
  client: Client,
  search: Search,
  controls: Control[],
): Promise<SearchAnswers<ReceivedEntry>> {
  return await exchangeSearch(client, requestOf(client, search, controls), (entry) => entry);
}

function requestOf(client: Client, search: Search, controls: Control[]): SearchRequest {
  return new SearchRequest({
    messageId: internalsOf(client)._nextMessageId(),
    baseDN: search.baseDn,
    scope: search.scope ?? 'sub',
    filter: typeof search.filter === 'string' ? FilterParser.parseString(search.filter) : search.filter,
    attributes: [...search.attributes],
    timeLimit: 0,
    controls,
  });
}
