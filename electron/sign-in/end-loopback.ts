/** Ends a sign-in that nobody will finish: tells the waiting loopback door that the person gave up, so that the door closes. */

/** @param signInAddress the address the browser was sent to; it names where the answer is awaited */
export async function endLoopback(signInAddress: string): Promise<void> {
  const { searchParams } = new URL(signInAddress);
  const door = searchParams.get('redirect_uri');
  if (door === null || new URL(door).hostname !== 'localhost') return;
  const answer = new URLSearchParams({
    error: 'access_denied',
    error_description: 'The sign-in was given up.',
    state: searchParams.get('state') ?? '',
  });
  // The door listens on 127.0.0.1 alone. One that is closed already needs no ending.
  const address = door.replace('//localhost', '//127.0.0.1');
  await fetch(address, { method: 'POST', body: answer }).catch(() => undefined);
}
