import { expect, test } from 'vitest';
import { defaultGroups } from '../../../agent-core/contract/settings.ts';
import { judgeGroups } from '../../../agent-core/sync/judge-groups.ts';
import { decide } from '../../../agent-core/sync/scope.ts';
import type { Verdict } from '../../../agent-core/sync/scope-verdict.ts';
import type { TenantGroup } from '../../../agent-core/sync/tenant-groups.ts';
import { directoryGroup } from '../../builders/directory-group.ts';
import type { Attributes } from '../../builders/directory-object.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';
import { nothingRemoved } from '../../builders/nothing-removed.ts';
import { configurationId } from '../../builders/settings.ts';

const links = new Map([[objectGuidFor('staff'), anchorFor('staff')]]);
const everywhere = (kind: Verdict['kind']) => ({
  missing: [],
  groups: defaultGroups,
  verdictOf: () => ({ kind, rule: 'a rule' }),
});
const ours = { ...tenantGroup('staff'), uniqueName: objectGuidFor('staff') };
const deletes = { mayRemove: true, hasMarks: true, settings: { onLeavingScope: 'delete', waitRuns: 2 } } as const;
const judge = (
  tenantGroups: readonly TenantGroup[],
  {
    attributes = {},
    decision = decide({ kind: 'all' }),
    removed = {},
  }: {
    readonly attributes?: Attributes;
    readonly decision?: Parameters<typeof judgeGroups>[2]['decision'];
    readonly removed?: Partial<ReturnType<typeof nothingRemoved>>;
  } = {},
) =>
  judgeGroups([directoryGroup('staff', [], attributes)], tenantGroups, {
    decision,
    ownership: null,
    removed: { ...nothingRemoved(configurationId), absentGroups: [], links, ...removed },
  })[0];

test.each([
  [
    'as it should be',
    [ours],
    {},
    { isQuiet: true, isInScope: true, isComing: false, tenantObjectId: tenantIdFor('staff') },
  ],
  ['that is to be created', [], {}, { isQuiet: false, isInScope: true, isComing: true, tenantObjectId: null }],
  ['that differs', [ours], { attributes: { description: 'new' } }, { isQuiet: false, isComing: false }],
  [
    'R26: that became dynamic',
    [{ ...ours, kind: 'dynamic' as const }],
    {},
    { isQuiet: false, isComing: false, tenantObjectId: null },
  ],
  [
    'R26: that nobody can write',
    [],
    { attributes: { mail: 'staff@contoso.com' } },
    { isQuiet: false, isInScope: false },
  ],
  [
    'R1: that may be in scope or not',
    [ours],
    { decision: everywhere('undecided') },
    { isQuiet: false, isInScope: false },
  ],
  [
    'that never was in scope',
    [],
    { decision: everywhere('out') },
    { isQuiet: true, isInScope: false, isComing: false },
  ],
  ['that left the scope and is kept', [ours], { decision: everywhere('out') }, { isQuiet: false, isComing: false }],
  ['R8: that waits to be deleted', [ours], { decision: everywhere('out'), removed: deletes }, { isQuiet: false }],
  [
    'R8: that is to be deleted',
    [ours],
    { decision: everywhere('out'), removed: { ...deletes, settings: { ...deletes.settings, waitRuns: 0 } } },
    { isQuiet: false },
  ],
])('of a group %s it is known whether anything is to be done', (_, tenantGroups, context, verdict) => {
  expect(judge(tenantGroups, context)).toMatchObject({ objectType: 'group', ...verdict });
});
