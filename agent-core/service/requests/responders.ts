/** Every control request and the one responder that answers it. */
import type { AuditTrail } from '../../storage/audit-trail.ts';
import type { ProvisioningReader } from '../../storage/provisioning-reader.ts';
import type { RunHistory } from '../../storage/run-history.ts';
import type { SettingsStore } from '../../storage/settings-store.ts';
import type { AgentStatus } from '../agent-status.ts';
import type { SurveyParts } from '../find-survey.ts';
import type { Pairing } from '../pairing.ts';
import type { PreviewLog } from '../preview-log.ts';
import type { Responders } from '../responder.ts';
import type { Runner } from '../runner.ts';
import type { DiscoverDirectory } from '../survey-directory.ts';
import type { UpdaterLink } from '../updates/updater-link.ts';
import { ensureAccount, inspectAccount, readAccountSurroundings, removeAccount } from './account-change.ts';
import { type RepairParts, repairAgent } from './agent-repair.ts';
import { approveChanges, type DecisionParts, rejectChanges } from './approvals-decide.ts';
import { exemptObject } from './approvals-exempt.ts';
import { listHeldChanges, readDecisions, readFindings } from './approvals-read.ts';
import { takeBackDecisions } from './approvals-take-back.ts';
import { readAudit, verifyAudit } from './audit-read.ts';
import { createCertificate } from './certificate-create.ts';
import { readCertificate } from './certificate-read.ts';
import { discoverDirectory } from './directory-discover.ts';
import { findDirectoryGroups } from './directory-groups.ts';
import { changePassword } from './directory-password.ts';
import { readDirectoryUnits } from './directory-units.ts';
import { verifyDirectory } from './directory-verify.ts';
import { type ReadLog, readLog } from './log-read.ts';
import { countReasons, findObjects, listLeftOut, type ObjectParts } from './objects-ask.ts';
import { createPlan } from './plan-create.ts';
import { readPlanEntries } from './plan-entries.ts';
import { readProvisioning } from './provisioning-read.ts';
import { applyRegistration } from './registration-apply.ts';
import { checkRegistration } from './registration-check.ts';
import { type RemovalParts, removeRegistration } from './registration-remove.ts';
import { writeRegistrationScript } from './registration-script.ts';
import { applyRights, previewRights, type RightsParts, removeRights } from './rights-change.ts';
import { cancelRun } from './run-cancel.ts';
import { readRunEntries } from './run-entries.ts';
import { startRun } from './run-start.ts';
import { waitForRun } from './run-wait.ts';
import { changeSchedule } from './schedule-change.ts';
import { getSettings } from './settings-get.ts';
import { saveSettings } from './settings-save.ts';
import { applySetup, type SetupParts } from './setup-apply.ts';
import { type RemoveParts, removeSetup } from './setup-remove.ts';
import { readState } from './state-read.ts';
import { inspectTenant } from './tenant-inspect.ts';
import { checkUpdates } from './updates-check.ts';
import { installUpdate } from './updates-install.ts';
import { changeUpdates } from './updates-settings.ts';
import { updatesStatus } from './updates-status.ts';

export interface ResponderParts
  extends SetupParts,
    RepairParts,
    RemoveParts,
    RemovalParts,
    SurveyParts,
    DecisionParts,
    RightsParts,
    ObjectParts {
  readonly auditTrail: AuditTrail;
  readonly settingsStore: SettingsStore;
  readonly pairing: Pairing;
  readonly status: AgentStatus;
  readonly discoverDirectory: DiscoverDirectory;
  readonly readLog: ReadLog;
  readonly provisioning: Pick<ProvisioningReader, 'read'>;
  readonly runner: Runner;
  readonly history: RunHistory;
  readonly previews: PreviewLog;
  readonly updater: UpdaterLink;
}

export function createResponders(parts: ResponderParts): Responders {
  const { status, runner, history, previews, settingsStore } = parts;
  const updates = { ...parts, readSettings: () => settingsStore.read()?.settings.updates ?? null };
  return {
    'state.read': readState(status),
    'certificate.create': createCertificate(parts),
    'certificate.read': readCertificate(parts),
    'directory.discover': discoverDirectory(parts.discoverDirectory),
    'directory.verify': verifyDirectory(parts),
    'directory.units': readDirectoryUnits(parts),
    'directory.groups': findDirectoryGroups(parts),
    'directory.password': changePassword(parts),
    'tenant.inspect': inspectTenant(parts.registrar),
    'registration.apply': applyRegistration(parts),
    'registration.remove': removeRegistration(parts),
    'registration.check': checkRegistration(parts),
    'registration.script': writeRegistrationScript(parts),
    'account.here': readAccountSurroundings(),
    'account.inspect': inspectAccount(parts),
    'account.ensure': ensureAccount(parts),
    'account.remove': removeAccount(parts),
    'rights.preview': previewRights(parts),
    'rights.apply': applyRights(parts),
    'rights.remove': removeRights(parts),
    'setup.apply': applySetup(parts),
    'settings.get': getSettings(parts.settingsStore),
    'settings.save': saveSettings(parts),
    'schedule.pause': changeSchedule(parts, true),
    'schedule.resume': changeSchedule(parts, false),
    'updates.status': updatesStatus(updates),
    'updates.check': checkUpdates(updates),
    'updates.install': installUpdate(updates),
    'updates.settings': changeUpdates(parts),
    'log.read': readLog(parts.readLog),
    'approvals.findings': readFindings(parts),
    'approvals.list': listHeldChanges(parts),
    'approvals.approve': approveChanges(parts),
    'approvals.takeBack': takeBackDecisions(parts),
    'approvals.reject': rejectChanges(parts),
    'approvals.exempt': exemptObject(parts),
    'approvals.decisions': readDecisions(parts),
    'audit.read': readAudit(parts.auditTrail),
    'audit.verify': verifyAudit(parts.auditTrail),
    'objects.find': findObjects(parts),
    'objects.reasons': countReasons(parts),
    'objects.leftOut': listLeftOut(parts),
    'provisioning.read': readProvisioning(parts.provisioning),
    'agent.repair': repairAgent(parts),
    'setup.remove': removeSetup(parts),
    'run.start': startRun(runner, parts.audit),
    'run.wait': waitForRun(runner, history),
    'run.cancel': cancelRun(runner),
    'run.entries': readRunEntries(history),
    'plan.create': createPlan(runner, parts.settingsStore),
    'plan.entries': readPlanEntries(previews),
  };
}
