/** What a level says of itself, from the report that it leaves. */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothingCounted: Count = { passed: 0, failed: 0, skipped: 0 };

export interface LevelReport {
  readonly count: Count;
  /** What failed, a line each: the file, the test, and how its first message begins. */
  readonly failures: readonly string[];
}

/** As Vitest writes it, where it could. */
interface FileResult {
  readonly name?: string;
  readonly status?: string;
  /** Why the file could not be loaded. */
  readonly message?: string;
  readonly assertionResults?: readonly TestResult[];
}
interface TestResult {
  readonly status?: string;
  readonly fullName?: string;
  readonly failureMessages?: readonly string[];
}

/** @param projectDir what file names are told relative to. A report that is missing or damaged counts nothing. */
export async function readLevelReport(reportPath: string, projectDir: string): Promise<LevelReport> {
  try {
    const report: unknown = JSON.parse(await readFile(reportPath, 'utf8'));
    const number = (key: string) => Number(Reflect.get(Object(report), key) ?? 0);
    const files: readonly FileResult[] = Reflect.get(Object(report), 'testResults') ?? [];
    return {
      count: {
        passed: number('numPassedTests'),
        failed: number('numFailedTests'),
        skipped: number('numPendingTests') + number('numTodoTests'),
      },
      failures: files.flatMap((file) => failuresOf(file, relative(projectDir, file.name ?? ''))),
    };
  } catch {
    return { count: nothingCounted, failures: [] };
  }
}

function failuresOf({ status, message, assertionResults = [] }: FileResult, path: string): readonly string[] {
  const failed = assertionResults.filter((result) => result.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${path}: ${firstLine(message)}`] : [];
  return failed.map(({ fullName, failureMessages }) => `${path}: ${fullName}: ${firstLine(failureMessages?.[0])}`);
}

const firstLine = (text = '') => stripVTControlCharacters(text).trimStart().split('\n', 1)[0]?.slice(0, 300) ?? '';
