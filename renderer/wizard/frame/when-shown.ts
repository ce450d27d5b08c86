/**
 * Waits until nothing hides the page from screen readers any more. A question hides everything behind it, and gives it back a moment after
 * it has closed; a page that is taken away meanwhile would leave the next one hidden.
 */

/** About a second: who waits longer waits for nothing. */
const mostFrames = 60;

/** @param act called once  @returns stops the waiting */
export function whenShown(act: () => void): () => void {
  let frame = 0;
  const look = (left: number) => {
    const isHidden = document.getElementById('page')?.closest('[aria-hidden="true"]') ?? null;
    const isInnerHidden = document.querySelector('#page > [aria-hidden="true"]');
    if (left === 0 || (isHidden === null && isInnerHidden === null)) act();
    else frame = requestAnimationFrame(() => look(left - 1));
  };
  // Not before the question is gone from the document.
  frame = requestAnimationFrame(() => look(mostFrames));
  return () => cancelAnimationFrame(frame);
}
