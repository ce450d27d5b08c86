/** What a new account is made with. Its anchor stands beside the values in a change, and is written with them. */
import type { SourceAnchor } from './identifiers.ts';
import type { AttributeChange, ObjectType } from './plan.ts';
import { anchorProperty } from './taken-over.ts';

/** A group has its objectGUID for a uniqueName instead, which is shown everywhere. @param anchor null in records that do not say it */
export function attributesOfNew({
  objectType,
  anchor,
  attributes,
}: {
  readonly objectType: ObjectType;
  readonly anchor: SourceAnchor | null;
  readonly attributes: readonly AttributeChange[];
}): readonly AttributeChange[] {
  if (objectType !== 'user' || anchor === null) return attributes;
  return [...attributes, { name: anchorProperty, before: null, after: anchor }];
}
