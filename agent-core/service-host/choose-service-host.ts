/** Finds what can keep the agent of a data folder running on this machine. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { agentProgram } from './agent-program.ts';
import type { ServiceHost } from './service-host.ts';
import { createSupervisorHost } from './supervisor/supervisor-host.ts';
import { createSystemdHost } from './systemd/systemd-host.ts';

/** There exactly while systemd is the service manager: sd_booted(3). */
const systemdMark = '/run/systemd/system';
const unitDir = '/etc/systemd/system';
const machineDataDir = '/var/lib/bridgehead';

/** Problem: service.unsupported-platform. */
export function chooseServiceHost(dataDir: string): Result<ServiceHost> {
  if (process.platform !== 'linux') return fail(problem('service.unsupported-platform', process.platform));
  const dir = resolve(dataDir);
  if (!existsSync(systemdMark)) return succeed(createSupervisorHost({ dataDir: dir, program: agentProgram }));
  const isRoot = process.getuid?.() === 0;
  return succeed(
    createSystemdHost({ dataDir: dir, program: agentProgram, unitDir, isRoot, isUsual: dir === machineDataDir }),
  );
}
