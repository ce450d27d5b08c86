/** Pixels as the two formats that an NSIS installer takes: bitmap files for its pages, an icon file in several sizes. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, row by row from the top. */
  readonly pixels: Uint8Array;
}

const fileHeaderSize = 14;
const infoHeaderSize = 40;

/** BITMAPFILEHEADER and BITMAPINFOHEADER, then rows from the bottom, each of blue, green and red, filled up to four bytes. */
export function encodeBitmap(picture: Picture): Buffer {
  const rows = rowsFromBottom(picture, 3);
  const file = Buffer.alloc(fileHeaderSize);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(fileHeaderSize + infoHeaderSize + rows.length, 2);
  file.writeUInt32LE(fileHeaderSize + infoHeaderSize, 10);
  return Buffer.concat([file, infoHeader(picture.width, picture.height, 24, rows.length), rows]);
}

/** ICONDIR and one ICONDIRENTRY for each, then each as a bitmap without a file header: colours, and a mask that hides nothing. */
export function encodeIcon(pictures: readonly Picture[]): Buffer {
  const images = pictures.map(encodeIconImage);
  const directory = Buffer.alloc(6 + 16 * images.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(images.length, 4);
  let offset = directory.length;
  for (const [index, image] of images.entries()) {
    const at = 6 + 16 * index;
    const { width = 0, height = 0 } = pictures[index] ?? {};
    // 256 is written as 0.
    directory.writeUInt8(width % 256, at);
    directory.writeUInt8(height % 256, at + 1);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(image.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([directory, ...images]);
}

function encodeIconImage(picture: Picture): Buffer {
  const { width, height } = picture;
  const colours = rowsFromBottom(picture, 4);
  const mask = Buffer.alloc(Math.ceil(width / 32) * 4 * height);
  return Buffer.concat([infoHeader(width, height * 2, 32, colours.length + mask.length), colours, mask]);
}

function infoHeader(width: number, height: number, bits: number, sizeBytes: number): Buffer {
  const header = Buffer.alloc(infoHeaderSize);
  header.writeUInt32LE(infoHeaderSize, 0);
  header.writeInt32LE(width, 4);
  header.writeInt32LE(height, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(bits, 14);
  header.writeUInt32LE(sizeBytes, 20);
  return header;
}

function rowsFromBottom({ width, height, pixels }: Picture, bytesPerPixel: 3 | 4): Buffer {
  const rowSize = Math.ceil((width * bytesPerPixel) / 4) * 4;
  const rows = Buffer.alloc(rowSize * height);
  for (let index = 0; index < width * height; index += 1) {
    const row = height - 1 - Math.floor(index / width);
    const [red = 0, green = 0, blue = 0, opacity = 0] = pixels.subarray(index * 4, index * 4 + 4);
    rows.set([blue, green, red, opacity].slice(0, bytesPerPixel), row * rowSize + (index % width) * bytesPerPixel);
  }
  return rows;
}
