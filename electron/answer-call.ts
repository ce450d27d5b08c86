/** Decides about one call of a page: who asks, whether the call exists, whether the argument fits; only then is it handled. */
import { problem } from '../agent-core/contract/problem.ts';
import { refuseRequest } from '../agent-core/contract/refuse-request.ts';
import { fail, type Result } from '../agent-core/contract/result.ts';
import { type BridgeCallName, type BridgeResponders, bridgeCalls } from './contract/bridge.ts';
import { pageOrigin } from './page-address.ts';

export interface Sender {
  /** Of the document in the frame, such as app://bridgehead. */
  readonly origin: string;
  readonly isTopFrame: boolean;
}

/** Never throws: a refusal and an unexpected failure are data for the page like every other problem. */
export async function answerCall(
  responders: BridgeResponders,
  sender: Sender,
  name: unknown,
  argument: unknown,
  reportUnexpected: (error: unknown) => void,
): Promise<Result<unknown>> {
  if (!isTrusted(sender)) {
    const frame = sender.isTopFrame ? 'top frame' : 'frame';
    return fail(problem('control.not-permitted', `a call from a ${frame} of ${sender.origin || 'no origin'}`));
  }
  if (!isCallName(name)) return fail(problem('control.unknown-request', String(name)));
  const parsed = bridgeCalls[name].argument.safeParse(argument);
  if (!parsed.success) return fail(refuseRequest(name, argument, parsed.error));
  try {
    return await handle(responders, name, parsed.data);
  } catch (error) {
    reportUnexpected(error);
    return fail(problem('desktop.unexpected', name));
  }
}

const isTrusted = (sender: Sender) => sender.isTopFrame && sender.origin === pageOrigin;

const isCallName = (name: unknown): name is BridgeCallName =>
  typeof name === 'string' && Object.hasOwn(bridgeCalls, name);

/** The argument was parsed by the schema of the same name; the compiler cannot follow that through the record. */
function handle(responders: BridgeResponders, name: BridgeCallName, argument: unknown): Promise<Result<unknown>> {
  return responders[name](argument as never);
}
