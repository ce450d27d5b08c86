/**
 * Reads a search page by page. ldapts offers paging of its own, but it ends at the first page without entries although the
 * server gave a cookie for the next one, which Active Directory does when a filter matches rarely: a truncated read that looks
 * complete. Here only an empty cookie ends the search. The entries come as they were on the wire, so that binary values stay bytes.
 */
import {
  type Client,
  type Control,
  type Filter,
  FilterParser,
  MessageResponseStatus,
  PagedResultsControl,
  type SearchEntry,
  SearchRequest,
  type SearchResponse,
  StatusCodeParser,
} from 'ldapts';

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

/** Yields one page at a time. Throws what ldapts throws; what was yielded before is good. */
export async function* searchPages(client: Client, search: PagedSearch): AsyncGenerator<readonly SearchEntry[]> {
  let cookie: Buffer | undefined;
  do {
    const paging = new PagedResultsControl({
      critical: true,
      value: { size: search.pageSize, ...(cookie && { cookie }) },
    });
    const response = await sendSearch(client, search, [paging, ...(search.controls ?? [])]);
    yield response.searchEntries;
    const answer = response.controls?.find((control) => control instanceof PagedResultsControl);
    const next = answer?.value?.cookie;
    // A page without entries is progress only if the place it leads to is another one.
    if (response.searchEntries.length === 0 && next?.length && cookie?.equals(next))
      throw new Error('paging stands still');
    cookie = next;
  } while (cookie !== undefined && cookie.length > 0);
}

/** The two members of ldapts' Client that a search needs and that its types keep to themselves. The version is pinned. */
interface ClientInternals {
  _nextMessageId(): number;
  _send(message: SearchRequest): Promise<SearchResponse | undefined>;
}

/** One request and all that comes of it. Throws what ldapts throws. */
export async function sendSearch(client: Client, search: Search, controls: Control[]): Promise<SearchResponse> {
  const internals = client as unknown as ClientInternals;
  const response = await internals._send(
    new SearchRequest({
      messageId: internals._nextMessageId(),
      baseDN: search.baseDn,
      scope: search.scope ?? 'sub',
      filter: typeof search.filter === 'string' ? FilterParser.parseString(search.filter) : search.filter,
      attributes: [...search.attributes],
      timeLimit: 0,
      controls,
    }),
  );
  if (response?.status !== MessageResponseStatus.Success) throw StatusCodeParser.parse(response);
  return response;
}
