/** Draws the icons of the tray as PNG files, in the plain size and, for dense screens, in twice the size. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { trayIcons } from '../../../electron/tray/tray-state.ts';
import { drawShapes } from './draw-shapes.ts';
import { trayDrawings } from './tray-shapes.ts';

const sizes = [
  { suffix: '', side: 16 },
  { suffix: '@2x', side: 32 },
];

export async function writeTrayIcons(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const icon of trayIcons) {
    for (const { suffix, side } of sizes)
      await writeFile(join(dir, `${icon}${suffix}.png`), encodePng(drawShapes(trayDrawings[icon], side), side));
  }
}

/** PNG specification, section 5: signature, header, one block of rows that are each led by filter 0, end. */
function encodePng(pixels: Uint8Array, side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Eight bits for each of red, green, blue and opacity.
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: side }, (_, row) => [0, ...pixels.subarray(row * side * 4, (row + 1) * side * 4)]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
