/**
 * A desktop that did not answer is ended and started once more (launch.ts). What the debugger was waiting for fails then, and nobody can
 * catch it: whoever starts desktops lets these pass.
 */
const debuggerFailures = [
  '(Runtime.evaluate): Internal server error, session closed',
  '(Runtime.evaluate): Cannot find context with specified id',
];

export const isDebuggerFailure = (error: unknown): boolean =>
  debuggerFailures.some((failure) => String(Object(error).message).includes(failure));
