import { expect, test } from 'vitest';
import { encodeBitmap, encodeIcon } from '../../../build/installer/artwork/encode-bitmap.ts';

const red = [255, 0, 0, 255];
const blue = [0, 0, 255, 255];
const picture = { width: 1, height: 2, pixels: Uint8Array.from([...red, ...blue]) };

test('a bitmap file has its rows from the bottom, blue before red, filled up to four bytes', () => {
  const file = encodeBitmap(picture);
  expect(file.subarray(0, 2).toString()).toBe('BM');
  expect(file.readUInt32LE(2)).toBe(file.length);
  expect([...file.subarray(file.readUInt32LE(10))]).toEqual([255, 0, 0, 0, 0, 0, 255, 0]);
});

test('an icon file tells where each of its pictures is', () => {
  const side = (length: number) => ({ width: length, height: length, pixels: new Uint8Array(length * length * 4) });
  const file = encodeIcon([side(16), side(256)]);
  expect(file.readUInt16LE(4)).toBe(2);
  // 256 does not fit into the byte for it.
  expect([file.readUInt8(6), file.readUInt8(22)]).toEqual([16, 0]);
  const [firstSize, firstAt, secondSize, secondAt] = [14, 18, 30, 34].map((at) => file.readUInt32LE(at));
  expect(secondAt).toBe(Number(firstAt) + Number(firstSize));
  expect(file.length).toBe(Number(secondAt) + Number(secondSize));
});
