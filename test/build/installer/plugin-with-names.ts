/** A DLL for 32 bits that exports names and can do nothing: makensis asks a plug-in for no more than what it is called. */
const imageBase = 0x1000;
const dataOffset = 0x200;

/** PE format, sections "MS-DOS stub" to "The .edata section": headers, and one section with an export directory. */
export function pluginWithNames(names: readonly string[]): Buffer {
  const data = exportSection(names);
  const headers = Buffer.alloc(dataOffset);
  headers.write('MZ', 0, 'latin1');
  headers.writeUInt32LE(64, 0x3c);
  headers.write('PE\0\0', 64, 'latin1');
  // For an Intel 386, with one section and an optional header of 224 bytes; a DLL.
  headers.writeUInt16LE(0x14c, 68);
  headers.writeUInt16LE(1, 70);
  headers.writeUInt16LE(224, 84);
  headers.writeUInt16LE(0x2102, 86);
  const optional = 88;
  headers.writeUInt16LE(0x10b, optional);
  headers.writeUInt32LE(16, optional + 92);
  headers.writeUInt32LE(imageBase, optional + 96);
  headers.writeUInt32LE(data.length, optional + 100);
  const section = optional + 224;
  headers.write('.edata', section, 'latin1');
  headers.writeUInt32LE(data.length, section + 8);
  headers.writeUInt32LE(imageBase, section + 12);
  headers.writeUInt32LE(data.length, section + 16);
  headers.writeUInt32LE(dataOffset, section + 20);
  return Buffer.concat([headers, data]);
}

const directorySize = 40;

function exportSection(names: readonly string[]): Buffer {
  const [functionsAt, namesAt] = [directorySize, directorySize + 4 * names.length];
  const ordinalsAt = namesAt + 4 * names.length;
  const textsAt = ordinalsAt + 2 * names.length;
  const texts = names.map((name) => Buffer.from(`${name}\0`, 'latin1'));
  const head = Buffer.alloc(textsAt);
  for (const [at, value] of [
    [16, 1],
    [20, names.length],
    [24, names.length],
    [28, imageBase + functionsAt],
    [32, imageBase + namesAt],
    [36, imageBase + ordinalsAt],
  ] as const)
    head.writeUInt32LE(value, at);
  let textAt = imageBase + textsAt;
  for (const [index, text] of texts.entries()) {
    head.writeUInt32LE(imageBase, functionsAt + 4 * index);
    head.writeUInt32LE(textAt, namesAt + 4 * index);
    head.writeUInt16LE(index, ordinalsAt + 2 * index);
    textAt += text.length;
  }
  return Buffer.concat([head, ...texts]);
}
