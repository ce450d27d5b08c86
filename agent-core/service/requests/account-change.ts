/** account.here, account.inspect, account.ensure and account.remove: the managed account that agents run as, in the hands of an administrator. */
import type { ManagedWish } from '../../contract/account-requests.ts';
import { succeed } from '../../contract/result.ts';
import { accountSurroundings } from '../account-surroundings.ts';
import { administer, noteAdministered } from '../administer-directory.ts';
import type { Responder } from '../responder.ts';
import type { RightsParts } from './rights-change.ts';

export const readAccountSurroundings = (): Responder<'account.here'> => () => succeed(accountSurroundings());

export const inspectAccount =
  (parts: RightsParts): Responder<'account.inspect'> =>
  (asked, signal) =>
    administer(asked, parts, ({ accounts }) => accounts.inspect(wishOf(asked), signal));

export const ensureAccount =
  (parts: RightsParts): Responder<'account.ensure'> =>
  async (asked, signal, caller) => {
    const wish = wishOf(asked);
    const ensured = await administer(asked, parts, ({ accounts }) => accounts.ensure(wish, asked.mayCreate, signal));
    if (!ensured.ok) return ensured;
    const { did } = ensured.value;
    const detail = `${wish.name}$ for ${wish.computer}: ${did.join(', ')}`;
    if (did.length > 0) noteAdministered('accountChanged', asked, caller, detail, parts);
    return ensured;
  };

export const removeAccount =
  (parts: RightsParts): Responder<'account.remove'> =>
  async (asked, signal, caller) => {
    const wish = wishOf(asked);
    const removed = await administer(asked, parts, ({ accounts }) => accounts.remove(wish, signal));
    if (!removed.ok) return removed;
    const { isRetrievalRemoved, isDeleted } = removed.value;
    const what = isDeleted ? 'deleted' : `no longer used by ${wish.computer}`;
    if (isRetrievalRemoved || isDeleted)
      noteAdministered('accountChanged', asked, caller, `${wish.name}$: ${what}`, parts);
    return removed;
  };

const wishOf = ({
  name,
  computer,
  group,
}: {
  name: string;
  computer: string | null;
  group: string | null;
}): ManagedWish => ({
  ...{ name, group },
  computer: computer ?? accountSurroundings().computer,
});
