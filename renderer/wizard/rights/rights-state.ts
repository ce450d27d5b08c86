/**
 * What the account may do in each domain, looked at and granted in the name of an administrator, when the person says so (rule R19).
 *
 *   unseen --look--> looking --> seen --grant--> granting --> seen        another domain, scope or mode leads back to unseen
 *                        +--> refused <-------------+
 */
import type { Problem, RightsTable } from '../../../electron/contract/bridge.ts';
import { domainsTexts } from '../../texts/wizard/domains-texts.ts';
import { rightsTexts } from '../../texts/wizard/rights-texts.ts';
import { type DomainsState, rightsOf, rightsRefusedBy } from '../domains/domains-state.ts';
import type { Missing } from '../missing.ts';
import type { RightsWish } from './rights-wish.ts';

export type RightsLook =
  | { readonly kind: 'looking' | 'granting' }
  | { readonly kind: 'seen'; readonly table: RightsTable }
  | { readonly kind: 'refused'; readonly problem: Problem };

export interface RightsGrant {
  readonly domain: string;
  readonly account: string;
  readonly added: number;
}

export interface RightsState {
  /** By the name of the domain. What was asked for stands beside the answer: another wish makes it worthless. */
  readonly looks: ReadonlyMap<string, { readonly wish: RightsWish; readonly look: RightsLook }>;
  /** What was done already, which stays whatever becomes of the set-up. */
  readonly grants: readonly RightsGrant[];
}

export type RightsEvent =
  | { readonly kind: 'lookBegan' | 'grantBegan'; readonly domain: string; readonly wish: RightsWish }
  | { readonly kind: 'looked'; readonly domain: string; readonly wish: RightsWish; readonly table: RightsTable }
  | {
      readonly kind: 'granted';
      readonly domain: string;
      readonly wish: RightsWish;
      readonly table: RightsTable;
      readonly added: number;
    }
  | { readonly kind: 'refused'; readonly domain: string; readonly wish: RightsWish; readonly problem: Problem };

export const firstRightsState: RightsState = { looks: new Map(), grants: [] };

export function reduceRights(state: RightsState, event: RightsEvent): RightsState {
  const { domain, wish } = event;
  const withLook = (look: RightsLook): RightsState => ({
    ...state,
    looks: new Map([...state.looks, [domain, { wish, look }]]),
  });
  switch (event.kind) {
    case 'lookBegan':
      return withLook({ kind: 'looking' });
    case 'grantBegan':
      return withLook({ kind: 'granting' });
    case 'looked':
      return withLook({ kind: 'seen', table: event.table });
    case 'refused':
      return withLook({ kind: 'refused', problem: event.problem });
    case 'granted': {
      const seen = withLook({ kind: 'seen', table: event.table });
      const { account } = wish;
      return event.added === 0 ? seen : { ...seen, grants: [...state.grants, { domain, account, added: event.added }] };
    }
  }
}

/** @returns null for what was not looked at, or was looked at for something else */
export function lookAt({ looks }: RightsState, domain: string, wish: RightsWish): RightsLook | null {
  const found = looks.get(domain);
  return found !== undefined && JSON.stringify(found.wish) === JSON.stringify(wish) ? found.look : null;
}

/** Also what could not be seen: granting tells. */
export const missingIn = ({ entries }: RightsTable): number =>
  entries.filter(({ state }) => state !== 'present').length;

/** The rights of a whole domain are proved by using them, not by a table: every run would fail without them. */
export function missingInRights({ looks }: RightsState, domains: DomainsState): Missing | null {
  const working = [...looks].find(([, { look }]) => look.kind === 'granting');
  if (working !== undefined) return { field: lookFieldOf(working[0]), sentence: rightsTexts.missing.granting };
  const refused = rightsRefusedBy(domains);
  if (refused !== null)
    return {
      field: lookFieldOf(refused.name),
      sentence: rightsTexts.missing.refused[rightsOf(domains, refused)](refused.name),
    };
  const open = domains.entries.find(({ check }) => check.kind !== 'verified');
  if (open === undefined) return null;
  const sentence = domainsTexts.missing[open.check.kind === 'failed' ? 'failed' : 'checking'](open.name);
  return { field: lookFieldOf(open.name), sentence };
}

export const lookFieldOf = (domain: string): string => `rights-${domain}-look`;
