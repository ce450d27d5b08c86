/**
 * The mark that tells whose a tenant object is (rule R3). It stands in a directory extension of an application of its own:
 *
 *     <configurationId> <domainGuid> <objectGuid>       one blank between, lower case
 *
 * The anchor alone proves nothing: other programs write it too, and people copy it. Only what carries the mark of this
 * configuration and of the object that is meant is deleted, restored or unlinked.
 */
import { type ObjectGuid, objectGuidSchema } from '../contract/identifiers.ts';
import { configurationIdSchema } from '../contract/settings.ts';

export interface Ownership {
  readonly configurationId: string;
  /** objectGUID of each domain, by its DNS name. */
  readonly domainGuids: ReadonlyMap<string, ObjectGuid>;
}

/** Problems do not arise: a domain whose GUID is not known was not read. */
export function ownershipMarkOf(
  { configurationId, domainGuids }: Ownership,
  object: { readonly objectGuid: ObjectGuid; readonly domain: string },
): string {
  const domainGuid = domainGuids.get(object.domain);
  if (domainGuid === undefined) throw new Error(`the GUID of ${object.domain} is not known`);
  return `${configurationId} ${domainGuid} ${object.objectGuid}`;
}

export type MarkOwner = 'nobody' | 'ours' | 'another';

/** An object that moved to another domain is still the same one. What cannot be read is somebody else's. */
export function ownerOfMark(mark: unknown, configurationId: string, objectGuid: ObjectGuid): MarkOwner {
  if (mark === null || mark === undefined) return 'nobody';
  const [configuration, domain, object, ...more] = String(mark).toLowerCase().split(' ');
  const isOurs = configuration === configurationId && object === objectGuid && domain !== '' && more.length === 0;
  return isOurs ? 'ours' : 'another';
}

/** What a mark of this configuration is about; null for any other. */
export function objectOfMark(
  mark: unknown,
  configurationId: string,
): { readonly domainGuid: string; readonly objectGuid: ObjectGuid } | null {
  if (typeof mark !== 'string') return null;
  const [configuration, domainGuid = '', object] = mark.toLowerCase().split(' ');
  const objectGuid = objectGuidSchema.safeParse(object);
  return configuration === configurationId && objectGuid.success ? { domainGuid, objectGuid: objectGuid.data } : null;
}

/** The object that a mark names, whoever's mark it is. */
export function objectInMark(mark: unknown): ObjectGuid | null {
  if (typeof mark !== 'string') return null;
  return objectGuidSchema.safeParse(mark.toLowerCase().split(' ').at(-1)).data ?? null;
}

/** Whose mark it is; null for what is no mark. */
export function configurationInMark(mark: unknown): string | null {
  if (typeof mark !== 'string') return null;
  return configurationIdSchema.safeParse(mark.split(' ')[0]).data ?? null;
}
