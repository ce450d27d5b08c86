/** The icon in the tray: shows what was decided about it, and keeps the program running while its window is closed. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, Menu, Notification, nativeImage, Tray } from 'electron';
import type { AgentLink } from '../agent-connection.ts';
import type { AgentConnection } from '../contract/bridge.ts';
import { bringToFront } from '../window.ts';
import { hasTray } from './has-tray.ts';
import { readKnownProblems, writeKnownProblems } from './known-problems.ts';
import { trayMenuOf } from './tray-menu.ts';
import { noticesAt } from './tray-notices.ts';
import { trayViewOf } from './tray-state.ts';
import { trayTexts } from './tray-texts.ts';

export interface TrayParts {
  readonly window: BrowserWindow;
  readonly agent: AgentLink;
  readonly iconDir: string;
  /** Marks that a person was told where the program stays. */
  readonly toldPath: string;
  /** Keeps what a person was told of. */
  readonly knownPath: string;
  /** What `--tray` says. */
  readonly wish: string;
}

export interface AgentTray {
  show(connection: AgentConnection): void;
}

/** Until it is known that there is a tray, and where there is none, it shows nothing. */
export function openTray(parts: TrayParts): AgentTray {
  const { agent, iconDir, wish } = parts;
  let tray: Tray | null = null;
  let known = readKnownProblems(parts.knownPath);
  let told: string | null = null;
  const open = () => bringToFront(parts.window);
  const ask = async (name: 'run.start' | 'schedule.pause' | 'schedule.resume') => {
    const answer = await agent.request(name, {});
    if (!answer.ok) notify(trayTexts.notice.began(answer.problem), open);
  };
  const install = async (version: string) => {
    const answer = await agent.request('updates.install', { version });
    if (!answer.ok) notify(trayTexts.notice.began(answer.problem), open);
  };
  const actions = {
    open,
    run: () => void ask('run.start'),
    pause: () => void ask('schedule.pause'),
    resume: () => void ask('schedule.resume'),
    install: (version: string) => void install(version),
    quit: () => app.quit(),
  };
  const draw = (connection: AgentConnection) => {
    const view = trayViewOf(connection);
    tray?.setImage(nativeImage.createFromPath(join(iconDir, `${view.icon}.png`)));
    tray?.setToolTip(view.tooltip);
    tray?.setContextMenu(Menu.buildFromTemplate(trayMenuOf(view, actions)));
  };
  /** Nobody is told before it is known that there is a tray: what happens until then is told when it is. */
  const show = (connection: AgentConnection) => {
    if (tray === null) return;
    draw(connection);
    const { known: later, notices } = noticesAt(known, connection);
    const isNews = notices.length > 0 || known.ofAgent === null;
    if (later.ofAgent !== null && isNews) writeKnownProblems(parts.knownPath, later.ofAgent);
    known = later;
    const offered = trayViewOf(connection).offersUpdate;
    // What was offered before is told once; whoever starts this program anew is told again.
    if (offered !== null && offered !== told) notify(trayTexts.notice.offered(offered), open);
    told = offered ?? told;
    for (const { kind, problem } of notices) notify(trayTexts.notice[kind](problem), open);
  };
  void hasTray(wish).then((isThere) => {
    if (!isThere) return;
    tray = new Tray(nativeImage.createFromPath(join(iconDir, 'disconnected.png')));
    tray.on('click', open);
    keepWhenClosed(parts);
    show(agent.current());
  });
  return { show };
}

/** Closing the window hides it, unless the program is about to end. */
function keepWhenClosed({ window, toldPath }: TrayParts): void {
  let isEnding = false;
  app.on('before-quit', () => {
    isEnding = true;
  });
  window.on('close', (event) => {
    if (isEnding) return;
    event.preventDefault();
    window.hide();
    if (existsSync(toldPath)) return;
    writeFileSync(toldPath, '');
    notify(trayTexts.notice.keptInTray, () => bringToFront(window));
  });
}

function notify(words: { readonly title: string; readonly body: string }, open: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification(words);
  notification.on('click', open);
  notification.show();
}
