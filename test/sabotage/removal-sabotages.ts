/** Breaks of what says whose a tenant object is, and of what may be removed and brought back. */
import type { Sabotage } from './sabotages.ts';

export const removalSabotages: readonly Sabotage[] = [
  {
    breaks: 'R3: whoever carries our anchor and was never joined is taken over before any value is written',
    file: 'agent-core/sync/diff.ts',
    find: "if (owner === 'nobody' && !isLinked && mark.length > 0) {",
    replace: "if (owner === 'nobody' && isLinked && mark.length > 0) {",
    project: 'pure',
    test: 'test/agent-core/sync/diff.test.ts',
  },
  {
    breaks: 'R28: what carries the mark of another configuration is held',
    file: 'agent-core/sync/ownership-mark.ts',
    find: 'configuration === configurationId && object === objectGuid',
    replace: 'object === objectGuid',
    project: 'pure',
    test: 'test/agent-core/sync/diff.test.ts',
  },
  {
    breaks: 'R28: guests are held',
    file: 'agent-core/entra/graph-tenant.ts',
    find: "isGuest: user.userType === 'Guest'",
    replace: 'isGuest: false',
    project: 'pure',
    test: 'test/agent-core/entra/graph-tenant.test.ts',
  },
  {
    breaks: 'R3: the mark stands in the request that creates the user',
    file: 'agent-core/entra/graph-tenant.ts',
    find: 'createUser(graph, options, anchor, named(values), signal)',
    replace: 'createUser(graph, options, anchor, withPropertyNames(values, null), signal)',
    project: 'pure',
    test: 'test/agent-core/entra/graph-tenant.test.ts',
  },
  {
    breaks: 'R3: the configuration has an id that outlives its settings',
    file: 'agent-core/service/complete-settings.ts',
    find: 'saved?.configurationId ?? store.configurationId',
    replace: 'saved?.configurationId ?? given.tenant.clientId',
    project: 'pure',
    test: 'test/agent-core/service/requests/setup-apply.test.ts',
  },
];
