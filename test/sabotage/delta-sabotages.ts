/** Breaks of how the changes of a domain are followed, and of what is remembered of it. */
import type { Sabotage } from './sabotages.ts';

const followChanges = 'agent-core/active-directory/changes/follow-changes.ts';
const bringUpToDate = 'agent-core/active-directory/changes/bring-up-to-date.ts';
const whyReadAnew = 'agent-core/active-directory/changes/why-read-anew.ts';
const pure = { project: 'pure', test: 'test/agent-core/active-directory/changes/bring-up-to-date.test.ts' } as const;
const byMemory = { project: 'pure', test: 'test/agent-core/sync/import-open.test.ts' } as const;
const tenant = { project: 'pure', test: 'test/agent-core/sync/refresh-tenant.test.ts' } as const;
const lab = { project: 'lab', test: 'test/agent-core/active-directory/remembering-source.lab.test.ts' } as const;

export const deltaSabotages: readonly Sabotage[] = [
  {
    breaks:
      'what changed in the directory is kept together with how far the changes are known, whenever the agent is killed',
    file: 'agent-core/storage/cache-directory.ts',
    find: '          statements.carryOut(currentId(), changes);\n          statements.move.run(writePosition(position), currentId());',
    replace:
      "          statements.move.run(writePosition(position), currentId()); database.exec('COMMIT'); database.exec('BEGIN'); statements.carryOut(currentId(), changes);",
    project: 'own-lab',
    test: 'test/crash/crash.own-lab.test.ts',
  },
  {
    breaks: 'R1: changes are not followed by an account that is not told deletions',
    file: 'agent-core/active-directory/changes/bring-up-to-date.ts',
    find: "if (first.kind === 'blind') {",
    replace: "if (first.kind === 'blind' && state.host === '') {",
    ...pure,
  },
  {
    breaks: 'R6: a controller with another database counts as restored',
    file: whyReadAnew,
    find: 'position.invocationId !== state.invocationId',
    replace: 'false',
    ...pure,
  },
  {
    breaks: 'R6: a controller that went back in time counts as restored',
    file: whyReadAnew,
    find: 'state.highestUsn < position.highestUsn',
    replace: 'false',
    ...pure,
  },
  {
    breaks: 'R6: nothing is removed in the run that meets a restored controller',
    file: bringUpToDate,
    find: 'doubt: reason.isRestored ?',
    replace: 'doubt: !reason.isRestored ?',
    ...pure,
  },
  {
    breaks: 'R6: a cookie is not used when deletions since then may be forgotten',
    file: whyReadAnew,
    find: 'ageDays >= state.tombstoneLifetimeDays',
    replace: 'false',
    ...pure,
  },
  {
    breaks: 'R17: deletions are among the changes that are asked for',
    file: 'agent-core/active-directory/changes/read-changes.ts',
    find: "  filter: '(objectClass=*)',",
    replace: "  filter: '(objectCategory=*)',",
    ...lab,
  },
  {
    breaks: 'R18: what changed under a full read is put right before it ends',
    file: bringUpToDate,
    find: 'const followed = await followChanges(session, memory, position);',
    replace: "const followed = { kind: 'current' } as const;",
    ...pure,
  },
  {
    breaks: 'R18: the cookie of the changes is written with them',
    file: followChanges,
    find: '{ ...from, cookie: round.cookie }',
    replace: 'from',
    ...pure,
  },
  {
    breaks: 'R21: a deleted object is a member of nothing',
    file: 'agent-core/storage/cache-changes.ts',
    find: '[statements.remove, statements.empty, statements.leaveAll]',
    replace: '[statements.remove, statements.empty]',
    ...pure,
  },
  {
    breaks: 'R21: a restored object is a member again of what it was a member of',
    file: followChanges,
    find: '...entries.flatMap((entry) => membershipsOf(entry, groups)),',
    replace: '',
    ...pure,
  },
  {
    breaks: 'R21: whoever worked for somebody deleted has no manager',
    file: followChanges,
    find: 'memory.holdersOf([...round.deleted, ...round.restored])',
    replace: 'memory.holdersOf(round.restored)',
    ...pure,
  },
  {
    breaks: 'an answer that makes no sense is an error, not a shorter answer',
    file: 'agent-core/active-directory/connection/ber-cursor.ts',
    find: "if (end > bytes.length) throw new Error('a part of the answer is longer than the answer');",
    replace: '',
    project: 'pure',
    test: 'test/agent-core/active-directory/connection/search-answer.test.ts',
  },
  {
    breaks: 'the report says why a domain was read wholly',
    file: 'agent-core/sync/record.ts',
    find: 'fullRead: reading.fullRead ?? null,',
    replace: 'fullRead: null,',
    project: 'pure',
    test: 'test/agent-core/sync/run.test.ts',
  },
  {
    breaks: 'a change of a value that several claim is seen by all of them',
    file: 'agent-core/sync/sift.ts',
    find: 'memory.keepOpen(memory.sharing());',
    replace: '',
    ...byMemory,
  },
  {
    breaks: 'whoever is killed while judging has judged nobody',
    file: 'agent-core/storage/cache-verdicts.ts',
    find: 'inTransaction(database, () => {\n        pass =',
    replace: '[database].forEach(() => {\n        pass =',
    project: 'pure',
    test: 'test/agent-core/storage/cache-database.test.ts',
  },
  {
    breaks: 'whoever is coming is linked in the same run as by whoever reads everything',
    file: 'agent-core/storage/cache-verdicts.ts',
    find: '=== tenantObjectId && !isComing',
    replace: '=== tenantObjectId',
    ...byMemory,
  },
  {
    breaks: 'what a person changes in the tenant is looked at again',
    file: 'agent-core/storage/cache-tenant.ts',
    find: "if (typeof row?.anchor === 'string') opener.openAnchor(row.anchor);",
    replace: '',
    ...byMemory,
  },
  {
    breaks: 'whoever is gone from the directory and not from the tenant is looked up by whoever remembers, too',
    file: 'agent-core/sync/import-open.ts',
    find: '!isComplete || hasCounterpart(memory, objectGuid, links)',
    replace: '!isComplete',
    ...byMemory,
    test: 'test/agent-core/sync/import-open.property.test.ts',
  },
  {
    breaks: 'R1: members that could not be read are told, whatever is read after them',
    file: 'agent-core/sync/each-group.ts',
    find: 'const found = await read(group);',
    replace: 'problem ??= await read(group); const found = null;',
    project: 'pure',
    test: 'test/agent-core/sync/each-group.test.ts',
  },
  {
    breaks: 'R14: what others change while the agent believes what it wrote is told again after that',
    file: 'agent-core/sync/tenant-position.ts',
    find: 'ageMs >= believedForMs',
    replace: 'ageMs >= 0',
    ...tenant,
  },
  {
    breaks: 'R14: what the agent wrote stands also when the tenant does not tell it',
    file: 'agent-core/entra/own-writes.ts',
    find: '    show(writtenTo(ids));\n',
    replace: '',
    ...tenant,
  },
  {
    breaks: 'R14: a deletion of the agent stands over what the tenant still tells of whom it deleted',
    file: 'agent-core/entra/own-writes.ts',
    find: "    show(deleted.entries().map(([tenantObjectId]) => ({ kind: 'gone', tenantObjectId })));\n",
    replace: '',
    ...tenant,
  },
  {
    breaks: 'a tenant that lost the place is read whole',
    file: 'agent-core/sync/refresh-tenant.ts',
    find: "followed.problem.code !== 'tenant.changes-expired' && !cannotTell.has(followed.problem.code)",
    replace: '!cannotTell.has(followed.problem.code)',
    ...tenant,
  },
  {
    breaks: 'who went while the place was lost is gone after the whole reading',
    file: 'agent-core/storage/cache-tenant.ts',
    find: 'else for (const { id } of statements.untold.all()) removeUser(statements, opener, String(id));',
    replace: '',
    ...tenant,
  },
  {
    breaks: 'who left a group while the place was lost is no member of it after the whole reading',
    file: 'agent-core/storage/cache-tenant-groups.ts',
    find: '        statements.removeMember.run(String(group_id), String(member_id));\n',
    replace: '',
    ...tenant,
  },
  {
    breaks: 'what is not told as a change is seen once a day',
    file: 'agent-core/sync/tenant-position.ts',
    find: 'ageMs >= wholeForMs',
    replace: 'ageMs < wholeForMs && false',
    ...tenant,
  },
  {
    breaks: 'a reading of everything that broke off is no place to go on from',
    file: 'agent-core/storage/cache-tenant.ts',
    find: '        statements.forgetPosition.run(type);\n        statements.forgetTold',
    replace: '        statements.forgetTold',
    ...tenant,
  },
  {
    breaks: 'a manager is as before where the tenant tells nothing of one',
    file: 'agent-core/storage/cache-tenant.ts',
    find: 'before === undefined ? null : parseTenantUser(before.content).managerId',
    replace: 'null',
    ...tenant,
  },
];
