import { expect, test } from 'vitest';
import { problemCatalogue } from '../../agent-core/contract/problem-catalogue.ts';
import { listSourceFiles, readProjectFile } from './source-files.ts';

test('every problem of the catalogue can happen', () => {
  const code = listSourceFiles()
    .filter((path) => /^(agent-core|electron)\//.test(path) && !path.endsWith('problem-catalogue.ts'))
    .map(readProjectFile)
    .join('\n');
  expect(Object.keys(problemCatalogue).filter((name) => !code.includes(`'${name}'`))).toEqual([]);
});
