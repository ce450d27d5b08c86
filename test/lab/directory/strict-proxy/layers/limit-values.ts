/**
 * Of an attribute with many values an entry shows the first ones under a name that says so, `member;range=0-1499`, and an empty
 * `member`; the client asks for the rest: MaxValRange, 1,500 by default (MS-ADTS, section 3.1.1.3.1.3.3).
 */
import { readDirSync } from '../ldap/dirsync.ts';
import { type EntryAttribute, isEntry, isSearch, readEntryAttributes, withEntryAttributes } from '../ldap/search.ts';
import { forward, type Layer } from './layer.ts';

export function limitValues(maxValRange: number): Layer {
  return (request) => {
    // In DirSync answers `range` means something else: which values came and which went.
    if (!isSearch(request) || readDirSync(request) !== undefined) return forward(request);
    return forward(request, (answer) => {
      if (!isEntry(answer) || !canHoldMoreThan(maxValRange, answer.operation.bytes.length)) return [answer];
      const attributes = readEntryAttributes(answer);
      if (attributes.every(({ values }) => values.length <= maxValRange)) return [answer];
      return [
        withEntryAttributes(
          answer,
          attributes.flatMap((attribute) => limitAttribute(attribute, maxValRange)),
        ),
      ];
    });
  };
}

/** No value takes less than three bytes: most entries need not be looked into. */
function canHoldMoreThan(valueCount: number, sizeBytes: number): boolean {
  return sizeBytes > 3 * valueCount;
}

function limitAttribute(attribute: EntryAttribute, maxValRange: number): readonly EntryAttribute[] {
  const { name, values } = attribute;
  if (values.length <= maxValRange) return [attribute];
  const [, plainName = name, first] = /^(.*);range=(\d+)-(?:\d+|\*)$/i.exec(name) ?? [];
  const start = Number(first ?? 0);
  const shown = {
    name: `${plainName};range=${start}-${start + maxValRange - 1}`,
    values: values.slice(0, maxValRange),
  };
  return first === undefined ? [{ name, values: [] }, shown] : [shown];
}
