/** Whoever has set the agent up is told when it begins to act, while there is still time to look. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setupCommand } from '../../../../agent-core/cli/commands/setup.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { smallestDomain, smallestSettings } from '../../../builders/settings.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const paired = {
  tenant: { tenantId: smallestSettings.tenant.tenantId, displayName: 'Contoso' },
  domains: [{ name: 'contoso.com', controller: 'dc1.contoso.com' }],
};

async function textOf(schedule: object): Promise<string> {
  const dir = temporaryFolder();
  const path = join(dir, 'answers.json');
  const domains = [{ ...smallestDomain, password: { file: 'password.txt' } }];
  writeFileSync(path, JSON.stringify({ tenant: smallestSettings.tenant, domains, schedule }));
  writeFileSync(join(dir, 'password.txt'), 'correct horse\n');
  const { dataDir } = await openStubAgent({ 'setup.apply': () => succeed(paired) });
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
