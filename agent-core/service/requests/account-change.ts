/** account.here, account.inspect, account.ensure and account.remove: the managed account that agents run as, in the hands of an administrator. */
import type { ManagedWish } from '../../contract/account-requests.ts';
import { succeed } from '../../contract/result.ts';
import { accountSurroundings } from '../account-surroundings.ts';
import { administrationOf } from '../administer-directory.ts';
import type { Responder } from '../responder.ts';
import type { RightsParts } from './rights-change.ts';

export const readAccountSurroundings = (): Responder<'account.here'> => () => succeed(accountSurroundings());

export const inspectAccount =
  (parts: RightsParts): Responder<'account.inspect'> =>
  async (asked, signal) => {
    const directory = administrationOf(asked, parts);
    return directory.ok ? await directory.value.accounts.inspect(wishOf(asked), signal) : directory;
  };

export const ensureAccount =
  (parts: RightsParts): Responder<'account.ensure'> =>
  async (asked, signal, caller) => {
    const directory = administrationOf(asked, parts);
    if (!directory.ok) return directory;
    const wish = wishOf(asked);
    const ensured = await directory.value.accounts.ensure(wish, asked.mayCreate, signal);
    if (!ensured.ok) return ensured;
    const { did } = ensured.value;
    if (did.length > 0)
      parts.audit.note('accountChanged', caller, `${wish.name}$ for ${wish.computer}: ${did.join(', ')}`);
    return ensured;
  };

export const removeAccount =
  (parts: RightsParts): Responder<'account.remove'> =>
  async (asked, signal, caller) => {
    const directory = administrationOf(asked, parts);
    if (!directory.ok) return directory;
    const wish = wishOf(asked);
    const removed = await directory.value.accounts.remove(wish, signal);
    if (!removed.ok) return removed;
    const { isRetrievalRemoved, isDeleted } = removed.value;
    const what = isDeleted ? 'deleted' : `no longer used by ${wish.computer}`;
    if (isRetrievalRemoved || isDeleted) parts.audit.note('accountChanged', caller, `${wish.name}$: ${what}`);
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
