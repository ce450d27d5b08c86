/**
 * Several requests as one, and their replies out of its reply (learn.microsoft.com/graph/json-batching). The body holds what the
 * requests hold, passwords of new users among it: it is made for one attempt and kept nowhere.
 */
import { z } from 'zod';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Call } from './graph-exchange.ts';
import type { HttpReply } from './network.ts';

export function batchCallOf(calls: readonly Call[]): Call {
  return { method: 'POST', path: '/$batch', headers: {}, makeBody: () => ({ requests: calls.map(innerRequestOf) }) };
}

function innerRequestOf({ method, path, makeBody, headers }: Call, index: number) {
  const inner = { id: String(index + 1), method, url: path };
  if (makeBody === null) return Object.keys(headers).length === 0 ? inner : { ...inner, headers };
  return { ...inner, headers: { 'Content-Type': 'application/json', ...headers }, body: makeBody() };
}

const innerReplySchema = z.object({
  id: z.string(),
  status: z.int(),
  headers: z.record(z.string(), z.string()).nullish(),
  body: z.unknown().optional(),
});
const batchReplySchema = z.object({ responses: z.array(innerReplySchema) });

/**
 * @param body of a reply with status 200
 * @returns one reply for each of so many requests, in their order: the batch may answer in any other
 */
export function repliesInBatch(body: string, count: number): readonly Result<HttpReply>[] {
  const parsed = batchReplySchema.safeParse(parseJson(body));
  if (!parsed.success)
    return Array.from({ length: count }, () => fail(problem('tenant.unreadable-answer', 'the answer to a batch')));
  const found = new Map(parsed.data.responses.map((response) => [response.id, response]));
  return Array.from({ length: count }, (_, index) => {
    const response = found.get(String(index + 1));
    return response === undefined ? fail(leftOut) : succeed(replyOf(response));
  });
}

/** It may have been carried out or not, as after a connection that broke. */
const leftOut: Problem = problem('tenant.no-answer', 'the answer to a batch left it out');

function replyOf({ status, headers, body }: z.output<typeof innerReplySchema>): HttpReply {
  const names = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return { status, headers: Object.fromEntries(names), body: body === undefined ? '' : JSON.stringify(body) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
