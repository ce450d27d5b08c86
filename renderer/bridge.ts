/** The one file that touches what the preload script gave the page. */
import type { Bridge } from '../electron/contract/bridge.ts';

declare global {
  interface Window {
    readonly bridgehead: Bridge;
  }
}

export const bridge: Bridge = window.bridgehead;
