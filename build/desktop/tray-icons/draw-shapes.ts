/** Turns shapes into the pixels of a square image: how much of a pixel is covered becomes how opaque it is. */
import type { Drawing, Shape } from './tray-shapes.ts';

const gridSide = 16;
/** Points looked at in each direction of a pixel. */
const samples = 4;

/** @returns red, green, blue and opacity of each pixel, row by row */
export function drawShapes({ colour, shapes }: Drawing, side: number): Uint8Array {
  const pixels = new Uint8Array(side * side * 4);
  for (let index = 0; index < side * side; index += 1) {
    const covered = coverageOf(shapes, index % side, Math.floor(index / side), side);
    pixels.set([...colour, Math.round(covered * 255)], index * 4);
  }
  return pixels;
}

function coverageOf(shapes: readonly Shape[], column: number, row: number, side: number): number {
  let hits = 0;
  for (let sample = 0; sample < samples * samples; sample += 1) {
    const x = ((column + ((sample % samples) + 0.5) / samples) * gridSide) / side;
    const y = ((row + (Math.floor(sample / samples) + 0.5) / samples) * gridSide) / side;
    if (shapes.some((shape) => holds(shape, x, y))) hits += 1;
  }
  return hits / (samples * samples);
}

function holds(shape: Shape, x: number, y: number): boolean {
  switch (shape.kind) {
    case 'disc':
      return Math.hypot(x - shape.x, y - shape.y) <= shape.radius;
    case 'ring':
      return Math.abs(Math.hypot(x - shape.x, y - shape.y) - shape.radius) <= shape.width / 2;
    case 'line':
      return shape.points.slice(1).some((to, index) => {
        const from = shape.points[index] ?? to;
        return distanceTo(from, to, x, y) <= shape.width / 2;
      });
    case 'polygon':
      return isInside(shape.points, x, y);
  }
}

type Point = readonly [number, number];

function distanceTo([fromX, fromY]: Point, [toX, toY]: Point, x: number, y: number): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const share = ((x - fromX) * alongX + (y - fromY) * alongY) / (alongX ** 2 + alongY ** 2);
  const nearest = Math.min(1, Math.max(0, share));
  return Math.hypot(x - fromX - nearest * alongX, y - fromY - nearest * alongY);
}

/** A line from the point to the right crosses the outline an odd number of times. */
function isInside(points: readonly Point[], x: number, y: number): boolean {
  const crossings = points.filter(([fromX, fromY], index) => {
    const [toX, toY] = points[(index + 1) % points.length] ?? [fromX, fromY];
    return fromY > y !== toY > y && x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX);
  });
  return crossings.length % 2 === 1;
}
