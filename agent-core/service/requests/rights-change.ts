/** rights.preview, rights.apply and rights.remove: what the agent's account may do in a directory, in the hands of an administrator. */
import { type AdministrationParts, administrationOf } from '../administer-directory.ts';
import type { Audit } from '../audit.ts';
import type { Responder } from '../responder.ts';

export interface RightsParts extends AdministrationParts {
  readonly audit: Audit;
  readonly onRightsChanged: () => void;
}

export const previewRights =
  (parts: RightsParts): Responder<'rights.preview'> =>
  async (wish, signal) => {
    const directory = administrationOf(wish, parts);
    return directory.ok ? await directory.value.rights.preview(wish, signal) : directory;
  };

export const applyRights =
  (parts: RightsParts): Responder<'rights.apply'> =>
  async (wish, signal, caller) => {
    const directory = administrationOf(wish, parts);
    if (!directory.ok) return directory;
    const applied = await directory.value.rights.apply(wish, signal);
    if (!applied.ok) return applied;
    const { account, added } = applied.value;
    if (added === 0) return applied;
    parts.audit.note('rightsGranted', caller, `${account.distinguishedName}: ${added} entries (${wish.mode})`);
    parts.onRightsChanged();
    return applied;
  };

export const removeRights =
  (parts: RightsParts): Responder<'rights.remove'> =>
  async ({ account, ...administration }, signal, caller) => {
    const directory = administrationOf(administration, parts);
    if (!directory.ok) return directory;
    const removed = await directory.value.rights.remove(account, signal);
    if (!removed.ok || removed.value.removed.length === 0) return removed;
    parts.audit.note('rightsRemoved', caller, `${account}: ${removed.value.removed.length} entries`);
    parts.onRightsChanged();
    return removed;
  };
