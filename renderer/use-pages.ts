/** Reads a list page by page: the first when it is shown and whenever the question is another one, the others when they are wanted. */
import { useCallback, useEffect, useReducer } from 'react';
import type { Result } from '../electron/contract/bridge.ts';
import { firstPagesState, type Page, type PagesState, reducePages } from './pages-state.ts';

export interface Pages<Item> extends PagesState<Item> {
  /** @param cursor `next` of the page before; null reads everything anew */
  readonly readOn: (cursor: number | null) => void;
}

/** @param read the same function from drawing to drawing, as long as the same is asked */
export function usePages<Item>(read: (cursor: number | null) => Promise<Result<Page<Item>>>): Pages<Item> {
  const [state, send] = useReducer(reducePages<Item>, firstPagesState);
  const ask = useCallback(
    async (cursor: number | null) => {
      send({ kind: 'asked', asker: read, cursor });
      const page = await read(cursor);
      send(
        page.ok
          ? { kind: 'read', asker: read, cursor, page: page.value }
          : { kind: 'unread', asker: read, problem: page.problem },
      );
    },
    [read],
  );
  useEffect(() => void ask(null), [ask]);
  return { ...state, readOn: (cursor) => void ask(cursor) };
}
