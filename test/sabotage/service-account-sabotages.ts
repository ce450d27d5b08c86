/** Breaks of how the account that the agent runs as is chosen, made and switched to. */
import type { Sabotage } from './sabotages.ts';

const ofManagedPage = {
  file: 'renderer/wizard/account/managed-state.ts',
  project: 'pure',
  test: 'test/renderer/wizard/account/managed-state.test.ts',
} as const;

const ofRightsPage = { project: 'pure', test: 'test/renderer/wizard/rights/rights-state.test.ts' } as const;

export const serviceAccountSabotages: readonly Sabotage[] = [
  {
    breaks: 'R36: without a keytab no account is made that could not be used',
    file: 'agent-core/cli/carry-out-directory-work.ts',
    find: 'return missing === null ? here : fail(missing);',
    replace: 'return missing === null ? here : here;',
    project: 'pure',
    test: 'test/agent-core/cli/carry-out-directory-work.test.ts',
  },
  {
    breaks: 'R36: a preview ends where the set-up would end',
    file: 'agent-core/cli/preview-directory-work.ts',
    find: 'report.problems.find(({ code }) => keysOfForest.has(code)) ?? null',
    replace: 'report.problems.find(({ code }) => !keysOfForest.has(code)) ?? null',
    project: 'pure',
    test: 'test/agent-core/cli/preview-directory-work.test.ts',
  },
  {
    breaks:
      'R36: an answer file has the service run as an account only when the server may retrieve its password by now',
    file: 'agent-core/cli/carry-out-directory-work.ts',
    find: "  if (needsRestart) return fail(problem('account.needs-restart', name));\n",
    replace: '',
    project: 'pure',
    test: 'test/agent-core/cli/carry-out-directory-work.test.ts',
  },
  {
    ...ofManagedPage,
    breaks: 'R36: the wizard lets the agent run only as an account whose password this server may retrieve',
    find: ' && retrieves !== null',
    replace: '',
  },
  {
    ...ofManagedPage,
    breaks: 'R36: a server that was put into a group restarts before its agent runs as the account',
    find: '!work.needsRestart && ',
    replace: '',
  },
  {
    ...ofManagedPage,
    breaks: 'R36: the wizard goes on with a managed account only when the agent runs as it',
    find: 'if (isRunningAs(state, runsAs)) return null;',
    replace: "if (state.work.kind !== 'unasked') return null;",
  },
  {
    breaks: 'R36: a managed account is offered only where a service can run as one',
    file: 'renderer/wizard/account/account-page-state.ts',
    project: 'pure',
    test: 'test/renderer/wizard/account/account-page-state.test.ts',
    find: 'here?.canUseManagedAccount === true ?',
    replace: 'here !== null ?',
  },
  {
    breaks: 'R36: a service that does not come up as its new account gets the one before back',
    file: 'agent-core/cli/switch-account.ts',
    project: 'pure',
    test: 'test/agent-core/cli/switch-account.test.ts',
    find: 'if (!changed.value || earlier === null) return fail(trouble);',
    replace: 'if (earlier !== null) return fail(trouble);',
  },
  {
    ...ofRightsPage,
    breaks: 'R19: the wizard asks for rights to the units of this domain alone',
    file: 'renderer/wizard/rights/rights-wish.ts',
    find: 'scope.include.filter(({ domain }) => domain === name)',
    replace: 'scope.include.filter(({ domain }) => domain.length > 0)',
  },
  {
    ...ofRightsPage,
    breaks: 'R19: a right that could not be seen is not taken for granted',
    file: 'renderer/wizard/rights/rights-state.ts',
    find: "entries.filter(({ state }) => state !== 'present')",
    replace: "entries.filter(({ state }) => state === 'missing')",
  },
];
