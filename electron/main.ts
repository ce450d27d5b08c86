/** The desktop program's composition root: makes its parts and connects them. */

import { userInfo } from 'node:os';
import { join } from 'node:path';
import { app, clipboard, session } from 'electron';
import { defaultDataDir } from '../agent-core/client/control-address.ts';
import { windowsNamesOf } from '../agent-core/client/windows-names.ts';
import { chooseServiceHost } from '../agent-core/service-host/choose-service-host.ts';
import { linkToAgent } from './agent-connection.ts';
import { declarePageScheme, servePage } from './app-protocol.ts';
import { answerBridgeCalls, tellPage } from './bridge-calls.ts';
import { bridgeResponders } from './bridge-responders.ts';
import { refuseEverything } from './refuse-everything.ts';
import { chooseElevation } from './service/choose-elevation.ts';
import { chooseAuthority } from './set-up/choose-authority.ts';
import { createKeptPasswords } from './set-up/kept-passwords.ts';
import { saveText } from './set-up/save-text.ts';
import { chromiumNetwork } from './sign-in/chromium-network.ts';
import { openBrowser } from './sign-in/open-browser.ts';
import { createPersonSignIn } from './sign-in/person-sign-in.ts';
import { openTray } from './tray/tray.ts';
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

  const dataDir = app.commandLine.getSwitchValue('data-dir') || defaultDataDir();
  const agentDir = join(process.resourcesPath, 'agent');
  const hostPath = join(agentDir, 'bridgehead-host.exe');
  const agent = linkToAgent({
    dataDir,
    version: app.getVersion(),
    hostPath,
    onChanged: (connection) => {
      tellPage(window.webContents, 'connection.changed', connection);
      tray.show(connection);
    },
    onSetupProgressed: (progress) => tellPage(window.webContents, 'setup.progressed', progress),
  });
  const person = createPersonSignIn({
    networkTo: chromiumNetwork,
    openBrowser,
    showDeviceCode: (code) => tellPage(window.webContents, 'person.deviceCode', code),
  });
  const responders = bridgeResponders({
    agent,
    person,
    personName: userInfo().username,
    service: {
      chooseHost: () => chooseServiceHost(dataDir, { ...windowsNamesOf(dataDir), hostPath }),
      isRoot: process.getuid?.() === 0,
      elevate: chooseElevation(),
      hostPath,
      commandLine: [join(agentDir, 'node.exe'), join(agentDir, 'cli', 'main.mjs')],
      dataDir,
    },
    passwords: createKeptPasswords(),
    chooseAuthority: () => chooseAuthority(window),
    saveText: (text) => saveText(window, text),
    copyText: (text) => clipboard.writeText(text),
    openBrowser,
  });
  answerBridgeCalls(responders, (error) => process.stderr.write(`${String(error)}\n`));

  const window = openWindow({
    preloadPath: join(app.getAppPath(), 'preload.cjs'),
    sizePath: join(app.getPath('userData'), 'window-size.json'),
  });
  const tray = openTray({
    window,
    agent,
    iconDir: join(app.getAppPath(), 'tray'),
    toldPath: join(app.getPath('userData'), 'told-of-tray'),
    knownPath: join(app.getPath('userData'), 'told-problems.json'),
    wish: app.commandLine.getSwitchValue('tray'),
  });
  app.on('second-instance', () => bringToFront(window));
  app.on('window-all-closed', () => {
    agent.close();
    app.quit();
  });
}
