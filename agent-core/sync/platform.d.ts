/** What the pure boxes borrow from whichever platform runs them. Node, Electron and browsers all provide it. */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}
declare var AbortSignal: { any(signals: readonly AbortSignal[]): AbortSignal };
declare var AbortController: { new (): { readonly signal: AbortSignal; abort(): void } };
