/** The program's one window. It remembers its size and nothing else. */
import { app, BrowserWindow, Menu } from 'electron';
import { pageAddress } from './page-address.ts';
import { readWindowSize, writeWindowSize } from './window-size.ts';

interface WindowPaths {
  readonly preloadPath: string;
  readonly sizePath: string;
}

/** Loads the page; what it may do is settled in the session before. */
export function openWindow({ preloadPath, sizePath }: WindowPaths): BrowserWindow {
  const window = new BrowserWindow({
    ...readWindowSize(sizePath),
    minWidth: 480,
    minHeight: 360,
    title: 'Bridgehead',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !app.isPackaged,
    },
  });
  Menu.setApplicationMenu(menu);
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const { width, height } = window.getNormalBounds();
    writeWindowSize(sizePath, { width, height });
  });
  void window.loadURL(pageAddress);
  return window;
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Hidden until Alt is pressed; it is there for its keys: copy, zoom, full screen, close. */
const menu = Menu.buildFromTemplate([
  { role: 'fileMenu' },
  { role: 'editMenu' },
  {
    label: 'View',
    submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
  },
]);
