/** The service of Windows, through bridgehead-host.exe: a folder closed to others, two local groups, a source of events and the service. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { type AgentProgram, agentWords, runtimeWords, stopDeadlineMs } from '../agent-program.ts';
import type { ServiceAccount, ServiceHost } from '../service-host.ts';
import { hostProgram } from './host-program.ts';
import { approversIn, type HostStatus, hostStatusSchema, serviceStateOf } from './host-status.ts';

export interface WindowsService {
  /** Of the service. */
  readonly service: string;
  /** Of its pipes, below \\.\pipe\. */
  readonly pipes: { readonly control: string; readonly approvals: string; readonly status: string };
  /** Of bridgehead-host.exe, where it is not beside this program. */
  readonly hostPath?: string;
}

export interface WindowsHostOptions extends WindowsService {
  readonly dataDir: string;
  readonly program: AgentProgram;
  readonly hostPath: string;
}

/** Its members may look at everything and change nothing. */
export const operatorsGroup = 'Bridgehead Operators';
/** Its members may also approve what the guard holds. */
export const approversGroup = 'Bridgehead Approvers';

const shownLines = 10;
/** The agent needs no privilege but that of every process; whoever breaks into it gains no other. */
const privileges = ['SeChangeNotifyPrivilege'];

const changedSchema = z.object({ changed: z.boolean() });
const groupSchema = z.object({ changed: z.boolean(), sid: z.string().nullable() });
const foundSchema = z.object({ sid: z.string() });
const doneSchema = z.object({ ok: z.literal(true) });

export function createWindowsHost({ dataDir, program, hostPath, service, pipes }: WindowsHostOptions): ServiceHost {
  const call = hostProgram(hostPath);
  const named = ['--name', service];

  const change = async (verb: 'start' | 'stop' | 'restart' | 'uninstall'): Promise<Result<boolean>> => {
    const done = await call([verb, ...named], changedSchema);
    return done.ok ? succeed(done.value.changed) : done;
  };
  const readStatus = () => call(['status', ...named], hostStatusSchema);

  /** Makes it unless it is there. @returns its identifier; null where Windows does not find what it made */
  const makeGroup = (group: string, comment: string) =>
    call(['group', '--install', '--group', group, '--comment', comment], groupSchema);

  /** @returns those who may come through a door besides administrators, as words for the host */
  const allow = async (chosen: string | null | undefined): Promise<Result<readonly string[]>> => {
    const operators = await makeGroup(operatorsGroup, 'May look at what Bridgehead does.');
    if (!operators.ok) return operators;
    const approvers = await findApprovers(chosen);
    if (!approvers.ok) return approvers;
    const allowed = [
      ['status', operators.value.sid],
      ['status', approvers.value],
      ['approvals', approvers.value],
    ];
    return succeed(allowed.flatMap(([door, sid]) => (typeof sid === 'string' ? ['--allow', `${door}=${sid}`] : [])));
  };

  const findApprovers = async (chosen: string | null | undefined): Promise<Result<string | null>> => {
    if (chosen === null) return succeed(null);
    if (chosen !== undefined && chosen !== approversGroup) {
      const found = await call(['look-up', '--group', chosen], foundSchema);
      if (found.ok) return succeed(found.value.sid);
      const isUnknown = found.problem.code === 'service.unknown-account';
      return isUnknown ? fail(problem('agent.unknown-group', chosen)) : found;
    }
    const status = await readStatus();
    if (!status.ok) return status;
    if (chosen === undefined && status.value.state !== 'notInstalled') return succeed(approverSidIn(status.value));
    const made = await makeGroup(approversGroup, 'May approve what the guard of Bridgehead holds.');
    return made.ok ? succeed(made.value.sid) : made;
  };

  const install = async (chosen?: string | null): Promise<Result<boolean>> => {
    const folder = await call(['protect-folder', '--path', dataDir, '--full', `service:${service}`], doneSchema);
    if (!folder.ok) return folder;
    const allowed = await allow(chosen);
    if (!allowed.ok) return allowed;
    const source = await call(['event-source', '--install'], doneSchema);
    if (!source.ok) return source;
    const words = [program.agentPath, ...agentWords(dataDir, null), '--hosted'];
    const done = await call(
      [
        ...['install', ...named, '--display', 'Bridgehead Agent'],
        ...['--description', 'Keeps Active Directory and Microsoft Entra ID in step.'],
        ...['--program', program.runtimePath, '--data-dir', dataDir, '--stop-seconds', String(stopDeadlineMs / 1000)],
        ...each('--argument', [...runtimeWords, ...words]),
        ...each(
          '--door',
          Object.entries(pipes).map((entry) => entry.join('=')),
        ),
        ...allowed.value,
        ...each('--privilege', privileges),
      ],
      changedSchema,
    );
    return done.ok ? succeed(done.value.changed) : done;
  };

  const changeAccount = async ({ name, isManaged, password }: ServiceAccount): Promise<Result<boolean>> => {
    const words = ['account', ...named, '--account', name ?? `NT SERVICE\\${service}`];
    const how = isManaged ? ['--managed'] : password === null ? [] : ['--password'];
    const done = await call([...words, ...how], changedSchema, password === null ? '' : `${password.reveal()}\n`);
    return done.ok ? succeed(done.value.changed) : done;
  };

  const uninstall = async (leavings: 'groups' | 'nothing' = 'groups'): Promise<Result<boolean>> => {
    const done = await change('uninstall');
    if (!done.ok) return done;
    const source = await call(['event-source', '--uninstall'], doneSchema);
    if (!source.ok) return source;
    for (const group of leavings === 'groups' ? [] : [operatorsGroup, approversGroup]) {
      const removed = await call(['group', '--uninstall', '--group', group], changedSchema);
      if (!removed.ok) return removed;
    }
    return done;
  };

  return {
    kind: 'windows',
    name: service,
    install,
    approvers: () => approversIn(askStatus(hostPath, named)),
    start: () => change('start'),
    stop: () => change('stop'),
    restart: () => change('restart'),
    read: async () => {
      const status = await readStatus();
      return status.ok ? succeed(serviceStateOf(status.value)) : status;
    },
    uninstall,
    lastLines: async () =>
      ['service-output.log.before', 'service-output.log']
        .flatMap((name) => linesOf(join(dataDir, name)))
        .slice(-shownLines),
    account: {
      read: async () => {
        const status = await readStatus();
        if (!status.ok) return status;
        return succeed(status.value.state === 'notInstalled' ? null : status.value.account);
      },
      change: changeAccount,
    },
  };
}

const each = (option: string, values: readonly string[]) => values.flatMap((value) => [option, value]);

const approverSidIn = (status: HostStatus): string | null =>
  status.state === 'notInstalled' ? null : (status.allowed.find(({ door }) => door === 'approvals')?.sid ?? null);

/** At once, since the port says so; it takes milliseconds. */
function askStatus(hostPath: string, named: readonly string[]): HostStatus {
  try {
    const said = execFileSync(hostPath, ['status', ...named], { encoding: 'utf8', windowsHide: true });
    return hostStatusSchema.parse(JSON.parse(said));
  } catch {
    return { state: 'notInstalled' };
  }
}

/** None where the caller may not read it. */
function linesOf(path: string): readonly string[] {
  try {
    return existsSync(path)
      ? readFileSync(path, 'utf8')
          .split(/\r?\n/)
          .filter((line) => line !== '')
      : [];
  } catch {
    return [];
  }
}
