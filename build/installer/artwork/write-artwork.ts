/** Draws what the installer's pages and every list of programs show: the icon, the picture beside the first page, the one above the others. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawShapes } from '../../desktop/tray-icons/draw-shapes.ts';
import { encodeBitmap, encodeIcon, type Picture } from './encode-bitmap.ts';
import { type Colour, deepBlue, drawAppIcon, layOver, lightBlue, mark, white } from './layers.ts';

const iconSides = [16, 24, 32, 48, 64, 128, 256];

export interface Artwork {
  readonly iconPath: string;
  readonly sidebarPath: string;
  readonly headerPath: string;
}

export async function writeArtwork(dir: string): Promise<Artwork> {
  await mkdir(dir, { recursive: true });
  const artwork = {
    iconPath: join(dir, 'icon.ico'),
    sidebarPath: join(dir, 'sidebar.bmp'),
    headerPath: join(dir, 'header.bmp'),
  };
  const icons = iconSides.map((side) => ({ width: side, height: side, pixels: drawAppIcon(side) }));
  await writeFile(artwork.iconPath, encodeIcon(icons));
  await writeFile(artwork.sidebarPath, encodeBitmap(drawSidebar()));
  await writeFile(artwork.headerPath, encodeBitmap(drawHeader()));
  return artwork;
}

/** The sizes that NSIS's Modern UI lays out for. */
function drawSidebar(): Picture {
  const [width, height] = [164, 314];
  const pixels = new Uint8Array(width * height * 4);
  for (let row = 0; row < height; row += 1) {
    const colour = [...between(lightBlue, deepBlue, row / height), 255];
    for (let column = 0; column < width; column += 1) pixels.set(colour, (row * width + column) * 4);
  }
  return place({ width, height, pixels }, drawShapes({ colour: white, shapes: mark }, 132), 132, 16, 40);
}

function drawHeader(): Picture {
  const [width, height] = [150, 57];
  const pixels = new Uint8Array(width * height * 4).fill(255);
  return place({ width, height, pixels }, drawAppIcon(45), 45, 96, 6);
}

const between = (from: Colour, to: Colour, share: number) =>
  from.map((part, index) => Math.round(part + ((to[index] ?? 0) - part) * share));

/** Lays a square over a picture, with its upper left corner there. */
function place(picture: Picture, square: Uint8Array, side: number, left: number, top: number): Picture {
  const { width, height } = picture;
  const over = new Uint8Array(width * height * 4);
  for (let row = 0; row < side; row += 1)
    over.set(square.subarray(row * side * 4, (row + 1) * side * 4), ((top + row) * width + left) * 4);
  return { ...picture, pixels: layOver(picture.pixels, over) };
}
