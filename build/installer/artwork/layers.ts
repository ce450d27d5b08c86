/** The product mark as the installer shows it: drawings laid over each other on one square. */
import { drawShapes } from '../../desktop/tray-icons/draw-shapes.ts';
import type { Drawing, Shape } from '../../desktop/tray-icons/tray-shapes.ts';

export type Colour = Drawing['colour'];

export const white: Colour = [255, 255, 255];
export const deepBlue: Colour = [15, 60, 110];
export const lightBlue: Colour = [34, 112, 178];

/** Two nodes and what spans between them, as in the tray. */
export const mark: readonly Shape[] = [
  { kind: 'disc', x: 4.3, y: 8, radius: 2.5 },
  { kind: 'disc', x: 11.7, y: 8, radius: 2.5 },
  {
    kind: 'line',
    width: 1.5,
    points: [
      [4.3, 8],
      [11.7, 8],
    ],
  },
];

/** A square with round corners: a line around it makes them. */
const tile: readonly Shape[] = [
  {
    kind: 'line',
    width: 5,
    points: [
      [3, 3],
      [13, 3],
      [13, 13],
      [3, 13],
      [3, 3],
    ],
  },
  {
    kind: 'polygon',
    points: [
      [3, 3],
      [13, 3],
      [13, 13],
      [3, 13],
    ],
  },
];

/** @returns red, green, blue and opacity of each pixel, row by row */
export function drawAppIcon(side: number): Uint8Array {
  return layOver(
    drawShapes({ colour: deepBlue, shapes: tile }, side),
    drawShapes({ colour: white, shapes: mark }, side),
  );
}

/** What is below shows through where what is above does not cover it. */
export function layOver(below: Uint8Array, above: Uint8Array): Uint8Array {
  const pixels = Uint8Array.from(below);
  for (let at = 0; at < pixels.length; at += 4) {
    const share = (above[at + 3] ?? 0) / 255;
    for (let part = 0; part < 3; part += 1)
      pixels[at + part] = Math.round((above[at + part] ?? 0) * share + (below[at + part] ?? 0) * (1 - share));
    pixels[at + 3] = Math.max(below[at + 3] ?? 0, above[at + 3] ?? 0);
  }
  return pixels;
}
