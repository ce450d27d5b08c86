/** What every control request is: parameters in, a reply or a problem out. `signal` ends when the caller gave up or went away. */
import type { ParametersOf, ReplyOf, RequestName } from '../contract/control-api.ts';
import type { Result } from '../contract/result.ts';

/** Who asks: the door proves what it may do and, where the system tells, by which account; the program's name is only what it says of itself. */
export interface Caller {
  readonly account?: string;
  readonly door: 'control' | 'approvals' | 'status';
  readonly program: string;
}

export type Responder<Name extends RequestName> = (
  parameters: ParametersOf<Name>,
  signal: AbortSignal,
  /** Left out where the agent asks itself. */
  caller?: Caller,
) => Result<ReplyOf<Name>> | Promise<Result<ReplyOf<Name>>>;

/** `hello` belongs to the connection itself; for every other request there is one responder, or this does not compile. */
export type Responders = { readonly [Name in Exclude<RequestName, 'hello'>]: Responder<Name> };
