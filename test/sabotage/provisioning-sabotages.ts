/** Breaks of the provisioning log: what it would leave out, invent or keep too long. */
import type { Sabotage } from './sabotages.ts';

export const provisioningSabotages: readonly Sabotage[] = [
  {
    breaks: 'a change of which nobody learned how it went is in the provisioning log',
    file: 'agent-core/storage/run-history.ts',
    find: 'provisioning.closeUnknown(report.runId);',
    replace: '',
    project: 'pure',
    test: 'test/agent-core/storage/provisioning-log.test.ts',
  },
  {
    breaks: 'a record of a link says who was linked',
    file: 'agent-core/sync/provisioning-record.ts',
    find: 'link: linkOf(change),',
    replace: 'link: null,',
    project: 'pure',
    test: 'test/agent-core/sync/provisioning-record.test.ts',
  },
  {
    breaks: 'a change that turned out to be made is a success in the provisioning log',
    file: 'agent-core/storage/run-history.ts',
    find: 'provisioning.complete(broken, position, entry);',
    replace: 'void [broken, position, entry];',
    project: 'pure',
    test: 'test/agent-core/storage/provisioning-log.test.ts',
  },
  {
    breaks: 'the names of whom the log has nothing any more are forgotten',
    file: 'agent-core/storage/prune-record.ts',
    find: 'for (const objectGuid of new Set(objects)) deleteNames.run(objectGuid);',
    replace: '',
    project: 'pure',
    test: 'test/agent-core/storage/prune-record.test.ts',
  },
  {
    breaks: 'no spreadsheet runs what somebody wrote into a name',
    file: 'agent-core/client/provisioning-csv.ts',
    find: '%＝＋－＠]|^',
    replace: '%＝＋－＠]nobody|^',
    project: 'pure',
    test: 'test/agent-core/client/export-changes.test.ts',
  },
  {
    breaks: 'retention leaves alone what nobody knows the end of',
    file: 'agent-core/storage/prune-record.ts',
    find: 'open.run_id = line.run_id AND',
    replace: "open.run_id = '' AND",
    project: 'pure',
    test: 'test/agent-core/storage/prune-record.test.ts',
  },
  {
    breaks: 'whoever is in step and has one held change is not left out',
    file: 'agent-core/storage/left-out.ts',
    find: ' || isOfSomebodyInStep(entry)',
    replace: '',
    project: 'pure',
    test: 'test/agent-core/storage/left-out.test.ts',
  },
  {
    breaks: 'whoever is to be taken over first is left out until then',
    file: 'agent-core/storage/left-out.ts',
    find: ' && !isTakenOver(change)',
    replace: '',
    project: 'pure',
    test: 'test/agent-core/storage/left-out.test.ts',
  },
];
