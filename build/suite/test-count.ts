/** How many tests a level had, from the report that it leaves. */
import { readFile } from 'node:fs/promises';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothingCounted: Count = { passed: 0, failed: 0, skipped: 0 };

export async function readCount(reportPath: string): Promise<Count> {
  try {
    const report: unknown = JSON.parse(await readFile(reportPath, 'utf8'));
    const number = (key: string) => Number(Reflect.get(Object(report), key) ?? 0);
    return {
      passed: number('numPassedTests'),
      failed: number('numFailedTests'),
      skipped: number('numPendingTests') + number('numTodoTests'),
    };
  } catch {
    return nothingCounted;
  }
}
