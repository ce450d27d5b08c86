/** Sends one request to Microsoft Graph, once, with a token. */
import { problem } from '../contract/problem.ts';
import { fail, type Result } from '../contract/result.ts';
import type { AccessTokens } from './access-token.ts';
import type { HttpReply, Network } from './network.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface Call {
  readonly method: Method;
  /** Below /v1.0; a call that reads may also be the link to a next page as Graph gave it. */
  readonly path: string;
  /** Null sends no body. Asked anew for every attempt. */
  readonly makeBody: (() => unknown) | null;
  /** Headers besides those that every request has. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The token last used was refused, so another one is needed. */
export interface Attempt {
  readonly call: Call;
  readonly wasRefused: boolean;
}

export interface Exchange {
  /** Of Microsoft Graph, such as https://graph.microsoft.com */
  readonly origin: string;
  readonly network: Network;
  readonly tokens: AccessTokens;
}

/** Longer than the network waits for an answer. */
const writeDeadlineMs = 180_000;

export async function exchangeOnce(
  { origin, network, tokens }: Exchange,
  { call, wasRefused }: Attempt,
  signal: AbortSignal,
): Promise<Result<HttpReply>> {
  const url = urlOf(origin, call.path);
  if (url === null)
    return fail(problem('tenant.unreadable-answer', 'the link to the next page leads to another server'));
  const token = await tokens.get(signal, wasRefused);
  if (!token.ok) return token;
  // Whoever gives up waiting must not cut off a change under way: nobody would know whether it was made.
  const until = call.method === 'GET' ? signal : AbortSignal.timeout(writeDeadlineMs);
  const headers = { authorization: `Bearer ${token.value.reveal()}`, accept: 'application/json', ...call.headers };
  if (call.makeBody === null) return network.send({ method: call.method, url, headers }, until);
  const body = JSON.stringify(call.makeBody());
  return network.send(
    { method: call.method, url, headers: { ...headers, 'content-type': 'application/json' }, body },
    until,
  );
}

/** The token goes to Graph and nowhere else, whatever a reply claims the next page's address to be. */
function urlOf(origin: string, pathOrLink: string): string | null {
  if (pathOrLink.startsWith('/')) return `${origin}/v1.0${pathOrLink}`;
  return URL.canParse(pathOrLink) && new URL(pathOrLink).origin === new URL(origin).origin ? pathOrLink : null;
}

/** Queries can be long and hold people's names; the path is enough for a report. */
export function pathOnly(path: string): string {
  return path.split('?')[0] ?? path;
}
