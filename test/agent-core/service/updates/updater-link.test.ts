import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { updateAskFilename } from '../../../../agent-core/contract/data-files.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { type UpdaterStatus, updateAskFileSchema } from '../../../../agent-core/contract/update-exchange.ts';
import { createUpdaterLink } from '../../../../agent-core/service/updates/updater-link.ts';
import { readAsk } from '../../../../agent-core/updater/read-ask.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';
import { updaterStatus } from '../../../builders/updater-status.ts';

const never = new AbortController().signal;
const check = { kind: 'check', channel: 'stable' } as const;

function link(withinMs = 5_000) {
  const [dataDir, updatesDir] = [temporaryFolder(), temporaryFolder()];
  const tell = (status: UpdaterStatus) => writeFileSync(join(updatesDir, 'status.json'), JSON.stringify(status));
  const askPath = join(dataDir, updateAskFilename);
  const asked = () => updateAskFileSchema.parse(JSON.parse(readFileSync(askPath, 'utf8')));
  return { updater: createUpdaterLink({ dataDir, updatesDir }, withinMs), tell, asked, askPath };
}

const codeOf = (result: { readonly ok: boolean; readonly problem?: { readonly code: string } }) => result.problem?.code;

test('whoever asks is answered by what the updater writes about that very question', async () => {
  const { updater, tell, asked, askPath } = link();
  tell(updaterStatus());
  const answer = updater.ask(check, never);
  const { id, ask } = asked();
  expect(ask).toEqual(check);
  expect(readAsk(askPath)).toMatchObject({ id, ask });
  tell(updaterStatus({ answered: { id: crypto.randomUUID(), problem: null } }));
  tell(updaterStatus({ answered: { id, problem: null } }));
  expect(await answer).toMatchObject({ ok: true, value: { answered: { id } } });
  const refused = updater.ask(check, never);
  tell(updaterStatus({ answered: { id: asked().id, problem: problem('updates.replayed', 'x') } }));
  expect(codeOf(await refused)).toBe('updates.replayed');
});

test('an updater that is not there, says nothing or is busy is told apart', async () => {
  const { updater, tell, askPath } = link(300);
  expect(codeOf(await updater.ask(check, never))).toBe('updates.no-updater');
  expect(codeOf(createUpdaterLink({ dataDir: '/', updatesDir: null }).read())).toBe('updates.no-updater');
  tell(updaterStatus());
  expect(codeOf(await updater.ask(check, never))).toBe('updates.no-answer');
  const progress = { from: '0.1.0', to: '9.1.0', startedAt: '2026-03-02T08:00:00.000Z', phase: 'fetching' } as const;
  tell(updaterStatus({ progress: { ...progress, fetchedBytes: 1, endedAt: null, outcome: null, problem: null } }));
  writeFileSync(askPath, 'untouched');
  expect(codeOf(await updater.ask(check, never))).toBe('updates.in-progress');
  expect(readFileSync(askPath, 'utf8')).toBe('untouched');
});

test('the updater takes no question that is too long, names anything else, or lies behind a link', () => {
  const { askPath } = link();
  const good = { id: crypto.randomUUID(), at: '2026-03-02T08:00:00.000Z', ask: check };
  const read = (content: unknown) => {
    writeFileSync(askPath, typeof content === 'string' ? content : JSON.stringify(content));
    return readAsk(askPath);
  };
  expect(read(good)).toEqual(good);
  expect(read({ ...good, ask: { ...check, url: 'https://elsewhere.example' } })).toBeNull();
  expect(read({ ...good, ask: { kind: 'install', channel: 'stable', version: '../1.0.0' } })).toBeNull();
  expect(read({ ...good, ask: { kind: 'run', program: 'calc.exe' } })).toBeNull();
  expect(read(`${JSON.stringify(good)}${' '.repeat(5_000)}`)).toBeNull();
  expect(read('not json')).toBeNull();
  expect(readAsk(`${askPath}.none`)).toBeNull();
  expect(readAsk(temporaryFolder())).toBeNull();
});
