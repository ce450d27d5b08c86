/** updates.install: a person wants this version now, whatever window, delay and pause say. Signed and newer it has to be all the same. */
import { succeed } from '../../contract/result.ts';
import { defaultUpdates } from '../../contract/update-settings.ts';
import type { AgentLog } from '../agent-log.ts';
import type { Audit } from '../audit.ts';
import { describeCaller } from '../describe-caller.ts';
import type { Responder } from '../responder.ts';
import { readUpdates } from '../updates/read-updates.ts';
import type { UpdateParts } from './updates-check.ts';

export interface InstallParts extends UpdateParts {
  readonly audit: Audit;
  readonly log: AgentLog;
}

export const installUpdate =
  (parts: InstallParts): Responder<'updates.install'> =>
  async ({ version }, signal, caller) => {
    const { updater, audit, log, status } = parts;
    const { channel } = parts.readSettings() ?? defaultUpdates;
    const asked = await updater.ask({ kind: 'install', channel, version }, signal);
    if (!asked.ok) return asked;
    audit.note('updateStarted', caller, version);
    log.info('update asked for', { version, by: describeCaller(caller) });
    status.announce();
    return succeed(readUpdates(parts));
  };
