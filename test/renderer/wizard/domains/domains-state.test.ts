import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import {
  commonRights,
  type DomainsEvent,
  domainDraftsOf,
  type EntryEvent,
  firstDomainsState,
  missingInDomains,
  reduceDomains,
  usersOf,
} from '../../../../renderer/wizard/domains/domains-state.ts';
import { firstRightsState, missingInRights } from '../../../../renderer/wizard/rights/rights-state.ts';
import { verificationOf } from '../../../desktop/wizard-data.ts';

const shared = { account: 'bridgehead@corp.contoso.com', hasPassword: true, identity: 'password' } as const;
const name = 'corp.contoso.com';
const stateAfter = (...events: readonly DomainsEvent[]) => events.reduce(reduceDomains, firstDomainsState);
const change = (event: EntryEvent): DomainsEvent => ({ kind: 'entryChanged', name, change: event });
const found: DomainsEvent = {
  kind: 'searchEnded',
  discovery: { domain: name, forest: name, controllers: [{ host: 'dc1.corp.contoso.com', site: null }] },
};
const passed = (edition = 0, changes = {}) =>
  change({ kind: 'checkPassed', edition, verification: verificationOf(changes) });
const began = change({ kind: 'checkBegan' });
const missingAfter = (...events: readonly DomainsEvent[]) => missingInDomains(stateAfter(...events), shared);

describe('the domain of the server', () => {
  test('is listed when it is found, through whichever controller is nearest', () => {
    const [draft] = domainDraftsOf(stateAfter(found), shared);
    expect(draft).toMatchObject({
      name,
      account: shared.account,
      controllers: { kind: 'automatic' },
    });
  });

  test('does not push aside what was added meanwhile', () => {
    const state = stateAfter({ kind: 'domainAdded', name: 'Fabrikam.com ' }, found);
    expect(state.entries.map((entry) => entry.name)).toEqual(['fabrikam.com']);
  });
});

test.each(['', 'corp', 'a b.c', name])('%j is not added', (text) => {
  expect(stateAfter(found, { kind: 'domainAdded', name: text }).entries).toHaveLength(1);
});

describe('a domain', () => {
  test('has to be checked, and to work', () => {
    expect(missingAfter()?.field).toBe('domains-add');
    expect(missingAfter(found)?.sentence).toContain('Check corp.contoso.com first');
    expect(missingAfter(found, began)?.sentence).toContain('still being checked');
    const why = problem('directory.wrong-credentials', 'dc1');
    const failed = change({ kind: 'checkFailed', edition: 0, problem: why });
    expect(missingAfter(found, began, failed)?.sentence).toContain('does not work yet');
    expect(missingAfter(found, began, passed())).toBeNull();
  });

  test('that was edited while it was checked is unchecked, whatever the answer says', () => {
    const edit = change({ kind: 'controllerAdded' });
    const state = stateAfter(found, began, edit, passed(0));
    expect(state.entries[0]?.check.kind).toBe('unchecked');
    expect(stateAfter(found, began, edit, began, passed(0)).entries[0]?.check.kind).toBe('checking');
  });

  test('is unchecked when its account changes, and only then', () => {
    const done = [found, began, passed()] as const;
    const other: DomainsEvent = { kind: 'sharedAccountChanged' };
    expect(stateAfter(...done, other).entries[0]?.check.kind).toBe('unchecked');
    const own = [change({ kind: 'ownAccountChosen', isOwn: true }), began, passed(1), other];
    expect(stateAfter(found, ...own).entries[0]?.check.kind).toBe('verified');
  });

  test('with an account of its own asks for that one', () => {
    const own = change({ kind: 'ownAccountChosen', isOwn: true });
    expect(missingAfter(found, own, change({ kind: 'detailsToggled' }))?.field).toBe(`domain-${name}-account`);
  });

  test('whose details are closed opens them first', () => {
    const chosen = change({ kind: 'controllersChosen', choosesControllers: true });
    expect(missingAfter(found, chosen)?.field).toBe(`domain-${name}-details`);
  });

  test('that the account may not read as chosen stops the set-up', () => {
    const refused = passed(0, { rightsModeWorks: { domain: false, units: true } });
    const chosen = { kind: 'rightsChosen', rights: 'domain' } as const;
    const state = stateAfter(found, began, refused, chosen);
    expect(missingInDomains(state, shared)).toBeNull();
    expect(missingInRights(firstRightsState, state)?.field).toBe(`rights-${name}-look`);
    const blind = passed(0, { rightsModeWorks: { domain: false, units: false } });
    expect(missingAfter(found, began, blind, { kind: 'rightsChosen', rights: 'units' })?.field).toBe('domains-rights');
    expect(missingAfter(found, began, refused, chosen, { kind: 'rightsChosen', rights: 'units' })).toBeNull();
  });

  test('R19: what is suggested is what the account was granted: the whole domain only where it may read that', () => {
    const rightsAfter = (domain: boolean) =>
      commonRights(stateAfter(found, began, passed(0, { rightsModeWorks: { domain, units: true } })));
    expect([rightsAfter(true), rightsAfter(false)]).toEqual(['domain', 'units']);
    expect(missingAfter(found, began, passed(0, { rightsModeWorks: { domain: false, units: true } }))).toBeNull();
  });

  test('takes at most eight controllers', () => {
    const many = Array.from({ length: 12 }, () => change({ kind: 'controllerAdded' }));
    expect(stateAfter(found, ...many).entries[0]?.controllers).toHaveLength(8);
  });
});

test('the users of all domains are known when each was counted', () => {
  expect(usersOf(stateAfter(found, began, passed()))).toBe(1_236);
  expect(usersOf(stateAfter(found, began, passed(0, { users: null })))).toBeNull();
});
