/** What the wizard did before "Set up" was pressed, because a person pressed a button for it: it stays, whatever becomes of the set-up. */
import { managedTexts } from '../texts/wizard/managed-texts.ts';
import { rightsTexts } from '../texts/wizard/rights-texts.ts';
import type { WizardPages } from './wizard-state.ts';

export const deedsOf = ({ account, rights }: Pick<WizardPages, 'account' | 'rights'>): readonly string[] => [
  ...account.managed.deeds.map(managedTexts.deed),
  ...rights.grants.map(rightsTexts.deed),
];
