import { expect, test } from 'vitest';
import { isAskedTest } from '../mutation/asked-tests.ts';
import * as toldTests from '../mutation/told-tests.ts';
import { listProjectFiles, readProjectFile } from './source-files.ts';

test('the tests that a mutation campaign asks use of vitest only what it gives them', () => {
  const asked = listProjectFiles().filter(isAskedTest);
  const missing = asked.flatMap((path) =>
    namesFromVitest(readProjectFile(path)).flatMap((name) => (name in toldTests ? [] : [`${path}: ${name}`])),
  );
  expect(asked.length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

function namesFromVitest(source: string): readonly string[] {
  const [, names = ''] = /^import \{([^}]*)\} from 'vitest';$/m.exec(source) ?? [];
  return names
    .split(',')
    .flatMap((name) => (name.trim() === '' || name.trim().startsWith('type ') ? [] : [name.trim()]));
}
