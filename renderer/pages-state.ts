/**
 * A list that is read page by page: which state follows from which event.
 *
 *   reading --page--> ready --more--> reading (what is there stays)      reading --trouble--> stuck --again--> reading
 *      an answer to a question that is not asked any more changes nothing
 */
import { assertNever } from '../electron/contract/assert-never.ts';
import type { Problem } from '../electron/contract/bridge.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** The cursor of the page that follows; null at the end. */
  readonly next: number | null;
}

export interface PagesState<Item> extends Page<Item> {
  readonly stage: { readonly kind: 'reading' | 'ready' } | { readonly kind: 'stuck'; readonly problem: Problem };
  /** Whose answer is awaited, by what it asks. */
  readonly asker: unknown;
}

export type PagesEvent<Item> =
  | { readonly kind: 'asked'; readonly asker: unknown; readonly cursor: number | null }
  | { readonly kind: 'read'; readonly asker: unknown; readonly cursor: number | null; readonly page: Page<Item> }
  | { readonly kind: 'unread'; readonly asker: unknown; readonly problem: Problem };

export const firstPagesState = { stage: { kind: 'reading' }, items: [], next: null, asker: null } as const;

export function reducePages<Item>(state: PagesState<Item>, event: PagesEvent<Item>): PagesState<Item> {
  const isAwaited = state.asker === event.asker && state.stage.kind === 'reading';
  switch (event.kind) {
    case 'asked': {
      const kept = event.cursor === null ? { items: [], next: null } : { items: state.items, next: state.next };
      return { ...kept, stage: { kind: 'reading' }, asker: event.asker };
    }
    case 'read': {
      if (!isAwaited) return state;
      const before = event.cursor === null ? [] : state.items;
      return { ...state, stage: { kind: 'ready' }, items: [...before, ...event.page.items], next: event.page.next };
    }
    case 'unread':
      return isAwaited ? { ...state, stage: { kind: 'stuck', problem: event.problem } } : state;
    default:
      return assertNever(event);
  }
}
