import { describe, expect, test } from 'vitest';
import { sabotages } from '../sabotage/sabotages.ts';
import { listProjectFiles, readProjectFile } from './source-files.ts';

/** The rules that protect the accounts, in a few words; a test or a story whose name begins with the number shows that each is kept. */
const kept = {
  R1: 'absence is never evidence',
  R2: 'keys and anchors',
  R3: 'the ownership mark',
  R4: 'a changed or shared anchor is held',
  R5: 'moves between domains',
  R6: 'restored controllers',
  R7: 'objects that return stripped',
  R8: 'deletions of groups wait for an approval',
  R9: 'a domain that is taken out of the settings releases its objects',
  R10: 'limits for a run and for 24 hours',
  R11: 'kinds of danger',
  R12: 'what an approval binds',
  R13: 'incident response wins',
  R14: 'own writes are believed',
  R15: 'what a user is',
  R16: 'integers',
  R17: 'filters for DirSync',
  R18: 'the first reading',
  R19: 'two modes of rights',
  R20: 'binding and controllers',
  R21: 'links',
  R22: 'the primary group',
  R23: 'principals of other forests',
  R24: 'what time brings about',
  R25: 'groups that bear licences',
  R26: 'groups that are not ours to keep',
  R27: 'privileged accounts',
  R28: 'matching',
  R29: 'new users',
  R30: 'lost replies',
  R31: 'suffixes that are not verified',
  R36: 'the accounts that agents run as',
  R40: 'a tenant that is late',
  R41: 'how it is worded',
};

const namesOfTests = listProjectFiles()
  .filter((path) => path.endsWith('.test.ts') && !path.startsWith('test/house-rules/fixtures/'))
  .flatMap((path) => [...readProjectFile(path).matchAll(/^\s*(?:\w+(?:\.\w+)*\()?(?:\[.*\]\)\()?['"`](R\d+)[:, ]/gm)])
  .flatMap(([, rule]) => rule ?? []);
const shown = new Set(namesOfTests);
const broken = new Set(sabotages.flatMap(({ breaks }) => breaks.match(/\bR\d+\b/g) ?? []));

describe('the rules that protect the accounts', () => {
  test.each(Object.entries(kept))('%s, %s, is named by a test', (rule) => {
    expect(shown).toContain(rule);
  });

  test.each(Object.keys(kept))('%s is broken once in the campaign of sabotages', (rule) => {
    expect(broken).toContain(rule);
  });

  test('R41: nothing that a person reads calls anything impossible', () => {
    const texts = listProjectFiles().filter((path) =>
      /^(README|CHANGELOG|SECURITY)\.md$|^renderer\/texts\/|catalogue\.ts$/.test(path),
    );
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter((path) => /\bimpossible\b/i.test(readProjectFile(path)))).toEqual([]);
  });
});
