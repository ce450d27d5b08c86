/** What administrators script against: the installer's own words and those of build/README.md are the same. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectDir, readProjectFile } from '../../house-rules/source-files.ts';

const scriptDir = 'build/installer/nsis';
const script = readdirSync(join(projectDir, scriptDir))
  .map((name) => readProjectFile(`${scriptDir}/${name}`))
  .join('\n');
const guide = readProjectFile('build/README.md');

const all = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))];

/** The rows of the table whose first column has this name. */
const tableOf = (column: string) => guide.split(`| ${column} |`)[1]?.split('\n\n')[0] ?? '';

test('every switch that the installer reads is in the table of the guide, and no other', () => {
  const read = all(script, /insertmacro Take(?:Value|Flag) "(\/[A-Z]+)"/g);
  const documented = all(guide, /^\| `(\/[A-Z]+)/gm);
  expect(read.length).toBeGreaterThan(10);
  // NSIS itself reads these.
  expect([...read, '/S', '/D'].toSorted()).toEqual(documented.toSorted());
});

test('every exit code that the installer ends with is in the table of the guide, and no other', () => {
  const used = all(script, /^!define EXIT_[A-Z_]+ (\d+)$/gm);
  const documented = all(tableOf('exit code'), /^\| (\d+) \|/gm);
  // NSIS itself ends with 1.
  expect(['0', '1', ...used].toSorted()).toEqual(documented.toSorted());
});

test('every exit code is used', () => {
  const defined = all(script, /^!define (EXIT_[A-Z_]+) \d+$/gm);
  expect(defined.filter((name) => !script.includes(`\${${name}}`))).toEqual([]);
});

test('every event that the service host writes is in the table of the guide, and no other', () => {
  const written = all(readProjectFile('agent-core/service-host/native/events.mc'), /^MessageId=(\d+)/gm);
  const documented = [...tableOf('id').matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, ids = '']) => ids.split(', '));
  expect(written.length).toBeGreaterThan(9);
  expect(documented.toSorted()).toEqual(written.toSorted());
});
