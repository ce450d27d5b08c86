/**
 * `/$batch`: up to twenty requests in one. Each goes the way it would go alone, is throttled and fails by itself, and only
 * waits for the ones it depends on. learn.microsoft.com/graph/json-batching
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Delivery, TenantReply, TenantRequest } from '../http/exchange.ts';
import { type GraphRefusal, graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, graphReply } from './graph-reply.ts';

export type AnswerInner = (request: TenantRequest) => Promise<Delivery>;

export const isBatch = ({ method, segments }: TenantRequest): boolean =>
  method === 'POST' && segments.length === 2 && segments[0] === 'v1.0' && segments[1] === '$batch';

export async function answerBatch(request: TenantRequest, answerInner: AnswerInner): Promise<TenantReply> {
  const batch = readBatch(request.body);
  if (!('requests' in batch)) return graphRefusalReply(request, batch);
  const answered = new Map<string, Promise<InnerReply>>();
  const answerOne = async (inner: InnerRequest): Promise<InnerReply> => {
    const needed = await Promise.all((inner.dependsOn ?? []).map((id) => answered.get(id)));
    const isHopeless = needed.some((reply) => reply === undefined || reply.status >= 400);
    const single = singleRequest(request, inner);
    if (isHopeless) return innerReply(inner, graphRefusalReply(single, graphRefusals.dependencyFailed()));
    return innerReply(inner, replyOf(single, await answerInner(single)));
  };
  // A request only depends on earlier ones, so that each finds the promises it waits for.
  for (const inner of batch.requests) answered.set(inner.id, answerOne(inner));
  const responses = await Promise.all(answered.values());
  return graphReply(request, { status: 200, body: { responses } });
}

const innerRequestSchema = z.strictObject({
  id: z.string().min(1),
  method: z.string(),
  url: z.string().startsWith('/'),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});
const batchSchema = z.strictObject({ requests: z.array(innerRequestSchema).min(1) });

type InnerRequest = z.infer<typeof innerRequestSchema>;

interface InnerReply {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const requestLimit = 20;

function readBatch(body: string): z.infer<typeof batchSchema> | GraphRefusal {
  const parsed = batchSchema.safeParse(readJson(body));
  if (!parsed.success) return graphRefusals.batchMalformed('Invalid batch payload format.');
  const { requests } = parsed.data;
  if (requests.length > requestLimit) {
    return graphRefusals.batchMalformed(`Number of batch requests in payload exceeds max allowed (${requestLimit}).`);
  }
  const ids = requests.map(({ id }) => id);
  if (new Set(ids).size < ids.length) return graphRefusals.batchMalformed('Duplicate request id found in batch.');
  const isOrdered = requests.every(({ dependsOn = [] }, index) =>
    dependsOn.every((id) => ids.slice(0, index).includes(id)),
  );
  if (!isOrdered) return graphRefusals.batchMalformed('A request depends on one that does not come before it.');
  const hasTypes = requests.every(
    ({ body: inner, headers = {} }) =>
      inner === undefined || Object.keys(headers).some((name) => name.toLowerCase() === 'content-type'),
  );
  if (requests.some(({ url }) => /^\/\$batch\b/.test(url))) {
    return graphRefusals.batchMalformed('A batch cannot contain a batch.');
  }
  if (!hasTypes) return graphRefusals.batchMalformed('A request with a body must say its Content-Type.');
  return parsed.data;
}

/** The inner request as if it had come alone, with the token of the batch. */
function singleRequest(batch: TenantRequest, inner: InnerRequest): TenantRequest {
  const { pathname, searchParams } = new URL(`${batch.origin}/v1.0${inner.url}`);
  const requestId = randomUUID();
  return {
    ...batch,
    method: inner.method.toUpperCase(),
    path: pathname,
    segments: pathname
      .split('/')
      .filter((part) => part !== '')
      .map(decodeSegment),
    query: searchParams,
    headers: {
      authorization: batch.headers.authorization,
      ...Object.fromEntries(Object.entries(inner.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
    },
    body: inner.body === undefined ? '' : JSON.stringify(inner.body),
    requestId,
    clientRequestId: requestId,
  };
}

/** What would break a connection shows inside a batch as a gateway that waited in vain. */
const replyOf = (single: TenantRequest, delivery: Delivery): TenantReply =>
  delivery.kind === 'reply' ? delivery.reply : graphRefusalReply(single, graphRefusals.timedOut());

function innerReply({ id }: InnerRequest, { status, headers, body }: TenantReply): InnerReply {
  const written = Object.entries(headers).map(([name, value]) => [writtenNames.get(name) ?? name, value]);
  return { id, status, headers: Object.fromEntries(written), ...(body === '' ? {} : { body: readJson(body) ?? body }) };
}

/** Inside a batch names are JSON, where capitals count: clients look for these as Graph writes them. */
const writtenNames = new Map(
  ['Content-Type', 'Cache-Control', 'Retry-After'].map((name) => [name.toLowerCase(), name]),
);

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decodeSegment(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
