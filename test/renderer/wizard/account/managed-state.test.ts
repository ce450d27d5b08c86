import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import {
  accountOf,
  canSwitch,
  firstManagedState,
  isManagedName,
  isRunningAs,
  logonNameOf,
  type ManagedEvent,
  missingInManaged,
  missingToLook,
  reduceManaged,
} from '../../../../renderer/wizard/account/managed-state.ts';
import { ensuredOf, reportOfAccount } from '../../../desktop/wizard-data.ts';

const stateAfter = (...events: readonly ManagedEvent[]) => events.reduce(reduceManaged, firstManagedState);
const found: ManagedEvent = { kind: 'domainFound', name: 'corp.contoso.com' };
const administrator: readonly ManagedEvent[] = [
  { kind: 'administratorChanged', event: { kind: 'accountTyped', text: 'admin@corp.contoso.com' } },
  { kind: 'administratorChanged', event: { kind: 'passwordTyped', isEmpty: false } },
];
const filled = [found, ...administrator];
const { edition } = stateAfter(...filled);
const looked = (changes: Parameters<typeof reportOfAccount>[0]): ManagedEvent => ({
  ...{ kind: 'looked', edition },
  report: reportOfAccount(changes),
});
const made = (changes: Parameters<typeof ensuredOf>[0] = {}): ManagedEvent => ({
  ...{ kind: 'made', edition },
  made: ensuredOf(changes),
});
const begun: ManagedEvent = { kind: 'lookBegan' };
const switching: ManagedEvent = { kind: 'switchBegan' };

describe('what is asked for', () => {
  test('is the domain, the name, and an administrator who looks', () => {
    expect(missingToLook(stateAfter())?.field).toBe('managed-domain');
    expect(missingToLook(stateAfter(found))?.field).toBe('managed-administrator-account');
    expect(missingToLook(stateAfter(found, { kind: 'nameTyped', text: 'sixteen-letters-' }))?.field).toBe(
      'managed-name',
    );
    expect(missingToLook(stateAfter(...filled))).toBeNull();
  });

  test('is the group as well where a group of servers is to use the account', () => {
    const chosen: ManagedEvent = { kind: 'retrieverChosen', retriever: 'group' };
    expect(missingToLook(stateAfter(...filled, chosen))?.field).toBe('managed-group');
    expect(missingToLook(stateAfter(...filled, chosen, { kind: 'groupTyped', text: 'Agents' }))).toBeNull();
  });

  test('begins with the domain of this server, unless another was typed', () => {
    expect(accountOf(stateAfter(found))).toBe('bridgehead$@corp.contoso.com');
    const typed = stateAfter({ kind: 'domainTyped', text: 'Lab.Contoso.com' }, found);
    expect([accountOf(typed), logonNameOf(typed)]).toEqual([
      'bridgehead$@lab.contoso.com',
      'lab.contoso.com\\bridgehead$',
    ]);
  });
});

describe('R36: the wizard goes on with a managed account', () => {
  const missingAfter = (...events: readonly ManagedEvent[]) =>
    missingInManaged(stateAfter(...filled, ...events), 'svc');

  test('only when the agent runs as it', () => {
    expect(missingAfter()?.field).toBe('managed-look');
    expect(missingAfter(looked({}))?.field).toBe('managed-switch');
    expect(missingInManaged(stateAfter(found), 'Bridgehead$')).toBeNull();
    expect(missingInManaged(stateAfter(found), 'bridgehead')).not.toBeNull();
    expect(missingInManaged(stateAfter(found), null)).not.toBeNull();
  });

  test('never before this server may retrieve its password', () => {
    const forbidden = stateAfter(...filled, looked({ retrieves: null }));
    expect(canSwitch(forbidden.work)).toBe(false);
    expect(canSwitch(reduceManaged(forbidden, made()).work)).toBe(true);
    const disabled = reportOfAccount().account;
    const isDisabled = disabled === null ? {} : { account: { ...disabled, isEnabled: false } };
    expect(canSwitch(stateAfter(...filled, looked(isDisabled)).work)).toBe(false);
    expect(canSwitch(stateAfter(...filled, looked({ account: null, retrieves: null })).work)).toBe(false);
  });

  test('not before a server that was put into a group has restarted', () => {
    const grouped = stateAfter(...filled, made({ did: ['created', 'addedToGroup'], needsRestart: true }));
    expect(canSwitch(grouped.work)).toBe(false);
    expect(missingInManaged(grouped, 'svc')?.sentence).toContain('Restart');
  });

  test('and may try again when the agent did not come up', () => {
    const refused = problem('service.account-put-back', '');
    const state = stateAfter(...filled, looked({}), switching, { kind: 'notSwitched', problem: refused });
    expect(state.work).toMatchObject({ kind: 'notSwitched', problem: { code: 'service.account-put-back' } });
    expect(canSwitch(state.work)).toBe(true);
    expect(missingInManaged(state, 'svc')?.field).toBe('managed-switch');
  });
});

test('every edit takes back what was seen, and an answer to an older question is not taken for one to this', () => {
  const edit: ManagedEvent = { kind: 'nameTyped', text: 'other' };
  expect(stateAfter(...filled, looked({}), edit).work.kind).toBe('unasked');
  expect(stateAfter(...filled, begun, edit, looked({})).work.kind).toBe('unasked');
  const opened: ManagedEvent = { kind: 'placeChanged', change: { kind: 'detailsToggled' } };
  expect(stateAfter(...filled, looked({}), opened).work.kind).toBe('seen');
});

test('what was done stays known, whatever is typed afterwards', () => {
  const { deeds } = stateAfter(
    ...filled,
    made({ did: ['created'] }),
    switching,
    { kind: 'switched' },
    {
      kind: 'nameTyped',
      text: 'other',
    },
  );
  expect(deeds).toEqual([
    { account: 'bridgehead$@corp.contoso.com', did: 'created' },
    { account: 'bridgehead$@corp.contoso.com', did: 'switched' },
  ]);
});

test.each(['bridgehead', ' bridgehead$ ', 'bh-1.x_y', 'fifteen-letters'])(
  '%j is a name that the directory takes',
  (text) => {
    expect(isManagedName(text)).toBe(true);
    expect(isRunningAs({ ...firstManagedState, name: text }, `${text.trim().replace('$', '').toUpperCase()}$`)).toBe(
      true,
    );
  },
);

test.each(['', 'sixteen-letters-', 'dot.', '-x', 'a b', 'CORP\\x'])('%j is none', (text) => {
  expect(isManagedName(text)).toBe(false);
});
