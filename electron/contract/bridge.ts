/** What a page may ask of the main process and what it is told: this list is all there is between a page and the machine. */
import { z } from 'zod';
import { agentStateSchema } from '../../agent-core/contract/agent-state.ts';
import { controlEvents, controlRequests } from '../../agent-core/contract/control-api.ts';
import { problemSchema } from '../../agent-core/contract/problem.ts';
import { permissionSchema } from '../../agent-core/contract/request-specification.ts';
import type { Result } from '../../agent-core/contract/result.ts';
import { administrationCalls } from './administration-calls.ts';
import { serviceCalls } from './service-calls.ts';
import { setUpCalls, setUpEvents } from './set-up-calls.ts';

export type { AgentActivity, AgentState } from '../../agent-core/contract/agent-state.ts';
export type { Decision, Exemption, HeldChange } from '../../agent-core/contract/approval-requests.ts';
export type { AuditAct, AuditEntry } from '../../agent-core/contract/audit-requests.ts';
export type { RepairCheck } from '../../agent-core/contract/care-requests.ts';
export type { CertificateState } from '../../agent-core/contract/certificate-requests.ts';
export type {
  DirectoryDiscovery,
  DirectoryGroup,
  DirectoryUnit,
  DirectoryVerification,
} from '../../agent-core/contract/directory-requests.ts';
export type { RunId } from '../../agent-core/contract/identifiers.ts';
export type { LogLevel, LogLine } from '../../agent-core/contract/log-requests.ts';
export type {
  FoundObject,
  LeftOutObject,
  LeftOutReason,
  ReadingBasis,
  ReasonKind,
  ScopeAnswer,
} from '../../agent-core/contract/object-requests.ts';
export type {
  AttributeChange,
  AttributeValue,
  Change,
  ChangeKind,
  Finding,
  LinkChange,
} from '../../agent-core/contract/plan.ts';
export type { Problem } from '../../agent-core/contract/problem.ts';
export type {
  ProvisioningAction,
  ProvisioningRecord,
  ProvisioningStatus,
} from '../../agent-core/contract/provisioning-record.ts';
export type { Registration, TenantInspection } from '../../agent-core/contract/registration-requests.ts';
export type { Permission } from '../../agent-core/contract/request-specification.ts';
export type { Result } from '../../agent-core/contract/result.ts';
export type { Fate, Outcome, ReportEntry, RunReport, RunStep } from '../../agent-core/contract/run-report.ts';
export type { UpdateProgress } from '../../agent-core/contract/update-exchange.ts';
export type { UpdateDecision, UpdateState } from '../../agent-core/contract/update-requests.ts';
export type { UpdateSettings, Weekday } from '../../agent-core/contract/update-settings.ts';
export type {
  AccountSurroundings,
  EnsuredManagedAccount,
  ManagedAccountReport,
  RightsTable,
} from './administration-calls.ts';
export type { ServiceView } from './service-calls.ts';
export type {
  ChosenFile,
  DeviceCode,
  DomainDraft,
  Pairing,
  PeopleSignIn,
  Scope,
  Settings,
  SetupProgress,
  SetupStep,
  SignInWay,
  TenantDraft,
} from './set-up-calls.ts';

/**
 *   connecting --> connected <--> disconnected        every state but connected is left by the next attempt that succeeds
 *        |                             |
 *        +------> incompatible <-------+              the agent answers, but speaks another version
 */
export const agentConnectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connecting') }),
  z.object({
    kind: z.literal('connected'),
    state: agentStateSchema,
    /** What the person in front of the page may do with this agent. */
    permissions: z.array(permissionSchema).readonly(),
  }),
  z.object({ kind: z.literal('disconnected'), problem: problemSchema }),
  z.object({ kind: z.literal('incompatible'), problem: problemSchema }),
]);
export type AgentConnection = z.infer<typeof agentConnectionSchema>;

interface CallSpecification {
  readonly argument: z.ZodType;
  readonly reply: z.ZodType;
}

const {
  'agent.repair': agentRepair,
  'certificate.read': certificateRead,
  'log.read': logRead,
  'objects.find': objectsFind,
  'objects.reasons': objectsReasons,
  'objects.leftOut': objectsLeftOut,
  'settings.get': settingsGet,
  'run.start': runStart,
  'run.entries': runEntries,
  'plan.create': planCreate,
  'plan.entries': planEntries,
  'approvals.findings': findings,
  'approvals.list': heldList,
  'approvals.approve': approve,
  'approvals.takeBack': takeBack,
  'approvals.reject': reject,
  'approvals.exempt': exempt,
  'approvals.decisions': decisions,
  'audit.read': auditRead,
  'audit.verify': auditVerify,
  'provisioning.read': provisioningRead,
  'schedule.pause': schedulePause,
  'schedule.resume': scheduleResume,
  'updates.status': updatesStatus,
  'updates.check': updatesCheck,
  'updates.install': updatesInstall,
  'updates.settings': updatesSettings,
} = controlRequests;

