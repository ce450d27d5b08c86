/** Gives the page its one frozen object. Knows no rules: what may be asked, and by whom, is decided in the main process. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { callChannel, eventChannel } from './channels.ts';
import type { Bridge, BridgeEventOf } from './contract/bridge.ts';

const bridge: Bridge = Object.freeze({
  call: (name, argument) => ipcRenderer.invoke(callChannel, name, argument),
  listen: (name, listener) => {
    // The event of the message itself never reaches the page: it would carry a way to send.
    const forward = (_message: IpcRendererEvent, eventName: string, event: BridgeEventOf<typeof name>) => {
      if (eventName === name) listener(event);
    };
    ipcRenderer.on(eventChannel, forward);
    // In braces: what this returned would reach the page too, and it is the object that can send.
    return () => {
      ipcRenderer.removeListener(eventChannel, forward);
    };
  },
} satisfies Bridge);

contextBridge.exposeInMainWorld('bridgehead', bridge);
