/** How this machine asks a person whether something may be done with more rights than they have. */
import { existsSync } from 'node:fs';
import { type Elevate, elevate, pkexecPath } from './elevate.ts';
import { elevateOnWindows } from './elevate-windows.ts';

/** @returns null where nothing asks */
export function chooseElevation(platform: NodeJS.Platform = process.platform): Elevate | null {
  if (platform === 'win32') return elevateOnWindows;
  return existsSync(pkexecPath) ? elevate : null;
}