export const bridgeCalls = {
  'connection.read': { argument: z.object({}), reply: agentConnectionSchema },
  'run.start': { argument: runStart.parameters, reply: runStart.reply },
  'run.entries': { argument: runEntries.parameters, reply: runEntries.reply },
  'plan.create': { argument: planCreate.parameters.omit({ domainPasswords: true }), reply: planCreate.reply },
  'plan.entries': { argument: planEntries.parameters, reply: planEntries.reply },
  'schedule.pause': { argument: schedulePause.parameters, reply: schedulePause.reply },
  'schedule.resume': { argument: scheduleResume.parameters, reply: scheduleResume.reply },
  'approvals.findings': { argument: findings.parameters, reply: findings.reply },
  'approvals.list': { argument: heldList.parameters, reply: heldList.reply },
  /** Who decides is added by the main process. */
  'approvals.approve': { argument: approve.parameters.omit({ person: true }), reply: approve.reply },
  'approvals.takeBack': { argument: takeBack.parameters.omit({ person: true }), reply: takeBack.reply },
  'approvals.reject': { argument: reject.parameters.omit({ person: true }), reply: reject.reply },
  'approvals.exempt': { argument: exempt.parameters.omit({ person: true }), reply: exempt.reply },
  'approvals.decisions': { argument: decisions.parameters, reply: decisions.reply },
  'audit.read': { argument: auditRead.parameters, reply: auditRead.reply },
  'audit.verify': { argument: auditVerify.parameters, reply: auditVerify.reply },
  'provisioning.read': { argument: provisioningRead.parameters, reply: provisioningRead.reply },
  'objects.find': { argument: objectsFind.parameters, reply: objectsFind.reply },
  'objects.reasons': { argument: objectsReasons.parameters, reply: objectsReasons.reply },
  'objects.leftOut': { argument: objectsLeftOut.parameters, reply: objectsLeftOut.reply },
  'log.read': { argument: logRead.parameters, reply: logRead.reply },
  'settings.get': { argument: settingsGet.parameters, reply: settingsGet.reply },
  'certificate.read': { argument: certificateRead.parameters, reply: certificateRead.reply },
  'agent.repair': { argument: agentRepair.parameters, reply: agentRepair.reply },
  'updates.status': { argument: updatesStatus.parameters, reply: updatesStatus.reply },
  'updates.check': { argument: updatesCheck.parameters, reply: updatesCheck.reply },
  'updates.install': { argument: updatesInstall.parameters, reply: updatesInstall.reply },
  'updates.settings': { argument: updatesSettings.parameters, reply: updatesSettings.reply },
  ...serviceCalls,
  ...administrationCalls,
  ...setUpCalls,
} as const satisfies Record<string, CallSpecification>;

export const bridgeEvents = {
  'connection.changed': agentConnectionSchema,
  'setup.progressed': controlEvents['setup.progressed'],
  ...setUpEvents,
} as const satisfies Record<string, z.ZodType>;

export type BridgeCallName = keyof typeof bridgeCalls;
export type ArgumentOf<Name extends BridgeCallName> = z.output<(typeof bridgeCalls)[Name]['argument']>;
export type ArgumentInputOf<Name extends BridgeCallName> = z.input<(typeof bridgeCalls)[Name]['argument']>;
export type ReplyOf<Name extends BridgeCallName> = z.output<(typeof bridgeCalls)[Name]['reply']>;
export type BridgeEventName = keyof typeof bridgeEvents;
export type BridgeEventOf<Name extends BridgeEventName> = z.output<(typeof bridgeEvents)[Name]>;

/** The main process's half. A call without a responder does not compile. */
export type BridgeResponders = {
  readonly [Name in BridgeCallName]: (argument: ArgumentOf<Name>) => Promise<Result<ReplyOf<Name>>>;
};

/** The page's half: `window.bridgehead`. A call never throws for trouble that can be expected; it answers with a problem. */
export interface Bridge {
  call<Name extends BridgeCallName>(name: Name, argument: ArgumentInputOf<Name>): Promise<Result<ReplyOf<Name>>>;
  /** @returns ends the listening */
  listen<Name extends BridgeEventName>(name: Name, listener: (event: BridgeEventOf<Name>) => void): () => void;
}
