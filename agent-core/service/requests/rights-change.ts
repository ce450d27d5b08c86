/** rights.preview, rights.apply and rights.remove: what the agent's account may do in a directory, in the hands of an administrator. */
import { type AdministrationParts, administer, noteAdministered } from '../administer-directory.ts';
import type { Responder } from '../responder.ts';

export interface RightsParts extends AdministrationParts {
  readonly onRightsChanged: () => void;
}

export const previewRights =
  (parts: RightsParts): Responder<'rights.preview'> =>
  (wish, signal) =>
    administer(wish, parts, ({ rights }) => rights.preview(wish, signal));

export const applyRights =
  (parts: RightsParts): Responder<'rights.apply'> =>
  async (wish, signal, caller) => {
    const applied = await administer(wish, parts, ({ rights }) => rights.apply(wish, signal));
    if (!applied.ok) return applied;
    const { account, added } = applied.value;
    if (added === 0) return applied;
    const detail = `${account.distinguishedName}: ${added} entries (${wish.mode})`;
    noteAdministered('rightsGranted', wish, caller, detail, parts);
    parts.onRightsChanged();
    return applied;
  };

export const removeRights =
  (parts: RightsParts): Responder<'rights.remove'> =>
  async (asked, signal, caller) => {
    const removed = await administer(asked, parts, ({ rights }) => rights.remove(asked.account, signal));
    if (!removed.ok || removed.value.removed.length === 0) return removed;
    const detail = `${asked.account}: ${removed.value.removed.length} entries`;
    noteAdministered('rightsRemoved', asked, caller, detail, parts);
    parts.onRightsChanged();
    return removed;
  };
