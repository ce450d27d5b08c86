/**
 * One-line breaks of the product, each with the tests that must notice. The list grows with every issue: a rule that protects
 * accounts is worth a line here.
 */
import { approvalSabotages } from './approval-sabotages.ts';
import { deltaSabotages } from './delta-sabotages.ts';
import { directorySabotages } from './directory-sabotages.ts';
import { groupSabotages } from './group-sabotages.ts';
import { guardLimitSabotages } from './guard-limit-sabotages.ts';
import { guardSabotages } from './guard-sabotages.ts';
import { installerSabotages } from './installer-sabotages.ts';
import { matchingSabotages } from './matching-sabotages.ts';
import { nameSabotages } from './name-sabotages.ts';
import { pacingSabotages } from './pacing-sabotages.ts';
import { provisioningSabotages } from './provisioning-sabotages.ts';
import { registrationSabotages } from './registration-sabotages.ts';
import { removalSabotages } from './removal-sabotages.ts';
import { rightsSabotages } from './rights-sabotages.ts';
import { scopeSabotages } from './scope-sabotages.ts';
import { serviceAccountSabotages } from './service-account-sabotages.ts';
import { setUpSabotages } from './set-up-sabotages.ts';
import { tellingSabotages } from './telling-sabotages.ts';
import { timeSabotages } from './time-sabotages.ts';
import { updateSabotages } from './update-sabotages.ts';
import { windowSabotages } from './window-sabotages.ts';
import { windowsSabotages } from './windows-sabotages.ts';

export interface Sabotage {
  /** What the product no longer does. */
  readonly breaks: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  readonly project: 'pure' | 'scenario' | 'process' | 'lab' | 'own-lab' | 'desktop';
  /** The test file that goes red. */
  readonly test: string;
}

