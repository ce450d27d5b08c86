/** Whoever has set the agent up is told when it begins to act, while there is still time to look. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setupCommand } from '../../../../agent-core/cli/commands/setup.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';
import type { Settings } from '../../../../agent-core/contract/settings.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { limits } from '../../../builders/guard-settings.ts';
import { settings, smallestDomain, smallestSettings } from '../../../builders/settings.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const paired = {
  tenant: { tenantId: smallestSettings.tenant.tenantId, displayName: 'Contoso' },
  domains: [{ name: 'contoso.com', controller: 'dc1.contoso.com' }],
};

async function textOf(schedule: object, saved: readonly Settings[] = []): Promise<string> {
  const dir = temporaryFolder();
  const path = join(dir, 'answers.json');
  const domains = [{ ...smallestDomain, password: { file: 'password.txt' } }];
  writeFileSync(path, JSON.stringify({ tenant: smallestSettings.tenant, domains, schedule }));
  writeFileSync(join(dir, 'password.txt'), 'correct horse\n');
  const revisions = [...saved];
  const { dataDir } = await openStubAgent({
    'setup.apply': () => succeed(paired),
    'settings.get': () => {
      const next = revisions.shift();
      return next === undefined
        ? fail(problem('settings.needs-set-up', 'a test'))
        : succeed({ revision: 1, settings: next });
    },
  });
  const done = await runCommandLine(dataDir, setupCommand, '--answers', path).ended;
  return done.ok ? done.value.text : done.problem.detail;
}

test('says when the first run starts, and how to look before or to keep it from starting', async () => {
  expect(await textOf({ intervalSeconds: 300 })).toMatch(/in 300 seconds.*`bridgehead plan`.*`bridgehead pause`/);
});

test('says that runs are paused when the answers say so', async () => {
  const text = await textOf({ isPaused: true });
  expect(text).toMatch(/paused.*`bridgehead plan`.*`bridgehead resume`/);
  expect(text).not.toContain('seconds');
});

test('says what of the settings before is replaced, and nothing where there were none', async () => {
  const before = settings({ guard: limits({ deletes: { count: 3, percent: 5 } }) });
  const text = await textOf({}, [before, settings()]);
  expect(text).toContain('what the answers do not name is as usual again:\n  guard.deletes.count: 3 -> 20\n');
  expect(await textOf({}, [settings(), settings()])).not.toContain('replaced');
  expect(await textOf({})).not.toContain('replaced');
});
