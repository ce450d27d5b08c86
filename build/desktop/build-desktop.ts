/** Builds what Electron starts into out/desktop: main.cjs, preload.cjs and the page. */
import { join } from 'node:path';
import { buildPart, type Part } from '../build-part.ts';

const desktop: Part = {
  name: 'desktop',
  sources: ['agent-core/client', 'agent-core/contract', 'build/desktop', 'electron', 'renderer'],
  bundler: join(import.meta.dirname, 'bundle-desktop.ts'),
};

export interface DesktopBuild {
  readonly mainPath: string;
  readonly wasBuilt: boolean;
}

export async function buildDesktop(): Promise<DesktopBuild> {
  const { dir, wasBuilt } = await buildPart(desktop);
  return { mainPath: join(dir, 'main.cjs'), wasBuilt };
}

if (import.meta.main) {
  const startedAt = performance.now();
  const { mainPath, wasBuilt } = await buildDesktop();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(wasBuilt ? `built ${mainPath} in ${seconds} s` : `${mainPath} is up to date`);
}
