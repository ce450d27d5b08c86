/** Answers what pages ask and tells them what happens: the one file with `ipcMain`. */
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { answerCall, type Sender } from './answer-call.ts';
import { callChannel, eventChannel } from './channels.ts';
import type { BridgeEventName, BridgeEventOf, BridgeResponders } from './contract/bridge.ts';

export function answerBridgeCalls(responders: BridgeResponders, reportUnexpected: (error: unknown) => void): void {
  ipcMain.handle(callChannel, (event, name: unknown, argument: unknown) =>
    answerCall(responders, senderOf(event), name, argument, reportUnexpected),
  );
}

export function tellPage<Name extends BridgeEventName>(
  page: WebContents,
  name: Name,
  event: BridgeEventOf<Name>,
): void {
  if (!page.isDestroyed()) page.send(eventChannel, name, event);
}

/** A frame that is gone by now, or moved on to another page, has no origin that could be trusted. */
function senderOf(event: IpcMainInvokeEvent): Sender {
  const frame = event.senderFrame;
  if (frame === null) return { origin: '', isTopFrame: false };
  return { origin: frame.origin, isTopFrame: frame.parent === null && frame === event.sender.mainFrame };
}
