/** `npm run desktop -- [--data-dir=FOLDER]`: builds the desktop if its source changed and starts it on this screen. */
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { ensureElectronRuntime } from '../bootstrap/electron-runtime.mjs';
import { buildDesktop } from './build-desktop.ts';

const projectDir = dirname(dirname(import.meta.dirname));
const { executablePath } = await ensureElectronRuntime({ projectDir });
const { mainPath } = await buildDesktop();

const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
if (!hasScreen) {
  console.error(
    'There is no screen to open the window on.\nStart it in a desktop session, or use the command line: bridgehead status.',
  );
  process.exit(1);
}
const isRoot = process.getuid?.() === 0;
if (isRoot) console.error('Started as root: Chromium has no sandbox then. Use an ordinary account for daily work.');
const desktop = spawn(
  executablePath,
  [dirname(mainPath), ...(isRoot ? ['--no-sandbox'] : []), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => desktop.kill(signal));
desktop.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
