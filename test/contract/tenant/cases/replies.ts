/** Shapes that many documented requests and replies share. */
import { expect } from 'vitest';
import type { GraphUnderTest } from '../graph-under-test.ts';

/** A list that holds at least these. */
export const collection = (value: readonly object[]) => ({
  status: 200,
  json: { value: expect.arrayContaining(value.map((one) => expect.objectContaining(one))) },
});

/** The body of `$ref`. */
export const reference = (graph: GraphUnderTest, id: string) => ({
  '@odata.id': `${graph.place.origin}/v1.0/directoryObjects/${id}`,
});
