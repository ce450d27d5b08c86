/** The real program with an icon in the tray, while its window is closed and it is started a second time. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchDesktop } from './launch.ts';

test('a closed window leaves the program in the tray and says so once; a second start shows the window again', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bridgehead-data-'));
  const profileDir = await mkdtemp(join(tmpdir(), 'bridgehead-profile-'));
  const desktop = await launchDesktop({ dataDir, profileDir, tray: 'always' });
  try {
    const windows = () =>
      desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
    const iconSides = await desktop.app.evaluate(({ app, nativeImage }) =>
      ['inStep', 'disconnected'].map((icon) =>
        nativeImage.createFromPath(`${app.getAppPath()}/tray/${icon}.png`).getSize(),
      ),
    );
    expect(iconSides).toEqual([
      { width: 16, height: 16 },
      { width: 16, height: 16 },
    ]);
    await expect.poll(windows).toEqual([true]);
    expect(await readdir(profileDir)).not.toContain('told-of-tray');

    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await windows()).toEqual([false]);
    expect(await readdir(profileDir)).toContain('told-of-tray');

    const { command, words, environment } = desktop.commandLine;
    const second = spawn(command, words, { env: environment, stdio: 'ignore' });
    expect(await once(second, 'exit')).toEqual([0, null]);
    await expect.poll(windows).toEqual([true]);
  } finally {
    await desktop.close();
    await rm(dataDir, { recursive: true, force: true });
    await rm(profileDir, { recursive: true, force: true });
  }
});
