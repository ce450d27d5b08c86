/** The size of the window between two starts. A file that cannot be read or written costs nothing but the size. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const side = z.int().min(200).max(20_000);
const windowSizeSchema = z.strictObject({ width: side, height: side });
export type WindowSize = z.infer<typeof windowSizeSchema>;

const firstSize: WindowSize = { width: 1024, height: 700 };

export function readWindowSize(path: string): WindowSize {
  try {
    return windowSizeSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return firstSize;
  }
}

export function writeWindowSize(path: string, size: WindowSize): void {
  try {
    writeFileSync(path, JSON.stringify(size));
  } catch {
    // The next start uses the first size again.
  }
}
