/** One-line breaks of what keeps the agent running on Windows and lets nobody pass for it, or for somebody else. */
import type { Sabotage } from './sabotages.ts';

export const windowsSabotages: readonly Sabotage[] = [
  {
    breaks: 'R37: what answers on a pipe is the agent only when the process is the service',
    file: 'agent-core/client/verify-pipe.ts',
    find: 'if (answer.isService) return succeed(undefined);',
    replace: 'return succeed(undefined);',
    project: 'pure',
    test: 'test/agent-core/client/verify-pipe.test.ts',
  },
  {
    breaks: 'R37: what a caller may do is what the door allows through which the host let them in',
    file: 'agent-core/service/hosted-doors.ts',
    find: 'permissions: doorPermissions[preface.door]',
    replace: 'permissions: doorPermissions.control',
    project: 'pure',
    test: 'test/agent-core/service/hosted-doors.test.ts',
  },
  {
    breaks: 'R37: the account of a caller is the one that Windows names',
    file: 'agent-core/service/hosted-doors.ts',
    find: 'readAccount: () => preface.account ?? preface.sid',
    replace: 'readAccount: () => null',
    project: 'pure',
    test: 'test/agent-core/service/hosted-doors.test.ts',
  },
  {
    breaks: 'R37: who may look at the agent may not approve',
    file: 'agent-core/service-host/windows/windows-host.ts',
    find: "['approvals', approvers.value],",
    replace: "['approvals', operators.value.sid],",
    project: 'pure',
    test: 'test/agent-core/service-host/windows/windows-host.test.ts',
  },
  {
    breaks: 'R36: on a domain controller the agent does not run as LocalSystem',
    file: 'agent-core/service-host/native/account.c',
    find: '*kind == account_system && !options->system_service && is_controller()',
    replace: '*kind == account_system && false',
    project: 'process',
    test: 'test/agent-core/service-host/native/windows-service.process.test.ts',
  },
  {
    breaks: 'what a program started ends with it',
    file: 'agent-core/service-host/native/child.c',
    find: '!AssignProcessToJobObject(job, process->hProcess)',
    replace: 'job == NULL',
    project: 'process',
    test: 'test/agent-core/service-host/native/windows-service.process.test.ts',
  },
  {
    breaks: 'a backslash in front of a closing quotation mark is doubled',
    file: 'agent-core/service-host/native/plain/quote.c',
    find: 'add_backslashes(line, backslashes * 2);',
    replace: 'add_backslashes(line, backslashes);',
    project: 'process',
    test: 'test/agent-core/service-host/native/plain.process.test.ts',
  },
  {
    breaks: 'R36: an agent that somebody starts as LocalSystem on a domain controller ends',
    file: 'agent-core/service-host/windows/refuse-system-on-controller.ts',
    find: 'return isController',
    replace: 'return !isSystem && isController',
    project: 'pure',
    test: 'test/agent-core/service-host/windows/refuse-system-on-controller.test.ts',
  },
];
