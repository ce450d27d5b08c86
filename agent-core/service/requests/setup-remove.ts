/** setup.remove: forgets settings, key, passwords and what was decided. Nothing in the directory or the tenant is touched. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { ApprovalStore } from '../../storage/approvals.ts';
import type { HeldChanges } from '../../storage/held-changes.ts';
import type { SecretStore } from '../../storage/secret-files.ts';
import type { SettingsStore } from '../../storage/settings-store.ts';
import type { AgentLog } from '../agent-log.ts';
import type { AgentStatus } from '../agent-status.ts';
import type { Audit } from '../audit.ts';
import { describeCaller } from '../describe-caller.ts';
import type { Pairing } from '../pairing.ts';
import type { Responder } from '../responder.ts';

export interface RemoveParts {
  readonly settingsStore: SettingsStore;
  readonly heldChanges: HeldChanges;
  readonly approvals: ApprovalStore;
  readonly secrets: SecretStore;
  readonly pairing: Pairing;
  readonly status: AgentStatus;
  readonly log: AgentLog;
  readonly audit: Audit;
}

export const removeSetup =
  ({
    settingsStore,
    heldChanges,
    approvals,
    secrets,
    pairing,
    status,
    log,
    audit,
  }: RemoveParts): Responder<'setup.remove'> =>
  (_parameters, _signal, caller) => {
    if (status.read().activity.kind === 'running')
      return fail(problem('run.in-progress', 'remove the set-up after it'));
    // Nothing can be decided about what nobody will do. Whoever is set up still holds it anew with the next run.
    const forgotten = heldChanges.forget();
    if (!forgotten.ok) return forgotten;
    // Whoever sets it up again decides again: nobody expects that an exemption from before still counts.
    const undecided = approvals.forget();
    if (!undecided.ok) return undecided;
    // The settings before the secrets: a crash in between leaves secrets that nothing names, never settings without their secrets.
    const cleared = settingsStore.clear();
    if (!cleared.ok) return cleared;
    secrets.removeAll();
    pairing.forget();
    status.endSetup(pairing.restingActivity());
    audit.note('setUpRemoved', caller, 'settings, key, passwords and decisions were forgotten');
    log.info('set-up removed; the tenant is as it was', { by: describeCaller(caller) });
    return succeed({});
  };
