/** Looks at a page as a critical person would: accessible to all, and nothing cut off. `npm run pictures` shows it. */
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { ElectronApplication, Page } from 'playwright';
import { isLongForm } from '../lab/long-form.ts';

declare global {
  interface Window {
    readonly axe?: typeof axe;
  }
}

const require = createRequire(import.meta.url);
const { source: axeSource }: { source: string } = require('axe-core');
const pictureDir = join(import.meta.dirname, '..', '..', 'test-output', 'screenshots');

/** What axe-core finds fault with, one line each. */
export function accessibilityFaults(page: Page): Promise<readonly string[]> {
  return findFaults(page, {});
}

/**
 * The same in dark and in light. What a page says and does, and so every rule but those about colours, is the same in both: it is judged
 * in one of them, unless the long form is asked for.
 */
export async function faultsInDarkAndLight(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const inDark = await findFaults(page, isLongForm ? {} : { runOnly: { type: 'rule', values: rulesOfColour } });
  await page.emulateMedia({ colorScheme: 'light' });
  return [...inDark.map((fault) => `in dark: ${fault}`), ...(await findFaults(page, {}))];
}

/** Of axe-core's category of colour those that are on. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

async function findFaults(page: Page, chosen: Pick<axe.RunOptions, 'runOnly'>): Promise<readonly string[]> {
  // A tooltip under the pointer lies outside every landmark, as tooltips do.
  await page.mouse.move(0, 0);
  await finishTransitions(page);
  // Evaluated, not added as a script: the page's policy would refuse that, as it should.
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axeSource);
  // Describing in detail what is good takes longer than finding what is not; so does loading style sheets and media once more, for rules
  // about turned screens and sound by itself, of which this page, whose policy lets neither frames nor media in, has nothing.
  const options: axe.RunOptions = { ...chosen, resultTypes: ['violations'], preload: false, iframes: false };
  // Fluent's focus guards are hidden and focusable on purpose: they hand the focus on and never keep it.
  const { violations } = await page.evaluate((given) => {
    if (window.axe === undefined) throw new Error('axe-core did not come');
    return window.axe.run({ exclude: ['[data-tabster-dummy]'] }, given);
  }, options);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

/** Colours half-way from one to another belong to neither. */
function finishTransitions(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // They begin with the frame after the one that asked for them.
    await nextFrame();
    await nextFrame();
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
  });
}

/** Elements whose text is cut off, or that reach out of the window at a side where nobody can scroll to. */
export function clippedElements(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isForScreenReadersOnly = (element: Element) => element.clientWidth <= 1;
    const cutsOff = (element: Element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const hides = overflowX !== 'visible' || textOverflow === 'ellipsis';
      return hides && element.scrollWidth > element.clientWidth + 1 && !isForScreenReadersOnly(element);
    };
    const reachesOut = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > window.innerWidth + 1);
    };
    return [...document.querySelectorAll('#page *')]
      .filter((element) => cutsOff(element) || reachesOut(element))
      .map((element) => element.outerHTML.slice(0, 160));
  });
}

export async function takePicture(page: Page, name: string): Promise<void> {
  await mkdir(pictureDir, { recursive: true });
  await page.screenshot({ path: join(pictureDir, `${name}.png`), animations: 'disabled' });
}

/** From the top of the page, and with nothing half-way through a movement. */
export async function takePictureOf(page: Page, path: string): Promise<void> {
  await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 0));
  await page.screenshot({ path, animations: 'disabled' });
}

/** 2 is what a person gets who presses Ctrl and plus until it says 200 %. */
export async function zoomTo(app: ElectronApplication, page: Page, factor: number): Promise<void> {
  const width = await page.evaluate(() => window.outerWidth);
  await app.evaluate(
    ({ BrowserWindow }, zoom) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(zoom),
    factor,
  );
  await page.waitForFunction((expected) => Math.abs(window.innerWidth - expected) <= 2, width / factor);
}
