/** Builds what Electron starts into out/desktop: main.cjs, preload.cjs and the page. Unchanged source is not built again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceDigest } from './source-digest.ts';

const projectDir = join(import.meta.dirname, '..', '..');
const desktopDir = join(projectDir, 'out', 'desktop');
const stampName = 'source-digest';

export interface DesktopBuild {
  readonly mainPath: string;
  readonly wasBuilt: boolean;
}

/** What is being built is put aside and takes its place when it is complete, so that a build that fails leaves the last good one. */
export async function buildDesktop(): Promise<DesktopBuild> {
  const mainPath = join(desktopDir, 'main.cjs');
  const digest = await sourceDigest(projectDir);
  const built = await readFile(join(desktopDir, stampName), 'utf8').catch(() => undefined);
  if (built === digest) return { mainPath, wasBuilt: false };

  const freshDir = `${desktopDir}-${process.pid}`;
  try {
    await bundleInto(freshDir);
    await writeFile(join(freshDir, stampName), digest);
    await rm(desktopDir, { recursive: true, force: true });
    await rename(freshDir, desktopDir);
  } finally {
    await rm(freshDir, { recursive: true, force: true });
  }
  return { mainPath, wasBuilt: true };
}

/** In a process of its own: a test runner's environment would make it a build for development. */
async function bundleInto(outDir: string): Promise<void> {
  const bundler = spawn(process.execPath, [join(import.meta.dirname, 'bundle-desktop.ts'), outDir], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [code] = await once(bundler, 'exit');
  if (code !== 0) throw new Error('The desktop could not be built; what is wrong stands above.');
}

if (import.meta.main) {
  const startedAt = performance.now();
  const { mainPath, wasBuilt } = await buildDesktop();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(wasBuilt ? `built ${mainPath} in ${seconds} s` : `${mainPath} is up to date`);
}
