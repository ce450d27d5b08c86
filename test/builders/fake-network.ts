/** A network that answers from a list, and remembers what was asked. */
import { type Problem, problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import { Secret } from '../../agent-core/contract/secret.ts';
import type { AccessTokens } from '../../agent-core/entra/access-token.ts';
import type { HttpReply, HttpRequest, Network } from '../../agent-core/entra/network.ts';

export type Answer = HttpReply | Problem | ((httpRequest: HttpRequest) => HttpReply | Problem);

export function answer(status: number, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** As Microsoft Graph says no. */
export function refusal(status: number, code: string, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return answer(status, { error: { code, message: `because of ${code}` } }, headers);
}

/** The last answer is given again and again. */
export function fakeNetwork(...answers: readonly Answer[]): Network & { readonly requests: readonly HttpRequest[] } {
  const requests: HttpRequest[] = [];
  return {
    requests,
    send: async (httpRequest, signal): Promise<Result<HttpReply>> => {
      if (signal.aborted) return fail(problem('run.cancelled', 'while waiting'));
      const next = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(httpRequest);
      if (next === undefined) throw new Error(`nobody expected ${httpRequest.method} ${httpRequest.url}`);
      const given = typeof next === 'function' ? next(httpRequest) : next;
      return 'code' in given ? fail(given) : succeed(given);
    },
  };
}

/** Hands out `token-1`, and a new one each time the last was refused. */
export function fakeTokens(): AccessTokens & { readonly asked: readonly boolean[] } {
  const asked: boolean[] = [];
  let number = 1;
  return {
    asked,
    get: async (_signal, isRefusedBefore) => {
      asked.push(isRefusedBefore);
      if (isRefusedBefore) number += 1;
      return succeed(new Secret(`token-${number}`));
    },
  };
}
