/**
 * The one address that updates come from. Whoever is at that address, or in between, is not trusted with anything: not with how much there is to read,
 * nor how long it takes, nor where else to look.
 */
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import { errorCodeOf } from '../contract/error-code.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';

export interface Wanted {
  /** Below the address of the feed, such as `stable/feed.json`. */
  readonly path: string;
  /** More is refused, unread. */
  readonly maxBytes: number;
  /** What it was said to be long; null where nobody said. */
  readonly exactBytes: number | null;
  /** The first and the last byte wanted; null for all. A server may answer with all of it, which is said to be refused. */
  readonly range: readonly [number, number] | null;
  /** All of it must be here by then. */
  readonly withinMs: number;
}

export interface UpdateSource {
  readonly address: string;
  /** Hands on what comes, piece by piece. Problems: updates.unreachable, -redirected, -too-large, -wrong-length, -too-slow, and those of `take`. */
  fetch(
    wanted: Wanted,
    take: (piece: Uint8Array) => Promise<Result<void>> | Result<void>,
    signal: AbortSignal,
  ): Promise<Result<void>>;
}

/** Without a word for so long, a server is given up. */
const silenceMs = 30_000;

/** @param address as `isFeedAddress` allows  @param proxy null goes straight */
export function createUpdateSource(address: string, proxy: string | null): UpdateSource {
  // Silence has a deadline of its own; Wine, where packaging is tested, cannot have TCP ask whether the other side is still there.
  const straight = { connect: { keepAlive: false } };
  const dispatcher = proxy === null ? new Agent(straight) : new ProxyAgent({ uri: proxy });
  return {
    address,
    fetch: async (wanted, take, signal) => {
      const url = `${address}/${wanted.path}`;
      const tooLate = AbortSignal.timeout(Math.ceil(wanted.withinMs));
      try {
        return await exchange({ url, wanted, dispatcher, signal: AbortSignal.any([signal, tooLate]) }, take);
      } catch (error) {
        if (tooLate.aborted) return fail(problem('updates.too-slow', `${url}: not within ${wanted.withinMs / 1000} s`));
        return fail(problem('updates.unreachable', `${url}: ${errorCodeOf(error)}`));
      }
    },
  };
}

/** Everything but TLS only on this machine. A name, password, query or fragment in it would end up where nobody expects it. */
export function isFeedAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  if (username + password + search + hash !== '' || address.endsWith('/')) return false;
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
}

interface Exchange {
  readonly url: string;
  readonly wanted: Wanted;
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

/** Throws when the connection fails or time is over. */
async function exchange(
  { url, wanted, dispatcher, signal }: Exchange,
  take: Parameters<UpdateSource['fetch']>[1],
): Promise<Result<void>> {
  const { range } = wanted;
  const { statusCode, headers, body } = await request(url, {
    signal,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    headers: {
      'accept-encoding': 'identity',
      ...(range !== null && { range: `bytes=${range[0]}-${range[1]}` }),
    },
    dispatcher,
  });
  // Whatever is left unread when this ends is not wanted.
  body.on('error', () => {});
  try {
    const refused = refusalOf(url, wanted, statusCode, headers);
    if (refused !== null) return fail(refused);
    let receivedBytes = 0;
    for await (const piece of body) {
      if (!(piece instanceof Uint8Array)) throw new TypeError('a body is bytes');
      receivedBytes += piece.length;
      if (receivedBytes > wanted.maxBytes) return fail(problem('updates.too-large', tooLargeText(url, wanted)));
      const taken = await take(piece);
      if (!taken.ok) return taken;
    }
    if (wanted.exactBytes !== null && receivedBytes !== wanted.exactBytes) {
      const detail = `${url}: ${receivedBytes} bytes came, and ${wanted.exactBytes} were to come`;
      return fail(problem('updates.wrong-length', detail));
    }
    return succeed(undefined);
  } finally {
    body.destroy();
  }
}

function refusalOf(
  url: string,
  wanted: Wanted,
  statusCode: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Problem | null {
  if (statusCode >= 300 && statusCode < 400)
    return problem(
      'updates.redirected',
      `${url}: ${statusCode} to ${String(headers.location ?? 'nowhere')}`.slice(0, 500),
    );
  if (statusCode !== (wanted.range === null ? 200 : 206))
    return problem('updates.unreachable', `${url}: HTTP ${statusCode}`);
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity')
    return problem('updates.unreachable', `${url}: it is encoded, and was to be sent as it is`);
  const said = headers['content-length'];
  if (said === undefined) return null;
  const saidBytes = Number(said);
  if (saidBytes > wanted.maxBytes) return problem('updates.too-large', tooLargeText(url, wanted));
  if (wanted.exactBytes === null || saidBytes === wanted.exactBytes) return null;
  return problem('updates.wrong-length', `${url}: ${saidBytes} bytes announced, and ${wanted.exactBytes} were to come`);
}

const tooLargeText = (url: string, { maxBytes }: Wanted) => `${url}: more than ${maxBytes} bytes`;
