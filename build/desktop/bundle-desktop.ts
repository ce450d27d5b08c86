/** `node bundle-desktop.ts FOLDER`: bundles main process, preload and page into a folder. build-desktop.ts starts it. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig } from 'vite';
import { writeTrayIcons } from './tray-icons/write-tray-icons.ts';

const projectDir = join(import.meta.dirname, '..', '..');

/** The newest runtime's language everywhere would be simpler; the oldest one that tests run on decides (registry-runtime.mjs). */
const oldestNode = 'node18';
const oldestChromium = 'chrome114';

async function bundleDesktop(outDir: string): Promise<void> {
  await Promise.all([
    build(program('main', outDir)),
    build(program('preload', outDir)),
    build(page(join(outDir, 'page'))),
    writeTrayIcons(join(outDir, 'tray')),
  ]);
  await writeFile(join(outDir, 'package.json'), await desktopPackage());
}

const common = {
  configFile: false,
  root: projectDir,
  logLevel: 'warn',
  clearScreen: false,
  publicDir: false,
} as const satisfies InlineConfig;

/** One CommonJS file with everything in it but Electron and Node. A sandboxed preload may require nothing else. */
function program(name: 'main' | 'preload', outDir: string): InlineConfig {
  return {
    ...common,
    ssr: { noExternal: true },
    build: {
      ssr: join(projectDir, 'electron', `${name}.ts`),
      target: oldestNode,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        external: ['electron', /^node:/],
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  };
}

function page(outDir: string): InlineConfig {
  return {
    ...common,
    root: join(projectDir, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      target: oldestChromium,
      outDir,
      emptyOutDir: true,
      modulePreload: false,
      // A data: font or script would be refused by the page's own policy; every file stays a file.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2_000,
      reportCompressedSize: false,
    },
  };
}

async function desktopPackage(): Promise<string> {
  const project: { version: string } = JSON.parse(await readFile(join(projectDir, 'package.json'), 'utf8'));
  return JSON.stringify({
    name: 'bridgehead-desktop',
    productName: 'Bridgehead',
    version: project.version,
    main: 'main.cjs',
  });
}

const [outDir] = process.argv.slice(2);
if (outDir === undefined) throw new Error('usage: bundle-desktop.ts FOLDER');
await bundleDesktop(outDir);
