/** The lines of the table of rights: as they were seen, or what is needed where nobody has looked yet. */
import type { RightsTable } from '../../../electron/contract/bridge.ts';
import {
  type DirectoryRight,
  directoryRightTexts,
  rightsNeededIn,
} from '../../../electron/contract/directory-rights.ts';
import { rightsTexts } from '../../texts/wizard/rights-texts.ts';
import type { RightsWish } from './rights-wish.ts';

type SeenRow = RightsTable['entries'][number];

export interface RightRow extends Omit<SeenRow, 'state'> {
  /** `anyway`: there is no such entry, and the account may do it without. */
  readonly state: SeenRow['state'] | 'unseen' | 'anyway';
}

/** @param table null before anybody has looked */
export function rightRowsOf(domain: string, wish: RightsWish, table: RightsTable | null): readonly RightRow[] {
  if (table !== null)
    return table.entries.map((entry) => (entry.isHeldAnyway === true ? { ...entry, state: 'anyway' } : entry));
  return rightsNeededIn(wish.mode).map((right) => ({
    ...{ right, where: placeOf(right, domain, wish), state: 'unseen' },
    ...directoryRightTexts[right],
  }));
}

function placeOf(right: DirectoryRight, domain: string, { mode, units }: RightsWish): string {
  if (right === 'deletions') return rightsTexts.place.deletions;
  return mode === 'domain' ? rightsTexts.place.domain(domain) : rightsTexts.place.units(units);
}
