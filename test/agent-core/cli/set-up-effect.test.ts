import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { beforeEach, expect, test, vi } from 'vitest';
import { setupCommand } from '../../../agent-core/cli/commands/setup.ts';
import { runCommandLine } from '../../builders/command-context.ts';
import { directoryUnit, referenceTo } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { tenantWithMarks } from '../../builders/ownership-marks.ts';
import { settings, smallestDomain, smallestSettings } from '../../builders/settings.ts';
import { agentIn, finishedRun, setUp } from '../../builders/started-agent.ts';
import { connectClient } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const former = '44444444-4444-4444-8444-444444444444';

beforeEach(() => {
  // The agent tells its story on standard error, too; here nobody reads it.
  const { _stderr: standardError } = console as unknown as { readonly _stderr: Writable };
  vi.spyOn(standardError, 'write').mockReturnValue(true);
});

/** An agent that managed both, and whose record was begun anew and set up again, paused. */
async function agentWithNewRecord() {
  const dataDir = temporaryFolder();
  const { start, sides } = agentIn(dataDir);
  const stop = await start();
  sides.directory.units = [directoryUnit('People', 'OU=People,DC=contoso,DC=com')];
  sides.directory.add(directoryUser('ingrid', { distinguishedName: 'CN=ingrid,OU=Facilities,DC=contoso,DC=com' }));
  const client = await connectClient(dataDir);
  await client.request('certificate.create', {});
  const first = settings({ configurationId: former, tenant: tenantWithMarks });
  await client.request('setup.apply', { ...setUp, settings: first });
  await finishedRun(dataDir);
  await stop();
  writeFileSync(join(dataDir, 'record.db'), 'this is no database '.repeat(50));
  await start({ isNewRecordWanted: true });
  const again = await connectClient(dataDir);
  const { configurationId: _made, ...anew } = settings({
    tenant: tenantWithMarks,
    schedule: { intervalSeconds: 120, isPaused: true },
  });
  expect(await again.request('setup.apply', { ...setUp, settings: anew })).toMatchObject({ ok: true });
  return { dataDir, tenant: sides.tenant };
}

test('R3: answers with the id of the record before show whom a narrower scope in them deletes, before any run of the new one', async () => {
  const { dataDir, tenant } = await agentWithNewRecord();
  expect(tenant.users.map(({ values }) => values.displayName)).toEqual(['ada', 'ingrid']);
  const answers = join(temporaryFolder(), 'answers.json');
  const domains = [{ ...smallestDomain, password: { file: 'password.txt' } }];
  const scope = { kind: 'units', include: [referenceTo('People')], exclude: [] };
  const given = { configurationId: former, tenant: smallestSettings.tenant, domains, scope, removals: { waitRuns: 0 } };
  writeFileSync(answers, JSON.stringify(given));
  writeFileSync(join(answers, '..', 'password.txt'), 'correct horse\n');
  const settled = async (...words: readonly string[]) =>
    await runCommandLine(dataDir, setupCommand, '--answers', answers, ...words).ended;

  for (const words of [['--preview'], []]) {
    const shown = await settled(...words);
    const text = shown.ok ? shown.value.text : JSON.stringify(shown.problem);
    expect(text).toMatch(/configurationId.*delete +ingrid.*1 object is concerned, besides 0/s);
    expect(shown).toMatchObject({ value: { isFailure: true } });
  }
  const saved = await (await connectClient(dataDir)).request('settings.get', {});
  expect(saved).not.toMatchObject({ value: { settings: { configurationId: former } } });

  expect(await settled('--yes')).toMatchObject({ ok: true });
  expect(await finishedRun(dataDir)).toMatchObject({ ok: true });
  expect(tenant.users.map(({ values }) => values.displayName)).toEqual(['ada']);
});
