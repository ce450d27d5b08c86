/** The icons of the tray as shapes on a grid of 16 by 16: the product mark, two nodes and a span, above a sign for each state. */
import type { TrayIcon } from '../../../electron/tray/tray-state.ts';

export type Shape =
  | { readonly kind: 'disc'; readonly x: number; readonly y: number; readonly radius: number }
  | { readonly kind: 'ring'; readonly x: number; readonly y: number; readonly radius: number; readonly width: number }
  /** Through these points, with round ends. */
  | { readonly kind: 'line'; readonly points: readonly (readonly [number, number])[]; readonly width: number }
  | { readonly kind: 'polygon'; readonly points: readonly (readonly [number, number])[] };

export interface Drawing {
  readonly colour: readonly [red: number, green: number, blue: number];
  readonly shapes: readonly Shape[];
}

const line = (width: number, ...points: (readonly [number, number])[]): Shape => ({ kind: 'line', width, points });
const polygon = (...points: (readonly [number, number])[]): Shape => ({ kind: 'polygon', points });

const span = line(2, [4, 4], [12, 4]);
const mark: readonly Shape[] = [
  { kind: 'disc', x: 3, y: 4, radius: 3 },
  { kind: 'disc', x: 13, y: 4, radius: 3 },
];

/** Each is readable on light and on dark. */
export const trayDrawings: Readonly<Record<TrayIcon, Drawing>> = {
  /** A tick. */
  inStep: { colour: [16, 150, 72], shapes: [...mark, span, line(2, [4.5, 11.5], [7, 14], [11.5, 9])] },
  /** A circle. */
  working: {
    colour: [32, 130, 220],
    shapes: [...mark, span, { kind: 'ring', x: 8, y: 11.5, radius: 3.5, width: 2 }],
  },
  /** A triangle. */
  attention: { colour: [214, 126, 0], shapes: [...mark, span, polygon([8, 8], [13, 16], [3, 16])] },
  /** A square. */
  problem: { colour: [214, 48, 49], shapes: [...mark, span, polygon([4, 8], [12, 8], [12, 16], [4, 16])] },
  /** No span, hollow nodes, and a cross. */
  disconnected: {
    colour: [128, 128, 128],
    shapes: [
      { kind: 'ring', x: 3, y: 4, radius: 2.25, width: 1.5 },
      { kind: 'ring', x: 13, y: 4, radius: 2.25, width: 1.5 },
      line(2, [5, 9], [11, 15]),
      line(2, [11, 9], [5, 15]),
    ],
  },
  /** Two bars. */
  paused: {
    colour: [130, 110, 200],
    shapes: [...mark, span, polygon([4, 8], [7, 8], [7, 16], [4, 16]), polygon([9, 8], [12, 8], [12, 16], [9, 16])],
  },
};