export const sabotages: readonly Sabotage[] = [
  ...registrationSabotages,
  ...setUpSabotages,
  ...groupSabotages,
  ...approvalSabotages,
  ...guardSabotages,
  ...guardLimitSabotages,
  ...installerSabotages,
  ...matchingSabotages,
  ...nameSabotages,
  ...updateSabotages,
  ...windowSabotages,
  ...windowsSabotages,
  ...provisioningSabotages,
  ...rightsSabotages,
  ...serviceAccountSabotages,
  ...tellingSabotages,
  {
    breaks: 'the anchor rule: mS-DS-ConsistencyGuid wins where it is set',
    file: 'agent-core/sync/anchor.ts',
    find: "=== null ? 'objectGUID' : 'mS-DS-ConsistencyGuid'",
    replace: "=== '' ? 'mS-DS-ConsistencyGuid' : 'objectGUID'",
    project: 'pure',
    test: 'test/agent-core/sync/anchor.test.ts',
  },
  {
    breaks: 'whoever gives a name up goes before whoever takes it',
    file: 'agent-core/sync/plan.ts',
    find: 'giversFirst(unordered.toSorted(inOrder(unordered, ways)))',
    replace: 'unordered.toSorted(inOrder(unordered, ways))',
    project: 'scenario',
    test: 'test/scenarios/names.test.ts',
  },
  {
    breaks: 'a group makes way for its people after they have become members',
    file: 'agent-core/sync/plan.ts',
    find: 'if (ways.has(change)) return afterLinks;',
    replace: '',
    project: 'scenario',
    test: 'test/scenarios/transitive-members.test.ts',
  },
  {
    breaks: 'names that go round in a circle are moved aside',
    file: 'agent-core/sync/wave.ts',
    find: 'if (takers.length === 0) return new Map();',
    replace: 'if (takers.length >= 0) return new Map();',
    project: 'scenario',
    test: 'test/scenarios/names.test.ts',
  },
  {
    breaks: 'the second run is empty',
    file: 'agent-core/sync/compare-values.ts',
    find: 'const before = existing[name] ?? null;',
    replace: 'const before = null;',
    project: 'lab',
    test: 'test/agent-core/service/agent.lab.test.ts',
  },
  {
    breaks: 'R30: a lost reply does not lead to a second user',
    file: 'agent-core/entra/graph-tenant.ts',
    find: 'if (!mayHaveBeenCreated.has(created.problem.code)) return created;',
    replace: 'return created;',
    project: 'lab',
    test: 'test/agent-core/entra/graph-tenant.lab.test.ts',
  },
  {
    breaks: 'an older client is not answered what its version of the protocol does not have',
    file: 'agent-core/service/control-connection.ts',
    find: 'if (since > protocol)',
    replace: 'if (since > protocol + 1)',
    project: 'pure',
    test: 'test/agent-core/service/client-versions.test.ts',
  },
  {
    breaks: 'a run ends between two changes before the disk is full',
    file: 'agent-core/service/runner.ts',
    find: 'intend: (intentions) => whileThereIsRoom(() => opened.value.intend(intentions)),',
    replace: 'intend: (intentions) => opened.value.intend(intentions),',
    project: 'pure',
    test: 'test/agent-core/service/runner.test.ts',
  },
  {
    breaks: 'hours of sleep are made up for by one run, not by as many as were missed',
    file: 'agent-core/service/schedule.ts',
    find: 'this.#countedFromMs = this.#parts.clock.monotonicMs();\n    this.#parts.onRefusal(null);',
    replace: 'this.#countedFromMs += 120_000;\n    this.#parts.onRefusal(null);',
    project: 'pure',
    test: 'test/agent-core/service/schedule.test.ts',
  },
  {
    breaks: 'settings that somebody else saved in between are not overwritten unseen',
    file: 'agent-core/service/requests/settings-save.ts',
    find: 'if (saved.revision !== baseRevision) {',
    replace: 'if (saved.revision < baseRevision) {',
    project: 'pure',
    test: 'test/agent-core/service/requests/settings-requests.test.ts',
  },
  {
    breaks: 'a stored password is not sent to a controller that settings alone name',
    file: 'agent-core/service/unproven-changes.ts',
    find: '      controllers,\n      security,\n',
    replace: '',
    project: 'pure',
    test: 'test/agent-core/service/requests/settings-requests.test.ts',
  },
  {
    breaks: 'nothing secret is logged',
    file: 'agent-core/service/requests/setup-apply.ts',
    find: "parts.log.info('set up', { tenant: tenantId,",
    replace: "parts.log.info('set up', { tenant: tenantId, domainPasswords,",
    project: 'lab',
    test: 'test/agent-core/service/secrecy.lab.test.ts',
  },
  {
    breaks: 'the handshake comes first',
    file: 'agent-core/service/control-connection.ts',
    find: 'if (agreed === null) return toReply',
    replace: 'if (false) return toReply',
    project: 'pure',
    test: 'test/agent-core/service/control-connection.test.ts',
  },
  {
    breaks: 'of a request that does not fit nothing is quoted: it may hold a password',
    file: 'agent-core/contract/describe-issue.ts',
    find: 'wordsFor(issue)}',
    replace: 'wordsFor(issue) + JSON.stringify(found)}',
    project: 'pure',
    test: 'test/agent-core/service/control-connection.test.ts',
  },
  {
    breaks: 'a connection may do only what its door allows',
    file: 'agent-core/service/control-connection.ts',
    find: 'if (!permissions.includes(permission))',
    replace: 'if (permissions.length === 0)',
    project: 'pure',
    test: 'test/agent-core/service/control-connection.test.ts',
  },
  {
    breaks: 'a message that is too long is refused by its header',
    file: 'agent-core/service/limit-message-size.ts',
    find: 'if (length === null || length > maxBytes)',
    replace: 'if (length === null)',
    project: 'pure',
    test: 'test/agent-core/service/limit-message-size.test.ts',
  },
  {
    breaks: 'the desktop answers its own page only (sender check)',
    file: 'electron/answer-call.ts',
    find: 'sender.isTopFrame && sender.origin === pageOrigin',
    replace: 'sender.isTopFrame || sender.origin === pageOrigin',
    project: 'desktop',
    test: 'test/desktop/protection.desktop.test.ts',
  },
  {
    breaks: 'pages are loaded under a nonce of their own',
    file: 'electron/page-files.ts',
    find: "randomBytes(16).toString('base64')",
    replace: "Buffer.alloc(16).toString('base64')",
    project: 'pure',
    test: 'test/electron/page-files.test.ts',
  },
  {
    breaks: 'R4: a changed anchor is held',
    file: 'agent-core/sync/map.ts',
    find: 'if (previous !== undefined && previous !== anchor.value)',
    replace: 'if (previous === null)',
    project: 'scenario',
    test: 'test/scenarios/anchors.test.ts',
  },
  {
    breaks: 'a tenant that was read in part plans nothing',
    file: 'agent-core/sync/diff-sides.ts',
    find: 'return reading.problem === null ? reading.objects : null;',
    replace: 'return reading.objects;',
    project: 'scenario',
    test: 'test/scenarios/trouble.test.ts',
  },
  {
    breaks: 'a preview writes nothing',
    file: 'agent-core/service/runner.ts',
    find: "() => ({ kind: 'preview' })",
    replace: "(sides) => ({ kind: 'apply', writer: sides.tenant })",
    project: 'lab',
    test: 'test/agent-core/service/agent.lab.test.ts',
  },
  {
    breaks: 'the journal of a record is not played into a copy that was put in its place',
    file: 'agent-core/storage/record-database.ts',
    find: '!isInWalMode(path)',
    replace: 'false',
    project: 'pure',
    test: 'test/agent-core/storage/record-database.test.ts',
  },
  {
    breaks: 'a damaged record keeps the agent from writing',
    file: 'agent-core/storage/record-database.ts',
    find: 'if (isSetAside(path) && !isNewRecordWanted)',
    replace: 'if (isSetAside(path) && isNewRecordWanted)',
    project: 'pure',
    test: 'test/agent-core/storage/record-database.test.ts',
  },
  {
    breaks: 'a record that is gone is not taken for one that never was',
    file: 'agent-core/storage/record-database.ts',
    find: 'if (hasCopies(backupsDir) && !isNewRecordWanted)',
    replace: 'if (!hasCopies(backupsDir) && isNewRecordWanted)',
    project: 'pure',
    test: 'test/agent-core/storage/record-database.test.ts',
  },
  {
    breaks: 'a new record never overwrites a copy of an older one',
    file: 'agent-core/storage/record-database.ts',
    find: 'keepCopiesApart(backupsDir, now);',
    replace: '',
    project: 'pure',
    test: 'test/agent-core/storage/record-database.test.ts',
  },
  {
    breaks: 'a damaged key is no dead end',
    file: 'agent-core/service/ensure-credential.ts',
    find: "stored.problem.code === 'certificate.damaged'",
    replace: "stored.problem.code === 'secret.unreadable'",
    project: 'pure',
    test: 'test/agent-core/service/requests/certificate-create.test.ts',
  },
  {
    breaks: 'a change under way when the agent is killed is in the record',
    file: 'agent-core/storage/run-history.ts',
    find: 'unknown.note(runId, position, clock.now());',
    replace: '',
    project: 'pure',
    test: 'test/agent-core/storage/run-history.test.ts',
  },
  {
    breaks: 'the next run says what became of a change that nobody knew about',
    file: 'agent-core/sync/import.ts',
    find: 'settled: settleUnknown(memory.unknown.read(), { users: tenant, groups, links }),',
    replace: 'settled: settleUnknown([], { users: tenant, groups, links }),',
    project: 'pure',
    test: 'test/agent-core/service/start-agent.test.ts',
  },
  {
    breaks: 'a client of protocol 2 is never sent a change that it cannot read',
    file: 'agent-core/service/older-clients.ts',
    find: 'if (protocol >= protocolVersion) return reply;',
    replace: 'if (protocol >= 2) return reply;',
    project: 'pure',
    test: 'test/agent-core/service/older-clients.test.ts',
  },
  {
    breaks: 'a set-up does not replace the domain of linked objects silently',
    file: 'agent-core/service/requests/setup-apply.ts',
    find: 'if (replaced !== null && !mayReplace)',
    replace: 'if (replaced === null && !mayReplace)',
    project: 'pure',
    test: 'test/agent-core/service/requests/setup-apply.test.ts',
  },
  {
    breaks: 'R4: an anchor that joined another object is not taken over',
    file: 'agent-core/sync/collisions.ts',
    find: 'note(takenFromOthers(everything, anchors, context.links));',
    replace: '',
    project: 'scenario',
    test: 'test/scenarios/anchors.test.ts',
  },
  {
    breaks: 'R13: a block that somebody lifted is forgotten',
    file: 'agent-core/storage/run-history.ts',
    find: 'joined.filter(({ isSignInAllowed }) => isSignInAllowed)',
    replace: 'joined.filter(() => false)',
    project: 'pure',
    test: 'test/agent-core/storage/run-history.test.ts',
  },
  {
    breaks: 'R13: a block is remembered before it is made',
    file: 'agent-core/sync/apply.ts',
    find: 'const intended = log.intend(intentions);',
    replace: 'const intended = { ok: true } as ReturnType<typeof log.intend>;',
    project: 'scenario',
    test: 'test/scenarios/leaver.test.ts',
  },
  {
    breaks: 'a page of a proxy does not pass for a change that was made',
    file: 'agent-core/entra/graph.ts',
    find: 'if (reply.value.status === 204) return succeed(undefined);',
    replace: 'if (reply.value.status < 300) return succeed(undefined);',
    project: 'pure',
    test: 'test/agent-core/entra/graph.test.ts',
  },
  {
    breaks: 'the access token goes to Graph alone',
    file: 'agent-core/entra/graph-exchange.ts',
    find: 'new URL(pathOrLink).origin === new URL(origin).origin',
    replace: 'new URL(pathOrLink).protocol === new URL(origin).protocol',
    project: 'pure',
    test: 'test/agent-core/entra/graph.test.ts',
  },
  {
    breaks: 'a client talks to a socket of its own agent only',
    file: 'agent-core/client/verify-agent.ts',
    find: 'if ((folder.mode & groupOrOtherMayWrite) !== 0)',
    replace: 'if ((folder.mode & groupOrOtherMayWrite) === -1)',
    project: 'pure',
    test: 'test/agent-core/client/verify-agent.test.ts',
  },
  {
    breaks: 'a folder that somebody else prepared is refused',
    file: 'agent-core/storage/data-folder.ts',
    find: 'if (found.uid !== process.getuid?.())',
    replace: 'if (found.uid === -1)',
    project: 'pure',
    test: 'test/agent-core/storage/data-folder.test.ts',
  },
  {
    breaks: 'two agents never share a data folder',
    file: 'agent-core/storage/data-folder.ts',
    find: "lock.exec('BEGIN EXCLUSIVE');",
    replace: "lock.exec('SELECT 1');",
    project: 'pure',
    test: 'test/agent-core/storage/data-folder.test.ts',
  },
  ...directorySabotages,
  ...deltaSabotages,
  ...removalSabotages,
  ...scopeSabotages,
  ...timeSabotages,
  ...pacingSabotages,
  {
    breaks: 'a process that took over the number of an agent is never signalled',
    file: 'agent-core/service-host/supervisor/process-identity.ts',
    find: 'found !== null && found.startTicks === startTicks',
    replace: 'found !== null',
    project: 'pure',
    test: 'test/agent-core/service-host/supervisor/process-identity.test.ts',
  },
  {
    breaks: 'an agent whose supervisor is gone ends with it',
    file: 'agent-core/service/process-life.ts',
    find: "  process.once('disconnect', endBy(0));",
    replace: '',
    project: 'process',
    test: 'test/agent-core/service-host/supervisor/supervised-service.process.test.ts',
  },
  {
    breaks: 'a unit of systemd that somebody else wrote is left alone',
    file: 'agent-core/service-host/systemd/systemd-host.ts',
    find: '!found.startsWith(unitMark)',
    replace: 'false',
    project: 'pure',
    test: 'test/agent-core/service-host/systemd/systemd-host.test.ts',
  },
  {
    breaks: 'the problems of an agent that is away are not told to be over',
    file: 'electron/tray/tray-notices.ts',
    find: '{ ofAgent: before.ofAgent, ofConnection: connection.problem }',
    replace: '{ ofAgent: [], ofConnection: connection.problem }',
    project: 'pure',
    test: 'test/electron/tray/tray-state.test.ts',
  },
];
