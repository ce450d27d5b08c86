/** What is said of the counterpart of an object in the tenant: what nobody saw is not denied. */
import type { FoundObject } from '../../../electron/contract/bridge.ts';
import { objectsTexts } from '../../texts/console/objects-texts.ts';

export function counterpartText({
  tenantObjectId,
  isCounterpartKnown,
  answer,
  entries,
  deletedAt,
}: Pick<FoundObject, 'tenantObjectId' | 'isCounterpartKnown' | 'answer' | 'entries' | 'deletedAt'>): string {
  const { joined, notJoined, comes, notKnown, deleted } = objectsTexts.answer;
  if (!isCounterpartKnown) return notKnown;
  if (tenantObjectId !== null) return joined(tenantObjectId);
  const alone = answer.kind === 'in' && entries.length === 0 ? comes : notJoined;
  return deletedAt === undefined ? alone : `${alone} ${deleted(deletedAt)}`;
}
