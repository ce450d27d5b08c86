import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { draftPerson } from './draw-edits.ts';
import { dissolveCompany } from './edit-directory.ts';
import { emptyLedger } from './judge.ts';
import { killAndJudge, noTrouble } from './killing.ts';
import { closeStage, openSeason, openStage, type Season, type Stage } from './season.ts';

const lab = inject('lab');
let stage: Stage;
let season: Season;

beforeAll(async () => {
  stage = await openStage(lab);
  season = await openSeason(stage);
});
afterAll(async () => {
  await dissolveCompany(lab, season.company);
  await closeStage(stage);
});

test('R30: killed again and again, before a request, after it, and while it commits, the agent loses nothing and does nothing twice', async () => {
  const { unit, people } = season.company;
  const [first, second] = people;
  if (first === undefined || second === undefined) throw new Error('the company has nobody');
  const verdict = await killAndJudge(stage, season, emptyLedger(), {
    edits: [
      { kind: 'hire', person: draftPerson(unit, 100) },
      { kind: 'hire', person: draftPerson(unit, 101) },
      { kind: 'promote', account: second.account, title: 'Head of Payroll' },
      { kind: 'join', account: `${unit}-g1`, member: `${unit}-p100` },
      { kind: 'fire', account: first.account },
    ],
    deaths: [
      { at: 'after a commit of the cache', nth: 1 },
      { at: 'before a request', nth: 1 },
      { at: 'a request answered', nth: 1 },
      { at: 'before a commit of the record', nth: 4 },
    ],
    trouble: noTrouble,
  });
  expect(verdict).toMatchObject({ killed: 4, wrong: [] });
});
