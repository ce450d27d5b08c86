/** A folder for one test, gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The path is short: a Unix socket takes 107 bytes. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'bh-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
