/** Expected trouble is a value: whoever calls sees in the type that there may be a problem instead of an answer. */
import type { Problem } from './problem.ts';

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

export const succeed = <Value>(value: Value): Result<Value> => ({ ok: true, value });
export const fail = (problem: Problem): { readonly ok: false; readonly problem: Problem } => ({ ok: false, problem });
/** This value if it went well, else the same problem. */
export const succeedAs = <Value>(value: Value, result: Result<unknown>): Result<Value> =>
  result.ok ? succeed(value) : result;
