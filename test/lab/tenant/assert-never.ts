/** Ends a switch over a closed union: a member that was forgotten does not compile, one that was smuggled in throws. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected member of a closed union: ${JSON.stringify(value)}`);
}
