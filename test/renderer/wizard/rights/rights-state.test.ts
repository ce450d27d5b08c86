import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { type DomainEntry, newEntry } from '../../../../renderer/wizard/domains/domain-entry.ts';
import { type DomainsState, firstDomainsState } from '../../../../renderer/wizard/domains/domains-state.ts';
import { rightRowsOf } from '../../../../renderer/wizard/rights/rights-rows.ts';
import {
  firstRightsState,
  lookAt,
  missingIn,
  missingInRights,
  type RightsEvent,
  reduceRights,
} from '../../../../renderer/wizard/rights/rights-state.ts';
import { rightsCommandOf, rightsWishOf } from '../../../../renderer/wizard/rights/rights-wish.ts';
import { guid, rightsOf, verificationOf } from '../../../desktop/wizard-data.ts';

const name = 'corp.contoso.com';
const account = 'bridgehead$@corp.contoso.com';
const wish = { account, mode: 'domain', units: [] } as const;
const about = { domain: name, wish };
const stateAfter = (...events: readonly RightsEvent[]) => events.reduce(reduceRights, firstRightsState);
const looked: RightsEvent = { kind: 'looked', ...about, table: rightsOf('missing') };
const granted: RightsEvent = { kind: 'granted', ...about, table: rightsOf('present'), added: 9 };

const entryWith = (domain: boolean): DomainEntry => ({
  ...newEntry(name),
  check: { kind: 'verified', verification: verificationOf({ rightsModeWorks: { domain, units: true } }) },
});
const domainsWith = (entry: DomainEntry): DomainsState => ({
  ...firstDomainsState,
  entries: [entry],
  rights: 'domain',
});

describe('R19: the rights of a domain', () => {
  test('are shown before anybody has looked, each with where it is and why, and with what it is about deletions', () => {
    const rows = rightRowsOf(name, wish, null);
    expect(rows.every(({ state }) => state === 'unseen')).toBe(true);
    expect(rows.find(({ right }) => right === 'deletions')).toMatchObject({
      where: expect.stringContaining('Deleted Objects'),
      without: expect.stringContaining('stays in the tenant'),
    });
    const units = rightRowsOf(name, { account, mode: 'units', units: [guid(10)] }, null);
    expect(units.map(({ right }) => right)).not.toContain('changes');
    expect(rightRowsOf(name, wish, rightsOf('missing'))).toEqual(rightsOf('missing').entries);
  });

  test('count as missing also where they could not be seen', () => {
    const { entries } = rightsOf('missing');
    expect(entries.map(({ state }) => state)).toEqual(expect.arrayContaining(['missing', 'unreadable', 'present']));
    expect(missingIn(rightsOf('missing'))).toBe(entries.length - 1);
    expect(missingIn(rightsOf('present'))).toBe(0);
  });

  test('that were looked at for one scope say nothing about another', () => {
    expect(lookAt(stateAfter(looked), name, wish)?.kind).toBe('seen');
    expect(lookAt(stateAfter(looked), name, { account, mode: 'units', units: [guid(10)] })).toBeNull();
    expect(lookAt(stateAfter(looked), 'other.contoso.com', wish)).toBeNull();
  });

  test('that were granted are remembered as done, unless everything was there', () => {
    expect(stateAfter(looked, granted).grants).toEqual([{ domain: name, account, added: 9 }]);
    expect(stateAfter({ ...granted, added: 0 }).grants).toEqual([]);
  });

  test('keep nobody who does not need them; whoever chose the whole domain goes on when it can be read', () => {
    expect(missingInRights(firstRightsState, domainsWith(entryWith(true)))).toBeNull();
    expect(missingInRights(stateAfter(granted), domainsWith(entryWith(false)))?.field).toBe(`rights-${name}-look`);
    const granting = stateAfter({ kind: 'grantBegan', ...about });
    expect(missingInRights(granting, domainsWith(entryWith(true)))?.sentence).toContain('still being granted');
    const refused = problem('directory.unreachable', '');
    const failed: DomainEntry = { ...newEntry(name), check: { kind: 'failed', problem: refused } };
    expect(missingInRights(firstRightsState, domainsWith(failed))?.sentence).toContain('does not work yet');
  });
});

describe('R19: what is asked for is the least that is enough', () => {
  const entry = entryWith(true);
  const draft = { name, account, controllers: { kind: 'automatic' } } as const;
  const reference = (number: number, domain: string) => ({ objectGuid: guid(number), domain, name: 'OU=x' });
  const units = {
    kind: 'units',
    include: [reference(10, name), reference(11, 'other.contoso.com')],
    exclude: [reference(12, name)],
  } as const;

  test('the units of this domain that are in scope, where only units are read', () => {
    const wished = rightsWishOf({ ...draft, rights: 'units' }, entry, units);
    expect(wished).toEqual({ account, mode: 'units', units: [guid(10)] });
    expect(rightsCommandOf({ ...draft, rights: 'units' }, wished)).toContain(`--mode units --units ${guid(10)} `);
  });

  test('the head of the domain where everybody, or whoever is in a group, is read without its changes', () => {
    expect(rightsWishOf({ ...draft, rights: 'units' }, entry, { kind: 'all' }).units).toEqual([guid(1)]);
    expect(rightsWishOf({ ...draft, rights: 'units' }, newEntry(name), { kind: 'all' }).units).toEqual([]);
  });

  test('the whole domain where its changes are read, whatever the scope', () => {
    expect(rightsWishOf({ ...draft, rights: 'domain' }, entry, units)).toEqual(wish);
    expect(rightsCommandOf(draft, wish)).toBe(
      `bridgehead rights apply --domain ${name} --security ldaps --account bridgehead$ --mode domain --administrator ACCOUNT`,
    );
  });
});
