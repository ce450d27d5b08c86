/** One page of a delta query: objects as they are, or what became of them since, with their links. */
import type { LinkSet } from '../state/link-set.ts';
import type { ObjectSet } from '../state/object-set.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import type { DeltaProgress } from './delta-token.ts';
import { type Entity, renderEntity, tableOf } from './entity.ts';
import type { EntityType } from './entity-type.ts';
import { entityTypes } from './entity-types.ts';

/** Changes of one object's links that one page shows; the object comes again on the next page with more. */
const linkLimit = 1000;

export interface DeltaPage {
  readonly entries: readonly Entity[];
  /** Undefined when the client knows everything now. */
  readonly next: DeltaProgress | undefined;
}

export interface DeltaPageWanted {
  readonly type: EntityType;
  readonly progress: DeltaProgress;
  readonly size: number;
}

export function deltaPage(state: TenantState, { type, progress, size }: DeltaPageWanted): DeltaPage {
  const set = state.directory.sets[type.kind];
  const entries: Entity[] = [];
  let { position, memberPosition } = progress;
  for (const changed of progress.phase === 'all' ? everything(set, position) : changes(set, position)) {
    if (entries.length === size) return { entries, next: { ...progress, position, memberPosition: undefined } };
    if (progress.ids?.includes(changed.id) !== false) {
      const since = progress.phase === 'all' ? 0 : Math.min(progress.since, changed.serial - 2);
      const links = linkChanges(state, type, changed.id, { progress, since: memberPosition ?? since });
      const entry = entryOf(state, type, changed, { progress, links });
      if (entry !== undefined) entries.push(entry);
      if (entry !== undefined && links.next !== undefined) {
        return { entries, next: { ...progress, position, memberPosition: links.next } };
      }
    }
    position = changed.serial;
    memberPosition = undefined;
  }
  return { entries, next: undefined };
}

interface ChangedObject {
  readonly serial: number;
  readonly id: string;
}

function* everything(set: ObjectSet, position: number): Generator<ChangedObject> {
  for (const { position: serial, record } of set.after(position)) yield { serial, id: record.id };
}

function* changes(set: ObjectSet, position: number): Generator<ChangedObject> {
  for (const { serial, item } of set.changes.after(position)) yield { serial, id: item };
}

interface EntryContext {
  readonly progress: DeltaProgress;
  readonly links: LinkChanges;
}

/** Undefined for an object that was made and has not reached the readers yet. */
function entryOf(
  state: TenantState,
  type: EntityType,
  { id }: ChangedObject,
  { progress, links }: EntryContext,
): Entity | undefined {
  const set = state.directory.sets[type.kind];
  const record = set.visible(id);
  if (record === undefined) return set.get(id) === undefined ? removedEntry(set, id) : undefined;
  return { ...renderTracked(state, type, record, progress.select), ...links.entity };
}

/** An object that can be restored has changed; one that cannot is deleted. */
const removedEntry = (set: ObjectSet, id: string): Entity => ({
  id,
  '@removed': { reason: set.getDeleted(id) === undefined ? 'deleted' : 'changed' },
});

const renderTracked = (
  state: TenantState,
  type: EntityType,
  record: ObjectRecord,
  select: readonly string[] | undefined,
): Entity => renderEntity(tableOf(type, state), record, select === undefined ? undefined : ['id', ...select]);

interface LinkChanges {
  readonly entity: Entity;
  /** Where the links go on; undefined when all are shown. */
  readonly next: number | undefined;
}

interface LinkContext {
  readonly progress: DeltaProgress;
  readonly since: number;
}

/** Relations that a delta query follows: members unless something else is selected, the others when they are. */
function linkChanges(state: TenantState, type: EntityType, id: string, context: LinkContext): LinkChanges {
  const relation = followedRelations(type, context.progress.select)[0];
  if (relation === undefined) return { entity: {}, next: undefined };
  const { changes: changed, next } = changesOf(relation.links(state), id, context);
  if (changed.length === 0) return { entity: {}, next: undefined };
  const entity = { [`${relation.name}@delta`]: changed.map((change) => linkEntry(state, change)) };
  return { entity, next };
}

interface FollowedRelation {
  readonly name: string;
  readonly links: (state: TenantState) => LinkSet;
}

const members: FollowedRelation = { name: 'members', links: ({ directory }) => directory.members };
const manager: FollowedRelation = { name: 'manager', links: ({ directory }) => directory.managers };

function followedRelations(type: EntityType, select: readonly string[] | undefined): readonly FollowedRelation[] {
  if (type.kind === 'group') return select === undefined || select.includes('members') ? [members] : [];
  return type.kind === 'user' && select?.includes('manager') === true ? [manager] : [];
}

interface LinkChange {
  readonly serial: number;
  readonly target: string;
  readonly isRemoved: boolean;
}

function changesOf(
  links: LinkSet,
  id: string,
  { progress, since }: LinkContext,
): { readonly changes: readonly LinkChange[]; readonly next: number | undefined } {
  const added = take(links.addedAfter(id, since), false);
  const removed = progress.phase === 'all' ? [] : take(links.removedAfter(id, since), true);
  const all = [...added, ...removed].sort((left, right) => left.serial - right.serial);
  const shown = all.slice(0, linkLimit);
  return { changes: shown, next: all.length > linkLimit ? shown.at(-1)?.serial : undefined };
}

function take(
  source: Iterable<{ readonly serial: number; readonly target: string }>,
  isRemoved: boolean,
): LinkChange[] {
  const taken: LinkChange[] = [];
  for (const change of source) {
    if (taken.length > linkLimit) break;
    taken.push({ ...change, isRemoved });
  }
  return taken;
}

function linkEntry({ directory }: TenantState, { target, isRemoved }: LinkChange): Entity {
  const object = directory.locate(target) ?? directory.locateDeleted(target);
  return {
    '@odata.type': entityTypes[object?.kind ?? 'user'].odataType,
    id: target,
    ...(isRemoved ? { '@removed': { reason: 'deleted' } } : {}),
  };
}
