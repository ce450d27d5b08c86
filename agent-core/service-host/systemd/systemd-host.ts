/** The service as a unit of systemd. */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { replaceFile } from '../../system/replace-file.ts';
import type { AgentProgram } from '../agent-program.ts';
import { findGroup } from '../find-group.ts';
import type { ServiceHost, ServiceState } from '../service-host.ts';
import { tryChange } from '../try-change.ts';
import { readJournal, systemctl } from './systemctl.ts';
import { parseUnitState, unitProperties } from './unit-state.ts';
import { approversIn, unitMark, unitText } from './unit-text.ts';

export interface SystemdHostOptions {
  readonly dataDir: string;
  readonly program: AgentProgram;
  readonly unitDir: string;
  readonly isRoot: boolean;
  /** Whether the data folder is the machine's; the unit of another one carries a mark of its folder in its name. */
  readonly isUsual: boolean;
}

const shownLines = 10;

export function createSystemdHost({ dataDir, program, unitDir, isRoot, isUsual }: SystemdHostOptions): ServiceHost {
  const folderMark = createHash('sha256').update(dataDir).digest('hex').slice(0, 8);
  const unit = isUsual ? 'bridgehead.service' : `bridgehead-${folderMark}.service`;
  const unitPath = join(unitDir, unit);
  const readUnit = () => (existsSync(unitPath) ? readFileSync(unitPath, 'utf8') : null);

  const asRoot = (change: () => Promise<Result<boolean>>): Promise<Result<boolean>> =>
    tryChange(unitPath, async () => {
      if (!isRoot) return fail(problem('service.not-permitted', `${unit} belongs to root`));
      const found = readUnit();
      if (found !== null && !found.startsWith(unitMark)) return fail(problem('service.foreign-unit', unitPath));
      return change();
    });

  const read = (): Promise<Result<ServiceState>> =>
    tryChange(unitPath, async () => {
      if (readUnit() === null) return succeed({ kind: 'notInstalled' });
      const shown = await systemctl('show', unit, '--timestamp=unix', `--property=${unitProperties.join(',')}`);
      return shown.ok ? succeed(parseUnitState(shown.value)) : shown;
    });

  /** Asks for a change unless the unit is already as it should be. */
  const changeUnless = (isDone: (state: ServiceState) => boolean, verb: 'start' | 'stop' | 'restart') =>
    asRoot(async () => {
      const state = await read();
      if (!state.ok) return state;
      if (state.value.kind === 'notInstalled') return fail(problem('service.not-installed', unitPath));
      return isDone(state.value) ? succeed(false) : changed(await systemctl(verb, unit));
    });

  return {
    kind: 'systemd',
    name: unit,
    read,
    approvers: () => approversIn(readUnit() ?? ''),
    install: (chosen) =>
      asRoot(async () => {
        const approvers = chosen === undefined ? approversIn(readUnit() ?? '') : chosen;
        if (approvers !== null && findGroup(approvers) === null) return fail(problem('agent.unknown-group', approvers));
        // systemd lets the agent write to folders that are there, and to no others.
        if (!existsSync(dataDir)) {
          mkdirSync(dataDir, { recursive: true });
          chmodSync(dataDir, 0o711);
        }
        const wanted = unitText(dataDir, program, approvers);
        const isNew = readUnit() !== wanted;
        if (isNew) replaceFile(unitPath, wanted, 0o644);
        // Also when the text is the same: the time before may have ended between the file and these.
        for (const words of [['daemon-reload'], ['enable', unit]]) {
          const done = await systemctl(...words);
          if (!done.ok) return done;
        }
        return succeed(isNew);
      }),
    start: () => changeUnless(({ kind }) => kind === 'running', 'start'),
    stop: () => changeUnless(({ kind }) => kind === 'stopped', 'stop'),
    restart: () => changeUnless(() => false, 'restart'),
    uninstall: () =>
      asRoot(async () => {
        if (readUnit() === null) return succeed(false);
        const disabled = await systemctl('disable', '--now', unit);
        if (!disabled.ok) return disabled;
        rmSync(unitPath);
        // Forgets that it failed; it is refused for a unit that never did.
        await systemctl('reset-failed', unit);
        return changed(await systemctl('daemon-reload'));
      }),
    account: null,
    lastLines: () => readJournal(unit, shownLines),
  };
}

const changed = (done: Result<string>): Result<boolean> => (done.ok ? succeed(true) : done);
