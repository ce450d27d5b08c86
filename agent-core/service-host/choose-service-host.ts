/** Finds what can keep the agent of a data folder running on this machine. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { agentProgram, windowsHostPath } from './agent-program.ts';
import type { ServiceHost } from './service-host.ts';
import { createSupervisorHost } from './supervisor/supervisor-host.ts';
import { createSystemdHost } from './systemd/systemd-host.ts';
import { createWindowsHost, type WindowsService } from './windows/windows-host.ts';

/** There exactly while systemd is the service manager: sd_booted(3). */
const systemdMark = '/run/systemd/system';
const unitDir = '/etc/systemd/system';
const machineDataDir = '/var/lib/bridgehead';

/** @param service what Windows calls it  Problem: service.unsupported-platform. */
export function chooseServiceHost(
  dataDir: string,
  service: WindowsService,
  platform: NodeJS.Platform = process.platform,
): Result<ServiceHost> {
  const dir = resolve(dataDir);
  if (platform === 'win32') {
    return succeed(createWindowsHost({ hostPath: windowsHostPath, ...service, dataDir: dir, program: agentProgram }));
  }
  if (platform !== 'linux') return fail(problem('service.unsupported-platform', platform));
  if (!existsSync(systemdMark)) return succeed(createSupervisorHost({ dataDir: dir, program: agentProgram }));
  const isRoot = process.getuid?.() === 0;
  return succeed(
    createSystemdHost({ dataDir: dir, program: agentProgram, unitDir, isRoot, isUsual: dir === machineDataDir }),
  );
}
