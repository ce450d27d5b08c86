/** Whatever a page might try besides asking the bridge is refused: other pages, windows, devices, downloads, the network. */
import { app, type Session, type WebContents } from 'electron';

/** The page is served by a protocol of its own; a request over any of these could only be a mistake or worse. */
const everyNetworkAddress = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];

export function refuseEverything(session: Session): void {
  app.on('web-contents-created', (_event, contents) => refuseFor(contents));
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Would fetch dictionaries from the internet.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest({ urls: everyNetworkAddress }, (_request, answer) => answer({ cancel: true }));
}

function refuseFor(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
