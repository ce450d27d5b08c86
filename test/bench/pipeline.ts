/** What a run costs between reading and writing when nothing has changed: scope, map, diff and plan over everybody, on one core. */
import { diffObjects } from '../../agent-core/sync/diff.ts';
import type { DirectoryObject } from '../../agent-core/sync/directory-source.ts';
import { type MapContext, mapObjects } from '../../agent-core/sync/map.ts';
import { planChanges } from '../../agent-core/sync/plan.ts';
import { decide, scopeObjects } from '../../agent-core/sync/scope.ts';
import type { TenantUser } from '../../agent-core/sync/tenant.ts';
import { diffedSides } from '../builders/changes.ts';
import { tenantIdFor } from '../builders/identifiers.ts';
import { nothingRemoved } from '../builders/nothing-removed.ts';
import { organization } from '../builders/organization.ts';
import { settings } from '../builders/settings.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import { contosoDomain } from '../lab/directory/domain.ts';
import { directoryOf } from './generated-directory.ts';
import { atMost, type Part } from './part.ts';

export interface PipelineMeasured {
  /** Of CPU, of all threads, in the fastest turn. */
  readonly seconds: number;
  /** None, since nothing has changed. */
  readonly changes: number;
  readonly unchanged: number;
}

const { newUsers, matching, configurationId } = settings();

export function measurePipeline(people: number, turns: number): PipelineMeasured {
  const objects = directoryOf(people);
  const context: MapContext = {
    organization: organization({ verifiedDomains: [contosoDomain.dnsName] }),
    newUsers,
    matching,
    links: new Map(),
    ownership: null,
  };
  const tenant = tenantOf(objects, context);
  const planned = Array.from({ length: turns }, () => {
    const before = process.cpuUsage();
    const mapped = mapObjects(scopeObjects(objects, decide({ kind: 'all' })), context);
    const plan = planChanges(diffedSides(diffObjects(mapped, tenant, nothingRemoved(configurationId))));
    const { user, system } = process.cpuUsage(before);
    return { seconds: (user + system) / 1_000_000, plan };
  });
  const [first] = planned;
  return {
    seconds: Math.min(...planned.map(({ seconds }) => seconds)),
    changes: first?.plan.changes.length ?? 0,
    unchanged: first?.plan.unchanged.user ?? 0,
  };
}

/** The tenant as an earlier run left it. */
function tenantOf(objects: readonly DirectoryObject[], context: MapContext): readonly TenantUser[] {
  const { desired } = mapObjects(scopeObjects(objects, decide({ kind: 'all' })), context);
  return desired.map(({ anchor, always, atCreation }) => ({
    ...linkedUser(always.userPrincipalName, { ...atCreation, ...always }),
    anchor,
    tenantObjectId: tenantIdFor(anchor),
  }));
}

const inSeconds = (seconds: number) => `${seconds.toFixed(2)} s`;

export const pipeline: Part = {
  name: 'pipeline',
  measure: async () => {
    const people = 150_000;
    const { seconds, changes, unchanged } = measurePipeline(people, 3);
    return {
      rows: [
        atMost(`scope to plan on one core, ${unchanged.toLocaleString('en')} unchanged people`, seconds, 4, inSeconds),
        atMost('changes planned, where nothing has changed', changes, 0, String),
      ],
      json: Number(seconds.toFixed(3)),
    };
  },
};
