import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serviceFilesOf } from '../../../../agent-core/service-host/supervisor/service-files.ts';
import { createSupervisorHost } from '../../../../agent-core/service-host/supervisor/supervisor-host.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const program = { runtimePath: '/node', agentPath: '/agent.ts', supervisorPath: '/supervisor.ts' };

test('R12: who may approve is chosen at installation, stays when it is repeated, and can be taken back', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const host = createSupervisorHost({ dataDir, program });
  const installed = () => serviceFilesOf(dataDir).readInstallation();
  expect([await host.install(), host.approvers()]).toEqual([{ ok: true, value: true }, null]);
  expect([await host.install('root'), host.approvers()]).toEqual([{ ok: true, value: true }, 'root']);
  expect(installed()).toMatchObject({ value: { approvers: 'root' } });
  expect([await host.install(), host.approvers()]).toEqual([{ ok: true, value: false }, 'root']);
  expect(await host.install('no-such-group')).toMatchObject({ problem: { code: 'agent.unknown-group' } });
  expect([await host.install(null), host.approvers()]).toEqual([{ ok: true, value: true }, null]);
});
