/** In a lab of its own: what other tests leave in a tenant would be nobody's whom this company knows. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pickLoopbackAddress } from '../lab/loopback-address.ts';
import { type Lab, startLab } from '../lab/start-lab.ts';
import { draftPerson } from './draw-edits.ts';
import { emptyLedger } from './judge.ts';
import { killAndJudge, noTrouble } from './killing.ts';
import { closeStage, openSeason, openStage, type Season, type Stage } from './season.ts';

let dir: string;
let lab: Lab;
let stage: Stage;
let season: Season;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bridgehead-crash-'));
  lab = await startLab({ dir, address: pickLoopbackAddress(), tenantPort: 0, strict: true });
  stage = await openStage(lab);
  season = await openSeason(stage);
});
afterAll(async () => {
  await closeStage(stage);
  await lab.stop();
  await rm(dir, { recursive: true, force: true });
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
