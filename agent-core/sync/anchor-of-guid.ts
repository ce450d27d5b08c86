/** The anchor of what is known by its objectGUID alone, where the object is not there any more to say it (rule R2). */
import { type ObjectGuid, type SourceAnchor, sourceAnchorSchema } from '../contract/identifiers.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of its 16 raw bytes, of which the first three groups are little-endian ([MS-DTYP] 2.3.4.2). */
export function anchorOfGuid(objectGuid: ObjectGuid): SourceAnchor {
  const [first = '', second = '', third = '', ...others] = objectGuid.split('-');
  const hex = [turned(first), turned(second), turned(third), ...others].join('');
  const bits = [...hex].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  const text = (bits.match(/.{1,6}/g) ?? []).map((six) => letters[Number.parseInt(six.padEnd(6, '0'), 2)]).join('');
  return sourceAnchorSchema.parse(`${text}==`);
}

const turned = (group: string) => (group.match(/../g) ?? []).toReversed().join('');
