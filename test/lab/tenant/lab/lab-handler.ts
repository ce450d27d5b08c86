/** How the lab door's addresses are written down, how their bodies are read and how they refuse. */
import type { z } from 'zod';
import { jsonReply, type TenantReply, type TenantRequest } from '../http/exchange.ts';

export interface LabHandler {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Matches the address after `/lab/`; what it captures is the parameter. */
  readonly path: RegExp;
  readonly answer: (request: TenantRequest, parameter: string) => TenantReply;
}

export function withBody<Body>(
  request: TenantRequest,
  schema: z.ZodType<Body>,
  answer: (body: Body) => TenantReply,
): TenantReply {
  const parsed = schema.safeParse(readJson(request.body));
  if (parsed.success) return answer(parsed.data);
  const issue = parsed.error.issues[0];
  return refused(
    400,
    `The body is not as expected at '${issue?.path.join('.') ?? ''}': ${issue?.message ?? 'unreadable'}.`,
  );
}

export const refused = (status: keyof typeof codes, message: string): TenantReply =>
  jsonReply(status, { error: { code: codes[status], message } });

export const done: TenantReply = { status: 204, headers: {}, body: '' };

const codes = {
  400: 'BodyInvalid',
  401: 'LabKeyRequired',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
} as const;

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
