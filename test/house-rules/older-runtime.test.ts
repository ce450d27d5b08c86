/**
 * The window's program also runs on a runtime that is older than the agent's (Node 18, Chromium 114). Whatever is bundled into it is compiled
 * against what that has, so that the compiler refuses `Map.groupBy`, `Promise.withResolvers`, `Set.prototype.union` and whatever came later.
 */
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readProjectFile } from './source-files.ts';

const configurationSchema = z.object({
  compilerOptions: z.object({ lib: z.array(z.string()).default([]) }),
  references: z.array(z.object({ path: z.string() })).default([]),
});
const configurationOf = (box: string) => configurationSchema.parse(JSON.parse(readProjectFile(`${box}/tsconfig.json`)));

/** With whatever they may import, however deep. */
function withReferences(boxes: readonly string[]): ReadonlySet<string> {
  const reached = new Set(boxes);
  // A set yields what is added to it on the way.
  for (const box of reached) for (const { path } of configurationOf(box).references) reached.add(posix.join(box, path));
  return reached;
}

const inWindow = [...withReferences(['electron', 'renderer'])];

test('the boxes of the window are found', () => {
  expect(inWindow).toEqual(expect.arrayContaining(['agent-core/contract', 'agent-core/client', 'electron/contract']));
});

test.each(inWindow)('%s knows no built-in that its oldest runtime has not', (box) => {
  const { lib } = configurationOf(box).compilerOptions;
  expect(lib.filter((each) => !each.startsWith('DOM'))).toEqual(['ES2023']);
});
