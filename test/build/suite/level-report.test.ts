import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nothingCounted, readLevelReport } from '../../../build/suite/level-report.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

function read(report: string) {
  const path = join(temporaryFolder(), 'report.json');
  writeFileSync(path, report);
  return readLevelReport(path, '/project');
}

test('what failed is named in a line each, with the file, the test and how its first message begins', async () => {
  const passed = { status: 'passed', fullName: 'it works', failureMessages: [] };
  const failed = {
    status: 'failed',
    fullName: 'a run ends',
    failureMessages: ['\u001b[31mAssertionError\u001b[39m: expected 1 to be 2\n    at run.test.ts:3:1', 'and more'],
  };
  const report = await read(
    JSON.stringify({
      ...{ numPassedTests: 1, numFailedTests: 1, numPendingTests: 2, numTodoTests: 3 },
      testResults: [
        { name: '/project/test/run.test.ts', status: 'failed', assertionResults: [passed, failed] },
        { name: '/project/test/broken.test.ts', status: 'failed', message: 'SyntaxError: x\nat', assertionResults: [] },
        { name: '/project/test/good.test.ts', status: 'passed', assertionResults: [passed] },
      ],
    }),
  );
  expect(report).toEqual({
    count: { passed: 1, failed: 1, skipped: 5 },
    failures: [
      'test/run.test.ts: a run ends: AssertionError: expected 1 to be 2',
      'test/broken.test.ts: SyntaxError: x',
    ],
  });
});

test.each(['', '{', 'null'])('a report that is missing or damaged (%j) counts nothing', async (report) => {
  expect(await read(report)).toEqual({ count: nothingCounted, failures: [] });
  expect(await readLevelReport('/nowhere/report.json', '/project')).toEqual({ count: nothingCounted, failures: [] });
});
