/** What was done about a managed account, in the same words wherever it is done. */
import type { EnsuredManagedAccount } from '../contract/account-requests.ts';

type Deed = EnsuredManagedAccount['did'][number];

const deeds: Readonly<Record<Deed, (account: string, computer: string) => string>> = {
  created: (account) => `${account} was created.`,
  retrievalGranted: (account) => `The password of ${account} may be retrieved from now on.`,
  addedToGroup: (account, computer) => `${computer} was put into the group that may use ${account}.`,
};

/** @param account one of its names */
export function accountDeedsText(account: string, { did, computer }: EnsuredManagedAccount): string {
  const lines =
    did.length === 0 ? [`${account} was there already.`] : did.map((one) => deeds[one](account, computer.name));
  return lines.map((line) => `${line}\n`).join('');
}
