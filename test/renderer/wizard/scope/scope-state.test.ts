import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import {
  firstScopeState,
  missingInScope,
  mostReferences,
  reduceScope,
  type ScopeEvent,
  scopeSettingsOf,
} from '../../../../renderer/wizard/scope/scope-state.ts';
import { treeRowsOf } from '../../../../renderer/wizard/scope/tree-rows.ts';
import { groups, guid } from '../../../desktop/wizard-data.ts';

const stateAfter = (...events: readonly ScopeEvent[]) => events.reduce(reduceScope, firstScopeState);
const domain = 'corp.contoso.com';
const [pilot] = groups.map((group) => ({ ...group, domain }));
if (pilot === undefined) throw new Error('no group');

const unit = (number: number) => ({
  objectGuid: guid(number),
  name: `Unit ${number}`,
  distinguishedName: `OU=Unit ${number},DC=corp`,
  hasChildren: number === 10,
  users: 5,
  groups: 0,
});
const top = { domain, parent: null, above: [] };
const opened: ScopeEvent = { kind: 'branchOpened', place: top };
const read = (next: number | null, ...numbers: readonly number[]): ScopeEvent => ({
  kind: 'unitsRead',
  key: domain,
  cursor: 0,
  items: numbers.map(unit),
  next,
});
const rowsAfter = (...events: readonly ScopeEvent[]) =>
  treeRowsOf({ domains: [domain], ...stateAfter(...events) }).map((row) => row.kind);

describe('groups', () => {
  const searching: ScopeEvent = { kind: 'searchTyped', text: 'pil' };
  const found = (text: string): ScopeEvent => ({ kind: 'groupsFound', text, domain, groups });

  test('found for an older text change nothing', () => {
    expect(stateAfter(searching, found('pi')).search.kind).toBe('searching');
    expect(stateAfter(searching, found('pil')).search.kind).toBe('found');
  });

  test('picked twice are kept once, by objectGUID', () => {
    const picked = stateAfter({ kind: 'groupPicked', group: pilot }, { kind: 'groupPicked', group: pilot });
    expect(scopeSettingsOf({ ...picked, kind: 'groups' })).toEqual({
      kind: 'groups',
      groups: [{ objectGuid: pilot.objectGuid, domain, name: pilot.distinguishedName }],
    });
  });

  test('stay while another kind of scope is looked at', () => {
    const state = stateAfter(
      { kind: 'groupPicked', group: pilot },
      { kind: 'kindChosen', scope: 'units' },
      { kind: 'kindChosen', scope: 'groups' },
    );
    expect(missingInScope(state)).toBeNull();
  });

  test('of a domain that was removed are gone', () => {
    const state = stateAfter(
      { kind: 'groupPicked', group: pilot },
      { kind: 'domainsChanged', names: ['fabrikam.com'] },
    );
    expect(state.groups).toEqual([]);
  });
});

describe('the tree', () => {
  test('says that it reads, then shows what there is', () => {
    expect(rowsAfter(opened)).toEqual(['domain', 'reading']);
    expect(rowsAfter(opened, read(null, 10, 20))).toEqual(['domain', 'unit', 'unit']);
    expect(rowsAfter(opened, read(null))).toEqual(['domain', 'empty']);
  });

  test('offers more where there is more, and adds it behind what it has', () => {
    expect(rowsAfter(opened, read(1, 10))).toEqual(['domain', 'unit', 'more']);
    const more: ScopeEvent = { kind: 'unitsRead', key: domain, cursor: 1, items: [unit(20)], next: null };
    const asked: ScopeEvent = { kind: 'moreAsked', key: domain };
    expect(rowsAfter(opened, read(1, 10), asked, more)).toEqual(['domain', 'unit', 'unit']);
  });

  test('says what could not be read and reads it when asked again', () => {
    const stuck: ScopeEvent = { kind: 'unitsUnread', key: domain, problem: problem('directory.unreachable', 'dc1') };
    expect(rowsAfter(opened, stuck)).toEqual(['domain', 'stuck']);
    expect(rowsAfter(opened, stuck, { kind: 'moreAsked', key: domain })).toEqual(['domain', 'reading']);
  });

  test('closes a branch without forgetting it', () => {
    const closed: ScopeEvent = { kind: 'branchClosed', place: top };
    expect(rowsAfter(opened, read(null, 10), closed)).toEqual(['domain']);
    expect(rowsAfter(opened, read(null, 10), closed, opened)).toEqual(['domain', 'unit']);
  });
});

describe('the settings', () => {
  test('keep what is in and what is left out below it', () => {
    const placed = (number: number, above: readonly string[]) => ({ ...unit(number), domain, above });
    const state = stateAfter(
      { kind: 'kindChosen', scope: 'units' },
      { kind: 'unitToggled', unit: placed(10, []) },
      { kind: 'unitToggled', unit: placed(11, [guid(10)]) },
    );
    expect(scopeSettingsOf(state)).toMatchObject({
      include: [{ objectGuid: guid(10), name: 'OU=Unit 10,DC=corp' }],
      exclude: [{ objectGuid: guid(11) }],
    });
  });

  test('need at least one group or unit, and no more than a filter can hold', () => {
    expect(missingInScope(stateAfter({ kind: 'kindChosen', scope: 'groups' }))?.field).toBe('scope-search');
    expect(missingInScope(stateAfter({ kind: 'kindChosen', scope: 'units' }))?.field).toBe('scope-tree');
    const many = Array.from({ length: mostReferences + 1 }, (_, index) => ({
      ...pilot,
      objectGuid: guid(1_000 + index),
    }));
    const state = stateAfter(
      { kind: 'kindChosen', scope: 'groups' },
      ...many.map((group): ScopeEvent => ({ kind: 'groupPicked', group })),
    );
    expect(missingInScope(state)?.sentence).toContain('more than 50');
  });
});
