import { expect, test } from 'vitest';
import { compareVersions, isNewer, versionSchema } from '../../../agent-core/contract/compare-versions.ts';

test('versions are ordered as Semantic Versioning has it', () => {
  const ordered = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.2',
    '1.0.10',
    '1.2.0',
    '2.0.0',
    '10.0.0',
  ];
  expect(ordered.toReversed().toSorted(compareVersions)).toEqual(ordered);
  expect(ordered.map((version) => compareVersions(version, version))).toEqual(ordered.map(() => 0));
  expect([isNewer('1.0.1', '1.0.0'), isNewer('1.0.0', '1.0.0'), isNewer('1.0.0-rc.1', '1.0.0')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('there is one way to write a version, and nothing in it leads anywhere', () => {
  for (const bad of [
    '1',
    '1.0',
    '01.0.0',
    '1.0.0+build',
    '1.0.0/..',
    '../1.0.0',
    '1.0.0-',
    '1.0.0-A',
    ' 1.0.0',
    '1.0.0\n',
    '9999999999.0.0',
  ])
    expect(versionSchema.safeParse(bad).success, bad).toBe(false);
});
