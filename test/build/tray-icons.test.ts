import { expect, test } from 'vitest';
import { drawShapes } from '../../build/desktop/tray-icons/draw-shapes.ts';
import { trayDrawings } from '../../build/desktop/tray-icons/tray-shapes.ts';
import { trayIcons } from '../../electron/tray/tray-state.ts';

/** Which pixels are mostly covered, whatever their colour. */
const shapeOf = (pixels: Uint8Array) =>
  Array.from({ length: pixels.length / 4 }, (_, index) => (pixels[index * 4 + 3] ?? 0) > 127);

const pairs = trayIcons.flatMap((left, index) => trayIcons.slice(index + 1).map((right) => [left, right] as const));

test.each(pairs)('%s and %s differ in shape at 16 pixels, without their colours', (left, right) => {
  const [one, other] = [left, right].map((icon) => shapeOf(drawShapes(trayDrawings[icon], 16)));
  const different = one?.filter((isCovered, index) => isCovered !== other?.[index]).length ?? 0;
  expect(different).toBeGreaterThanOrEqual(12);
});

test('every icon stays within its square and leaves its background free', () => {
  for (const icon of trayIcons) {
    const covered = shapeOf(drawShapes(trayDrawings[icon], 16)).filter(Boolean).length;
    expect(covered).toBeGreaterThan(40);
    expect(covered).toBeLessThan(160);
  }
});
