/** Opens the system's browser: the one place where this program hands an address to it. A test takes its place to play the browser. */
import { shell } from 'electron';

/** @throws when the address is none, or not https, or the system has no browser */
export async function openBrowser(address: string): Promise<void> {
  if (new URL(address).protocol !== 'https:') throw new Error('Only https addresses are opened.');
  await shell.openExternal(address);
}
