/** The desktop program's composition root: makes its parts and connects them. */
import { join } from 'node:path';
import { app, session } from 'electron';
import { defaultDataDir } from '../agent-core/client/control-address.ts';
import { linkToAgent } from './agent-connection.ts';
import { declarePageScheme, servePage } from './app-protocol.ts';
import { answerBridgeCalls, tellPage } from './bridge-calls.ts';
import { bridgeResponders } from './bridge-responders.ts';
import { refuseEverything } from './refuse-everything.ts';
import { bringToFront, openWindow } from './window.ts';

// The single-instance lock lives in the profile, so the profile is settled first. Tests give every start one of its own.
const profileDir = process.env.BRIDGEHEAD_DESKTOP_PROFILE;
if (profileDir) app.setPath('userData', profileDir);

declarePageScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  refuseEverything(session.defaultSession);
  servePage(join(app.getAppPath(), 'page'));

  const agent = linkToAgent({
    dataDir: app.commandLine.getSwitchValue('data-dir') || defaultDataDir(),
    version: app.getVersion(),
    onChanged: (connection) => tellPage(window.webContents, 'connection.changed', connection),
  });
  answerBridgeCalls(bridgeResponders(agent), (error) => process.stderr.write(`${String(error)}\n`));

  const window = openWindow({
    preloadPath: join(app.getAppPath(), 'preload.cjs'),
    sizePath: join(app.getPath('userData'), 'window-size.json'),
  });
  app.on('second-instance', () => bringToFront(window));
  app.on('window-all-closed', () => {
    agent.close();
    app.quit();
  });
}
